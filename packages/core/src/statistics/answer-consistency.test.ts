import { describe, expect, it } from "vitest";
import { answerConsistency } from "./answer-consistency.ts";

describe("answerConsistency", () => {
  it.each([
    [[4, 4, 4], { consistent: true, majority: 1, distinct: 1 }],
    [[4, 4, 7], { consistent: false, majority: 2 / 3, distinct: 2 }],
    [[1, 2, 3, 4], { consistent: false, majority: 1 / 4, distinct: 4 }],
    [[0, 9, 0, 9], { consistent: false, majority: 1 / 2, distinct: 2 }],
  ])("of %j", (codes, expected) => {
    expect(answerConsistency(codes)).toEqual(expected);
    expect(answerConsistency(Int32Array.from(codes).reverse())).toEqual(expected);
  });

  it("is nothing of fewer than two answers", () => {
    expect(answerConsistency([])).toBeNull();
    expect(answerConsistency([3])).toBeNull();
  });
});
