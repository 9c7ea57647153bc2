import { describe, expect, it } from "vitest";
import { comparisonField, comparisonSettings, pairedAnswers } from "../comparisons/__fixtures__/comparison-field.ts";
import { compareModels } from "../comparisons/compare-models.ts";
import { setLetter } from "./pairs-numbers.ts";
import { pairsReferenceTable } from "./pairs-reference-table.ts";
import { shownPairs } from "./pairs-shown.ts";
import { pairsLeaderboardTable, pairsTable, pairsTables } from "./pairs-tables.ts";
import { cellText, type ReportTable } from "./report-table.ts";
import { reportWords } from "./report-words.ts";

const words = reportWords("en");
const settings = comparisonSettings({ reference: "strong", margin: 0.05 });
const answers = pairedAnswers(20, 1, 7, 2);
const compared = compareModels(comparisonField({ weak: answers.first, strong: answers.second }), settings);

const textOf = ({ title, columns, rows, notes }: ReportTable): string =>
  [title, ...columns.map(({ label }) => label), ...rows.flat().map(cellText), ...notes].join("\n");

describe("pairsLeaderboardTable", () => {
  it("shows accuracy, both rank intervals, letters, and pairs won, tied and lost", () => {
    const [first] = pairsLeaderboardTable(compared, words).rows.map((row) => row.map(cellText));
    const { rankLow, rankHigh } = compared.models[0] ?? {};
    expect(first).toEqual([
      "strong",
      "90.0%",
      "[74.4, 96.5]",
      "30",
      "1",
      `${rankLow}–${rankHigh}`,
      "1–2",
      "a",
      "0 – 1 – 0",
    ]);
  });

  it("says that one model makes no pair", () => {
    const one = compareModels(comparisonField({ alone: [1, 0] }), settings);
    expect(pairsLeaderboardTable(one, words).notes).toEqual(["Only one model: there is no pair to compare."]);
    expect(pairsTable(one, words)).toBeNull();
    expect(pairsTables([one], words)).toHaveLength(1);
  });

  it("says why nothing is held against the reference", () => {
    const absent = compareModels(comparisonField({ a: [1, 0], b: [0, 0] }), settings);
    expect(pairsLeaderboardTable(absent, words).notes).toContain(
      "No test against a reference: the reference is not among the models.",
    );
  });
});

describe("pairsTable", () => {
  it("shows every number of a pair", () => {
    expect(pairsTable(compared, words)?.rows.map((row) => row.map(cellText))).toEqual([
      [
        "strong – weak",
        expect.stringMatching(/^\+20\.0 \[\d\.\d, \d\d\.\d\]$/u),
        expect.stringMatching(/^\[−?\d\.\d, \d\d\.\d\]$/u),
        "30",
        "7 : 22 : 1",
        "0.0703 (mid-p 0.0391)",
        "0.0703",
        "0.0703",
        "0.52",
        "7.00 [0.90, 315]",
        "not told apart",
      ],
    ]);
  });

  it("says of a pair without a common item why it has no number", () => {
    const apart = compareModels(comparisonField({ a: [1, Number.NaN], b: [Number.NaN, 1] }), settings);
    const table = pairsTable(apart, words);
    expect(table?.rows[0]?.map(cellText).slice(1, 3)).toEqual(["not estimable", "–"]);
    expect(table?.notes.at(-1)).toBe("Not estimable: a – b (no item that both models have).");
  });

  it("keeps to the best model and the reference where there are very many pairs, and says so", () => {
    const many = Object.fromEntries(
      Array.from({ length: 22 }, (_, model) => [
        `m${model}`,
        Array.from({ length: 25 }, (_, item) => (item < model ? 1 : 0)),
      ]),
    );
    const comparison = compareModels(comparisonField(many), comparisonSettings({ reference: "m3", margin: 0.1 }));
    expect(comparison.pairs).toHaveLength(231);
    const table = pairsTable(comparison, words);
    expect(table?.rows).toHaveLength(41);
    expect(table?.notes[0]).toContain("41 of 231 pairs");
    expect(shownPairs(comparison, 231)).toBe(comparison.pairs);
  });
});

describe("pairsReferenceTable", () => {
  it("shows both tests against the margin", () => {
    const table = pairsReferenceTable(compared, words);
    expect(table?.title).toBe("Held against “strong”, margin 5.0 points");
    expect(table?.rows[0]?.map(cellText)).toEqual([
      "weak",
      expect.stringMatching(/^−20\.0 \[−\d\d\.\d, −?\d\.\d\]$/u),
      "30",
      expect.stringMatching(/^not shown p = 0\.\d{4} \[≥ −\d\d\.\d\]$/u),
      expect.stringMatching(/^not shown p = 0\.\d{4} \[−\d\d\.\d, −?\d\.\d\]$/u),
    ]);
  });
});

describe.each(["en", "es", "zh"] as const)("tables in %s", (language) => {
  const missing = Number.NaN;
  it.each([
    ["groups and partial credit", { a: [1, 0.5, 1, 0], b: [0, 0.5, 0, 0], c: [1, 1, 1, missing] }, [0, 0, 1, 2]],
    ["no item in common", { a: [1, missing], b: [missing, 0] }, [0, 1]],
    ["one item", { a: [1], b: [0] }, [0]],
  ])("never write NaN, null or an empty place: %s", (_name, points, clusters) => {
    const comparison = compareModels(
      comparisonField(points, { clusters }),
      comparisonSettings({ reference: "a", margin: 0.1 }),
    );
    for (const table of pairsTables([comparison], reportWords(language))) {
      expect(textOf(table)).not.toMatch(/NaN|null|undefined|Infinity|\{\w+\}/u);
      expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
    }
  });
});

describe("titles", () => {
  it("name the way of asking where the exam has several", () => {
    const other = { ...compared, arm: "json" };
    expect(pairsTables([compared, other], words).map(({ title }) => title)).toContain("exam · json · Pairs of models");
    expect(pairsTables([compared, { ...other, exam: "second" }], words)[0]?.title).toBe(
      "exam · Leaderboard with ranks and tied sets",
    );
  });
});

describe("setLetter", () => {
  it("goes on after z", () => {
    expect([0, 25, 26, 27, 51, 52].map(setLetter)).toEqual(["a", "z", "aa", "ab", "az", "ba"]);
  });
});
