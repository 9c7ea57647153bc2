import { describe, expect, it } from "vitest";
import { comparisonField, comparisonSettings } from "../comparisons/__fixtures__/comparison-field.ts";
import { compareModels } from "../comparisons/compare-models.ts";
import { estimateBlocks } from "../figures/estimate-blocks.ts";
import { estimate, sampleReportInput } from "./__fixtures__/sample-report-input.ts";
import { headlineRanks } from "./headline-ranks.ts";
import { headlineTable } from "./headline-table.ts";
import { leaderboardCsv } from "./leaderboard-csv.ts";
import { pairsLeaderboardTable } from "./pairs-tables.ts";
import { reportWords } from "./report-words.ts";

const words = reportWords("en");
/** Right on the first so many of 100 items. */
const right = { strong: 90, even: 52, also: 50, weak: 10 };
const field = comparisonField(
  Object.fromEntries(
    Object.entries(right).map(([model, count]) => [model, Array.from({ length: 100 }, (_, item) => +(item < count))]),
  ),
);
const comparison = compareModels(field, comparisonSettings());
const { scorer } = field;

function input(models: readonly string[], change: Parameters<typeof sampleReportInput>[1] = {}) {
  const place = { exam: field.exam, arm: field.arm, scorer };
  return sampleReportInput("en", {
    estimates: models.map((model) => estimate({ ...place, model, right: right[model as "weak"] ?? 0, nItems: 100 })),
    analyses: {
      comparisons: [comparison],
      profiles: [],
      levels: [],
      standards: [],
      facts: [],
      items: [],
      parallelLanguages: null,
      stems: {},
    },
    ...change,
  });
}

function tableOf(report: ReturnType<typeof input>) {
  const [block] = estimateBlocks(report.estimates);
  if (block === undefined) {
    throw new Error("no block");
  }
  return headlineTable(block, report, words);
}

describe("headlineRanks", () => {
  it("are those of the comparison's own leaderboard, model by model", () => {
    const table = tableOf(input(Object.keys(right)));
    const labels = table.columns.map(({ label }) => label);
    const [rank, tied] = [labels.indexOf("Rank"), labels.indexOf("Tied")];
    const own = pairsLeaderboardTable(comparison, words);
    expect(table.rows.map((row) => [row[0]?.text, row[rank]?.text, row[rank]?.detail, row[tied]?.text])).toEqual(
      own.rows.map((row) => [row[0]?.text, row[4]?.text, `[${row[5]?.text}]`, row[7]?.text]),
    );
    // Not a table of dashes: two are tied between the best and the last.
    expect(table.rows.map((row) => row[tied]?.text)).toEqual(["a", "b", "b", "c"]);
    expect(table.rows[0]?.[rank]).toEqual({ text: "1", detail: "[1–1]" });
    expect(table.notes[0]).toContain("95% of 200 resamples");
  });

  it("say why there are none", () => {
    const two = ["strong", "weak"];
    const exams = [{ name: field.exam, dataset: "d", nItems: 100_001, languages: ["en"], kinds: { single: 100_001 } }];
    for (const [report, note] of [
      [input(["strong"]), "only one model"],
      [input(two, { analyses: null, exams }), "more than 100,000 items"],
      [input(two, { analyses: null }), "viva report"],
      [
        input(two, { estimates: two.map((model) => estimate({ model, scorer: "other", right: 1, nItems: 2 })) }),
        "first scorer",
      ],
    ] as const) {
      const [block] = estimateBlocks(report.estimates);
      const found = block === undefined ? undefined : headlineRanks(block, report, words);
      expect(found?.cellsOf("strong")).toEqual([{ text: "–" }, { text: "–" }]);
      expect(found?.notes.join()).toContain(note);
    }
  });

  it("name a model without a scored item", () => {
    const table = tableOf(input(["strong", "even", "also", "weak", "absent"]));
    expect(table.notes).toContain("No rank without a scored item: absent.");
    expect(table.rows.at(-1)?.slice(4, 6)).toEqual([{ text: "–" }, { text: "–" }]);
  });

  it("stand in leaderboard.csv, a row a model", () => {
    const lines = leaderboardCsv(input(Object.keys(right)))
      .trim()
      .split("\r\n");
    const header = lines[0]?.replace("\uFEFF", "").split(",") ?? [];
    const rows = lines
      .slice(1)
      .map((line) => Object.fromEntries(line.split(",").map((cell, at) => [header[at], cell])));
    expect(rows.map(({ model, rank, tiedSets, wins }) => [model, rank, tiedSets, wins])).toEqual([
      ["strong", "1", "a", "3"],
      ["even", "2", "b", "1"],
      ["also", "3", "b", "1"],
      ["weak", "4", "c", "0"],
    ]);
    const without =
      leaderboardCsv(input(["strong"], { analyses: null }))
        .trim()
        .split("\r\n")[1] ?? "";
    expect(without.split(",")).toHaveLength(header.length);
  });
});
