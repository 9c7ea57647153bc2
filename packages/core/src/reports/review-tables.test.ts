import { describe, expect, it } from "vitest";
import type { CriterionAgreement, ReviewEstimate, ReviewRecord, SheetReview } from "../records/review.ts";
import { reviewSchemes } from "../reviews/review-schemes.ts";
import { cellText } from "./report-table.ts";
import { reportWords } from "./report-words.ts";
import { reviewTables } from "./review-tables.ts";

const estimate = (value: number): ReviewEstimate => ({ status: "estimated", value, low: value / 2, high: 1 });
const none: ReviewEstimate = { status: "not-estimable", why: "no case has two ratings" };

function agreement(criterion: string, cohen: CriterionAgreement["cohen"]): CriterionAgreement {
  return { criterion, cases: 40, raw: estimate(0.9), cohen, fleiss: estimate(0.8), alpha: none, ac1: estimate(0.7) };
}

function sheet(more: Partial<SheetReview> = {}): SheetReview {
  const kappa = estimate(0.6);
  return {
    sheet: "abc123",
    scheme: reviewSchemes.labels,
    raters: ["anna", "ben"],
    cases: 40,
    rated: 40,
    outcomes: [],
    agreement: [agreement("inaccurate", [{ raters: ["anna", "ben"], kappa }])],
    models: [{ model: "<b>m</b>\u0007", criterion: "inaccurate", rated: 40, estimate: estimate(0.25) }],
    explanations: [
      {
        model: "m",
        counts: { rightSound: 20, rightInaccurate: 2.5, wrongSound: 5, wrongInaccurate: 12 },
        rightForWrongReason: estimate(0.05),
        inaccurateAmongRight: estimate(0.11),
        inaccurateAmongWrong: none,
      },
    ],
    disagreements: [],
    ...more,
  };
}

const record = (sheets: readonly SheetReview[]): ReviewRecord => ({ format: 1, level: 0.95, answers: {}, sheets });

describe("reviewTables", () => {
  it("says shares, counts and coefficients in the language's own numbers, and why there is none", () => {
    const [models, explanations, agreements] = reviewTables(
      { record: record([sheet()]), outdated: [] },
      reportWords("es"),
    );
    const text = (row: readonly { text: string; detail?: string }[] | undefined): string[] => (row ?? []).map(cellText);
    expect(text(models?.rows[0])).toContain("25,0\u00a0% [12,5; 100,0]");
    expect(models?.rows[0]?.[0]?.text).toBe("<b>m</b>␇");
    expect(text(explanations?.rows[0])).toEqual([
      "m",
      "5,0\u00a0% [2,5; 100,0]",
      "11,0\u00a0% [5,5; 100,0]",
      "no estimable ningún caso tiene dos valoraciones",
      "20 / 2,5; 5 / 12",
    ]);
    expect(text(agreements?.rows[0])[3]).toBe("0,60 [0,30; 1,00]");
  });

  it("gives mean, least and greatest kappa of more than two raters, and says so", () => {
    const cohen = [0.2, 0.6, 0.7].map((value) => ({ raters: ["a", "b"] as const, kappa: estimate(value) }));
    const shown = sheet({ raters: ["a", "b", "c"], agreement: [agreement("inaccurate", cohen)] });
    const table = reviewTables({ record: record([shown]), outdated: [] }, reportWords("en")).at(-1);
    expect(cellText(table?.rows[0]?.[3] ?? { text: "" })).toBe("0.50 0.20 – 0.70");
    expect(table?.notes.join(" ")).toContain("mean over pairs");
  });

  it("tells sheets apart, what they were drawn from, and that a run was read anew since", () => {
    const sheets = [sheet(), sheet({ sheet: "def456", outcomes: ["right"], raters: ["anna"] })];
    const tables = reviewTables({ record: record(sheets), outdated: ["def456"] }, reportWords("zh"));
    expect(tables.map(({ title }) => title.slice(0, 10))).toEqual([
      ...Array.from({ length: 3 }, () => "评审表 abc123"),
      ...Array.from({ length: 3 }, () => "评审表 def456"),
    ]);
    expect(tables[3]?.notes.join("")).toContain("仅从作答情况为“正确”的题目中抽取");
    expect(tables[3]?.notes.join("")).toContain("重新提取或评分");
    expect(tables[0]?.notes.join("")).not.toContain("重新提取或评分");
    expect(tables[5]?.notes).toEqual([expect.stringContaining("只有一位评审者")]);
  });
});
