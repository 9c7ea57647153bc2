import { expect, it } from "vitest";
import type { JudgeAnalysis, ScorerJudging } from "../records/judge-analysis.ts";
import { createFigureIds } from "./html/html-figure.ts";
import { judgesSection } from "./html/judges-section.ts";
import { judgesTables, judgesTerminalTables, noJudgesText } from "./judges-tables.ts";
import { reportWords } from "./report-words.ts";

const value = { value: 0.5, low: 0.4, high: 0.6 };
const mean = { ...value, nItems: 20, nClusters: 20, method: "wilson" } as const;
const forms = { strict: 20, lenient: 1, unreadable: 2, failed: 3 };
const none = { value: null, low: null, high: null };

const scorer: ScorerJudging = {
  scorer: "rubric-judge",
  judges: [{ judge: "own", underTest: "m\u001b[2J", ...forms }],
  means: [{ judge: "own", model: "<script>alert(1)</script>", ...mean }],
  agreement: [
    {
      criterion: "accuracy",
      nReplies: 20,
      agreement: 0.75,
      kappaKind: "cohen-quadratic",
      kappa: { ...none, why: "no case was rated by both" },
      alpha: value,
    },
  ],
  lengths: [{ judge: "own", correlation: { ...none, why: "too few questions for an interval" }, nReplies: 3 }],
  selfPreference: [{ judge: "own", model: "m", ...value, p: 0.01, ownReplies: 5, otherReplies: 15 }],
  people: {
    raters: 2,
    agreement: [
      { judge: "own", criterion: "accuracy", nReplies: 4, nRatings: 8, agreement: 0.5, kappa: value, bias: 0.1 },
    ],
    among: [],
    means: [
      {
        judge: "own",
        criterion: "overall",
        model: "m",
        ...value,
        judgeMean: 0.7,
        peopleMean: 0.4,
        labelled: 4,
        unlabelled: 16,
        judgeWeight: 0.5,
      },
    ],
    rates: [
      {
        judge: "own",
        criterion: "c1",
        model: "m",
        ...none,
        why: "the judge judged nothing",
        apparent: null,
        sensitivity: null,
        specificity: null,
      },
    ],
  },
};

const analysis: JudgeAnalysis = {
  exam: "e",
  arm: "a",
  level: 0.95,
  scorers: [scorer],
  pairwise: {
    judges: [{ judge: "own", underTest: "m", ...forms }],
    pairs: [
      {
        judge: "own",
        models: ["m", "n"],
        nItems: 20,
        wins: 9,
        ties: 1,
        inconsistent: 4,
        losses: 6,
        unread: 2,
        share: mean,
      },
    ],
    strengths: [{ judge: "own", model: "m", ...none, why: "every verdict is a tie" }],
    position: [],
    length: [{ judge: "own", ...none, why: "a regression with 2 coefficients", p: null, pairs: 20 }],
  },
};

it("says which judges judge themselves, what they got wrong, and why numbers are missing", () => {
  const text = JSON.stringify(judgesTerminalTables([analysis], "en"));
  expect(text).toContain("“own” is m␛[2J, which is itself under test: the study allows it.");
  expect(text).toContain("no case was rated by both");
  expect(text).toContain("too few questions for an interval");
  expect(text).toContain("all criteria together");
  expect(text).toContain("people rated every reply");
  expect(text).toContain("m against n");
  expect(noJudgesText("zh")).toBe("本次运行没有评判模型。");
});

it.each(["en", "es", "zh"] as const)(
  "has as many cells as columns in every row, in %s, and no name of a text",
  (language) => {
    for (const { columns, rows, title, notes } of judgesTables([analysis], reportWords(language))) {
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.every((row) => row.length === columns.length)).toBe(true);
      const said = [title, ...columns.map(({ label }) => label), ...notes].join("\n");
      expect(said).not.toMatch(/judges\.|criterion\.|\{\w+\}/);
    }
  },
);

it("names the way of asking where an exam has several", () => {
  const other = { ...analysis, arm: "b", pairwise: null };
  const titles = judgesTables([analysis, other], reportWords("en")).map(({ title }) => title);
  expect(titles[0]).toBe("e · a: rubric-judge: points each judge gives");
});

it("shows names from outside as text on the page", () => {
  const page = judgesSection([analysis], reportWords("es"), createFigureIds());
  expect(page).not.toContain("<script>alert");
  expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(page).toContain("<svg");
});
