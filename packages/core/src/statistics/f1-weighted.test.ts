import { describe, expect, it } from "vitest";
import golden from "./__golden__/f1-weighted.json" with { type: "json" };
import { confusionOf } from "./confusion.ts";
import { createF1Weighted, f1Weighted } from "./f1-weighted.ts";

/** Codes of the strings of two lists over one dictionary. */
function codesOf(gold: readonly string[], predicted: readonly string[]) {
  const dictionary = [...new Set([...predicted, ...gold])];
  const codes = (list: readonly string[]) => Int32Array.from(list, (text) => dictionary.indexOf(text));
  return { gold: codes(gold), predicted: codes(predicted) };
}

describe("f1Weighted", () => {
  it.each(golden.cases)("of $gold read as $predicted is scikit-learn's", ({ gold, predicted, weighted }) => {
    const codes = codesOf(gold, predicted);
    expect(f1Weighted(confusionOf(codes.gold, codes.predicted))).toBeCloseTo(weighted, 14);
  });

  it("is exactly 1 when all are right and 0 when none is", () => {
    expect(f1Weighted(confusionOf(Int32Array.of(1, 2, 3), Int32Array.of(1, 2, 3)))).toBe(1);
    expect(f1Weighted(confusionOf(Int32Array.of(1, 2, 3), Int32Array.of(2, 3, 1)))).toBe(0);
  });

  it("is NaN when nothing was counted", () => {
    expect(f1Weighted(confusionOf(new Int32Array(0), new Int32Array(0)))).toBeNaN();
  });

  it("scores other counts of the same cells, one after the other", () => {
    const confusion = confusionOf(Int32Array.of(0, 0, 1), Int32Array.of(0, 1, 1));
    const score = createF1Weighted(confusion);
    const first = score(confusion.counts);
    expect(score(Float64Array.of(3, 0, 2))).toBe(1);
    expect(score(confusion.counts)).toBe(first);
  });
});
