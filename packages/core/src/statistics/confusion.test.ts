import { describe, expect, it } from "vitest";
import { confusionOf } from "./confusion.ts";

describe("confusionOf", () => {
  it("counts pairs over the union of gold and predicted", () => {
    const confusion = confusionOf(Int32Array.of(5, 5, 9, 5), Int32Array.of(5, 2, 9, 5));
    expect(confusion).toEqual({
      classes: 3,
      gold: Int32Array.of(0, 0, 2),
      predicted: Int32Array.of(0, 1, 2),
      counts: Float64Array.of(2, 1, 1),
      cellOf: Int32Array.of(0, 1, 2, 0),
    });
  });

  it("of nothing is empty", () => {
    expect(confusionOf(new Int32Array(0), new Int32Array(0))).toMatchObject({
      classes: 0,
      counts: new Float64Array(0),
    });
  });
});
