import { describe, expect, it } from "vitest";
import { comparisonField } from "../comparisons/__fixtures__/comparison-field.ts";
import { factsSettings, madeUpFacts, rightOf } from "../comparisons/__fixtures__/facts-field.ts";
import { factsAnalysis } from "../comparisons/facts-analysis.ts";
import { createKnownModels } from "../runs/known-models.ts";
import { factsTables } from "./facts-tables.ts";
import { factsSection } from "./html/facts-section.ts";
import { createFigureIds } from "./html/html-figure.ts";
import { cellText } from "./report-table.ts";
import { reportWords } from "./report-words.ts";

const hostile = "<img src=x onerror=alert(1)>\nsecond line";
const known = createKnownModels([
  madeUpFacts("m", {
    architecture: "mixture-of-experts",
    totalParameters: 46.7e9,
    activeParameters: 12.9e9,
    family: "M",
  }),
  madeUpFacts("d", { architecture: "dense", totalParameters: 7.61e9, family: "D", trainingCutoff: "2020-06" }),
  madeUpFacts("c", { architecture: "dense", totalParameters: 7.61e9, domain: "clinical", parent: "d", family: "D" }),
]);
const field = {
  ...comparisonField({ m: rightOf(30, 40), d: rightOf(20, 40), c: rightOf(24, 40), [hostile]: rightOf(1, 40) }),
  tags: new Map([["year", { values: ["2019", "2021"], ofItem: Array.from({ length: 40 }, (_, item) => [item % 2]) }]]),
};
const operations = [
  ["m", "d", "c"].map((model, at) => ({
    ...{ model, backend: "server", calls: 40, attempts: 40, causes: {} },
    latencyMs: { mean: 100 * at + 50, p50: 100 * at + 50, p95: 900, p99: 900, max: 900 },
    ...{ promptTokens: 400, completionTokens: 800, reasoningTokens: null, cachedTokens: null, callsWithoutUsage: 0 },
    cost: null,
  })),
];
const analysis = factsAnalysis(field, factsSettings(), known, operations);
const plain = (language: "en" | "es" | "zh") =>
  factsTables([analysis], reportWords(language))
    .flatMap(({ title, columns, rows, notes }) => [
      title,
      ...columns.map(({ label }) => label),
      ...rows.flatMap((row) => row.map(cellText)),
      ...notes,
    ])
    .join("\n");

describe("factsTables", () => {
  it.each(["en", "es", "zh"] as const)("leaves no place unfilled and no number unwritten in %s", (language) => {
    const text = plain(language);
    expect(text).not.toMatch(/NaN|undefined|null|\{\w+\}/u);
    expect(text).toContain(language === "es" ? "46,7B" : "46.7B");
  });

  it("says which difference is in points and which is relative", () => {
    const rows = factsTables([analysis], reportWords("en")).flatMap((table) =>
      table.rows.map((row) => row.map(cellText)),
    );
    const row = (name: string) => rows.find(([first]) => first === name)?.[1];
    // 0.75 against (0.5 + 0.6)/2 = 0.55.
    expect(row("Difference, in percentage points")).toMatch(/^\+20\.0 \[/u);
    expect(row("Difference, relative to the dense mean")).toMatch(/^\+36\.4% \[/u);
  });

  it("gives rows as many cells as columns, and a name on one line", () => {
    for (const { columns, rows } of factsTables([analysis], reportWords("en"))) {
      expect(rows.every((row) => row.length === columns.length)).toBe(true);
    }
    expect(plain("en")).not.toContain(hostile);
  });

  it("says so where no model has facts", () => {
    const none = factsAnalysis(field, factsSettings(), createKnownModels([]));
    const tables = factsTables([none], reportWords("en"));
    expect(tables).toHaveLength(1);
    expect(tables[0]?.notes[0]).toBe("No model of this exam has published facts.");
  });
});

describe("factsSection", () => {
  it("has a figure for each size and each front, each with its text, and keeps markup as text", () => {
    const html = factsSection([analysis], reportWords("en"), createFigureIds());
    expect(html.match(/<figure>/gu)).toHaveLength(4);
    expect(html.match(/<div role="img" aria-label="[^"]{20,}">/gu)).toHaveLength(4);
    expect(html).not.toContain("<img");
    expect(html).not.toMatch(/NaN|undefined|\{\w+\}/u);
    expect(factsSection([analysis], reportWords("en"), createFigureIds())).toBe(html);
  });

  it("says so where there is nothing", () => {
    expect(factsSection([], reportWords("en"), createFigureIds())).toContain("No model of this exam");
  });
});
