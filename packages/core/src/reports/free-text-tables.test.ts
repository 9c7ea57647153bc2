import { describe, expect, it } from "vitest";
import type { Estimate } from "../records/estimate.ts";
import type { RunAnalyses } from "../records/run-analyses.ts";
import type { TextComparison } from "../records/text-comparison.ts";
import { freeTextTables } from "./free-text-tables.ts";
import { comparedTextTables, freeTextTerminalTables } from "./free-text-terminal.ts";
import { cellText, type ReportTable } from "./report-table.ts";
import { reportWords } from "./report-words.ts";

function row(
  model: string,
  measure: string,
  scorer: string,
  value: number | null,
  changes: Partial<Estimate> = {},
): Estimate {
  return {
    ...{ measure, exam: "open", model, arm: "reason", perturbation: "none", scorer, extractor: "layered" },
    ...{ denominator: "posed", stratum: {}, value, low: value, high: value, level: 0.95, method: "clustered-wilson" },
    ...{ signature: "tok:zh", nItems: 60, nClusters: 50, nCalls: 60, excluded: { "no-reference": 2 } },
    status: value === null ? "not-estimable" : "estimated",
    ...changes,
  };
}

const estimates: readonly Estimate[] = ["b", "a"].flatMap((model, at) => [
  row(model, "mean-points", "bleu", 0.3 + at / 10),
  row(model, "corpus-score:bleu-4", "bleu", 0.2 + at / 10),
  row(model, "mean-points", "bleu:bleu-4", 0.3 + at / 10),
  row(model, "mean-points", "rouge", 0.5),
  row(model, "mean-points", "rouge:rouge-1", 0.6),
  row(model, "mean-points", "rouge:rouge-l", 0.5),
  row(model, "mean-points", "form", 0.9, { excluded: {} }),
  row(model, "corpus-score:length-ratio", "form", 1.2345, { excluded: {} }),
  row(model, "mean-points", "form:language", at === 0 ? null : 1, { nItems: 3, excluded: {} }),
]);

const comparison: TextComparison = {
  ...{ exam: "open", arm: "reason", perturbation: "none", scorer: "bleu", kind: "corpus", score: "bleu-4" },
  ...{ signature: "tok:zh", level: 0.95, alpha: 0.05, resamples: 1000, nItems: 60, nClusters: 50 },
  models: ["a", "b"].map((name, at) => ({
    ...{ name, id: name, run: 0, value: 0.3 - at / 10, low: 0.1, high: 0.4 },
    ...{ method: "cluster-bootstrap", nItems: 60, nClusters: 50 },
  })),
  pairs: [
    {
      ...{ first: "a", second: "b", nItems: 60, nClusters: 50, firstValue: 0.3, secondValue: 0.2 },
      difference: { value: 0.1, low: 0.02, high: 0.17 },
      ...{ p: 0.004, holmP: 0.004, benjaminiHochbergP: 0.004, verdict: "first-higher" },
    },
  ],
};
const analyses = { texts: [comparison] } as unknown as RunAnalyses;

const text = ({ columns, rows }: Pick<ReportTable, "columns" | "rows">): string[][] => [
  columns.map(({ label }) => label),
  ...rows.map((cells) => cells.map(cellText)),
];

describe("freeTextTables", () => {
  const words = reportWords("en");
  const [bleu, rouge, form, pairs] = freeTextTables({ estimates, analyses }, words);

  it("shows scores of all replies before means, each score once, models in the study's order", () => {
    expect(bleu?.title).toBe("open: bleu");
    expect(text(bleu as ReportTable)).toEqual([
      ["Model", "BLEU-4", "Points, mean", "n", "Left out"],
      ["b", "20.0% [20.0, 20.0]", "30.0% [30.0, 30.0]", "60 (50)", "without a reference 2"],
      ["a", "30.0% [30.0, 30.0]", "40.0% [40.0, 40.0]", "60 (50)", "without a reference 2"],
    ]);
    // The points of ROUGE are its ROUGE-L.
    expect(text(rouge as ReportTable)[0]).toEqual(["Model", "ROUGE-1", "ROUGE-L", "n", "Left out"]);
  });

  it("tells ratios as ratios, a part of fewer replies with its n, and what cannot be estimated", () => {
    expect(text(form as ReportTable)).toEqual([
      ["Model", "Length ratio", "In the language asked for", "Points, mean", "n"],
      ["b", "1.23 [1.23, 1.23]", "not estimable", "90.0% [90.0, 90.0]", "60 (50)"],
      ["a", "1.23 [1.23, 1.23]", "100.0% [100.0, 100.0] n = 3", "90.0% [90.0, 90.0]", "60 (50)"],
    ]);
  });

  it("names the signature below every table, and says what an interval is made of", () => {
    expect(bleu?.notes[0]).toBe("Cut and counted: tok:zh");
    expect(bleu?.notes[1]).toContain("come from resampling questions");
  });

  it("tells which differences are real", () => {
    expect(text(pairs as ReportTable).at(-1)).toEqual([
      ...["a – b", "BLEU-4", "+10.0 [2.0, 17.0]", "60", "0.0040", "0.0040", "a higher"],
    ]);
  });

  it("is empty where no scorer marks texts", () => {
    expect(freeTextTables({ estimates: [row("a", "accuracy", "exact-set", 1)], analyses: null }, words)).toEqual([]);
    expect(freeTextTerminalTables({ estimates: [], analyses: null }, words)).toEqual([]);
  });

  it("is told from comparisons alone where there are no estimates", () => {
    const [scores, differences] = comparedTextTables([comparison], words);
    expect(text(scores as ReportTable)[1]).toEqual(["a", "30.0% [10.0, 40.0]", "60 (50)"]);
    expect(differences?.rows).toHaveLength(1);
  });

  it.each(["en", "es", "zh"] as const)("never writes NaN, null or an empty place in %s", (language) => {
    for (const table of freeTextTables({ estimates, analyses }, reportWords(language))) {
      const written = [...text(table).flat(), ...table.notes].join("\n");
      expect(written).not.toMatch(/NaN|null|undefined|Infinity|\{\w+\}/u);
      expect(table.rows.every((cells) => cells.length === table.columns.length)).toBe(true);
    }
  });
});
