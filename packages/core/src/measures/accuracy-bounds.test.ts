import { describe, expect, it } from "vitest";
import { answerStatuses } from "../records/answer.ts";
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { contextOf, type TestRow, viewOf } from "./__fixtures__/table-for-tests.ts";
import accuracyBounds from "./accuracy-bounds.ts";

const estimate = (rows: readonly TestRow[]) => accuracyBounds.configure({}).estimate(viewOf(rows), contextOf());

describe("accuracy-bounds", () => {
  it("takes every reply without a readable choice for wrong, then for right", () => {
    const rows: TestRow[] = [
      { points: 1 },
      { points: 0 },
      ...answerStatuses.filter((status) => status !== "chosen").map((status) => ({ status, points: 0 })),
    ];
    expect(estimate(rows)).toEqual([
      { measure: "accuracy:worst", value: 1 / 7, ...wilsonInterval(1, 7, 0.95), method: "wilson" },
      { measure: "accuracy:best", value: 6 / 7, ...wilsonInterval(6, 7, 0.95), method: "wilson" },
    ]);
  });

  it("takes back the points that a scorer gave for a reply without a choice", () => {
    const rows: TestRow[] = [{ points: 0.5, status: "abstained" }, { points: 1 }];
    expect(estimate(rows)).toMatchObject([{ value: 0.5 }, { value: 1 }]);
  });

  it("is accuracy twice when all replies were readable", () => {
    const [worst, best] = estimate([{ points: 1 }, { points: 0 }, { points: 1 }]);
    expect(worst).toEqual({ ...best, measure: "accuracy:worst" });
  });

  it("leaves out calls the scorer does not apply to", () => {
    const rows: TestRow[] = [{ points: 1 }, { points: Number.NaN }, { points: Number.NaN, status: "refused" }];
    expect(estimate(rows)).toMatchObject([{ value: 1 }, { value: 1 }]);
  });

  it("is not estimable without calls", () => {
    expect(estimate([])).toMatchObject([
      { measure: "accuracy:worst", value: null },
      { measure: "accuracy:best", value: null },
    ]);
  });
});
