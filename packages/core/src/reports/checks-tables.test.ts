import { describe, expect, it } from "vitest";
import { accuracyRow, anomalyInput, cellReplies, cutCell } from "../comparisons/__fixtures__/anomaly-input.ts";
import { comparisonField } from "../comparisons/__fixtures__/comparison-field.ts";
import { rightOf } from "../comparisons/__fixtures__/facts-field.ts";
import { anomalyChecks } from "../comparisons/anomaly-checks.ts";
import { anomalyCheckNames } from "../records/anomaly-checks.ts";
import { checksTables } from "./checks-tables.ts";
import { printedChecks } from "./checks-terminal.ts";
import { checksSection } from "./html/checks-section.ts";
import { cellText } from "./report-table.ts";
import { reportWords } from "./report-words.ts";

const field = comparisonField({ good: rightOf(80, 100), "<b>weak</b>": rightOf(40, 100), letter: rightOf(25, 100) });
const control = { ...field, perturbation: "options-only" };
const run = anomalyChecks(
  anomalyInput(field, {
    fields: [
      field,
      control,
      { ...control, perturbation: "shuffle-options" },
      { ...control, perturbation: "stem-only" },
    ],
    estimates: [
      accuracyRow(field, "good", 0.8, 0.05, "layered"),
      accuracyRow(field, "<b>weak</b>", 0.4, 0.05, "layered"),
    ],
    sensitivity: [accuracyRow(field, "good", 0.2, 0.05, "cmb"), accuracyRow(field, "<b>weak</b>", 0.4, 0.05, "cmb")],
    replies: [
      cellReplies(field, "good", {
        truncated: new Int32Array(100).fill(1),
        chosen: Float64Array.of(9, 1, 0, 0),
        keys: Float64Array.of(5, 5, 0, 0),
      }),
    ],
    cuts: [cutCell(field, "good", 20), cutCell(field, "<b>weak</b>", 100)],
    yardsticks: new Set(["letter"]),
    published: [
      { model: "good", measure: "accuracy", value: 0.5, spread: null, source: "a paper", exam: null, stratum: {} },
    ],
  }),
);
const nothing = anomalyChecks(anomalyInput(comparisonField({})));

describe("checksTables", () => {
  it.each(["en", "es", "zh"] as const)("says everything of every check in %s", (language) => {
    const words = reportWords(language);
    for (const checks of [run, nothing]) {
      const text = checksTables(checks, words)
        .flatMap(({ title, columns, rows, notes }) => [
          title,
          ...columns.map(({ label }) => label),
          ...rows.flatMap((row) => row.map(cellText)),
          ...notes,
        ])
        .join("\n");
      expect(text).not.toMatch(/NaN|undefined|null|\{\w+\}/u);
    }
  });

  it("has a line for each check, and a table for each that ran", () => {
    const [summary, ...tables] = checksTables(run, reportWords("en"));
    expect(summary?.rows).toHaveLength(anomalyCheckNames.length);
    expect(tables).toHaveLength(anomalyCheckNames.length);
    expect(checksTables(nothing, reportWords("en"))).toHaveLength(1);
    for (const { columns, rows } of tables) {
      expect(rows.every((row) => row.length === columns.length)).toBe(true);
    }
  });

  it("says what to do where a check warns or did not run, and nothing where it passed", () => {
    for (const { status, todo } of [...printedChecks(run, "en"), ...printedChecks(nothing, "en")]) {
      expect(todo === "", `${status}: ${todo}`).toBe(status === "passed");
    }
  });
});

describe("checksSection", () => {
  it("shows the summary and folds the numbers, with names as text", () => {
    const html = checksSection(run, reportWords("en"));
    expect(html.match(/<details>/gu)).toHaveLength(anomalyCheckNames.length);
    expect(html).toContain("WARNING");
    expect(html).not.toContain("<b>");
    expect(checksSection({ ...run, checks: [] }, reportWords("en"))).toContain("no exam to check");
  });
});
