import { describe, expect, it } from "vitest";
import type { ReasonAnalysis } from "../records/reason-analysis.ts";
import { reasonsTables } from "./reasons-tables.ts";
import { cellText } from "./report-table.ts";
import { reportWords } from "./report-words.ts";

const mean = (value: number | null) =>
  ({
    value,
    low: value === null ? null : 0,
    high: value === null ? null : 1,
    nItems: 10,
    nClusters: 10,
    method: "wilson",
  }) as const;

const analysis: ReasonAnalysis = {
  exam: "exam",
  arm: "arm",
  level: 0.95,
  scorers: ["key-point-recall", "option-reasoning"],
  threshold: 0.2,
  models: [
    {
      model: "one\u202e",
      nReplies: 10,
      rightSound: 6,
      rightWrong: 2,
      wrongSound: 1,
      wrongWrong: 1,
      ofAll: mean(0.2),
      ofRight: mean(0.25),
    },
  ],
  examples: [
    {
      model: "one",
      itemId: "q1",
      repeat: 0,
      recall: 0.125,
      contradicted: 0.5,
      againstKey: true,
      excerpt: "a\u0000b\n<b>",
    },
    { model: "one", itemId: "q2", repeat: 0, recall: null, contradicted: null, againstKey: true, excerpt: null },
  ],
};
const stems = { exam: { q1: "Which finding is typical?" } };

describe("tables of answers and reasons", () => {
  it.each(["en", "es", "zh"] as const)("say counts, shares and what is wrong: %s", (language) => {
    const words = reportWords(language);
    const [cells, examples] = reasonsTables({ reasons: [analysis], stems }, words);
    expect(cells?.rows[0]?.map(({ text }) => text).slice(0, 6)).toEqual(["one\ufffd", "10", "6", "2", "1", "1"]);
    expect(cells?.notes).toHaveLength(4);
    expect(examples?.rows).toHaveLength(2);
    expect(examples?.rows[0]?.map(cellText)[1]).toBe("q1 Which finding is typical?");
    expect(examples?.rows[0]?.[2]?.text).toContain(words.percent(0.125));
    expect(examples?.rows[0]?.[3]?.text).toBe("a␀b <b>");
    expect(examples?.rows[1]?.[3]?.text).toBe(words.text("reasons.withheld"));
  });

  it("have no list without an example, and no tables without an analysis", () => {
    const words = reportWords("en");
    expect(reasonsTables({ reasons: [{ ...analysis, examples: [], threshold: null }], stems }, words)).toHaveLength(1);
    expect(reasonsTables({ stems }, words)).toEqual([]);
  });
});
