import { describe, expect, it } from "vitest";
import golden from "./__golden__/mantel-haenszel.json" with { type: "json" };
import { mantelHaenszelDifference, mantelHaenszelWeights } from "./mantel-haenszel-difference.ts";

const difference = (table: readonly (readonly number[])[]) => {
  const column = (at: number) => Float64Array.from(table, (row) => row[at] ?? 0);
  return mantelHaenszelDifference(
    { firstRight: column(0), firstSize: column(1), secondRight: column(2), secondSize: column(3) },
    0.95,
  );
};

describe("mantelHaenszelDifference", () => {
  it.each(golden.cases)("of $table is what the definition gives", ({ table, value, variance, strata }) => {
    const found = difference(table);
    expect(found?.value).toBeCloseTo(value, 12);
    expect(found?.variance).toBeCloseTo(variance, 12);
    expect(found?.strata).toBe(strata);
    expect(found?.high).toBeCloseTo(Math.min(1, value + 1.959963984540054 * Math.sqrt(variance)), 10);
  });

  it("of one stratum is the plain difference", () => {
    expect(difference([[7, 10, 9, 20]])?.value).toBeCloseTo(0.25, 12);
  });

  it("leaves out strata with an empty side, and is null without another", () => {
    expect(
      difference([
        [7, 10, 9, 20],
        [3, 4, 0, 0],
      ]),
    ).toEqual(difference([[7, 10, 9, 20]]));
    expect(difference([[3, 4, 0, 0]])).toBeNull();
    expect(difference([])).toBeNull();
    expect(mantelHaenszelWeights(Float64Array.of(10, 3), Float64Array.of(10, 0))).toEqual(Float64Array.of(5, 0));
  });

  it("refuses more right than items", () => {
    expect(() => difference([[11, 10, 9, 20]])).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});
