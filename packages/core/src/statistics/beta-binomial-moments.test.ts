import { describe, expect, it } from "vitest";
import golden from "./__golden__/beta-binomial-moments.json" with { type: "json" };
import { betaBinomialMoments, cellSizes } from "./beta-binomial-moments.ts";

const moments = (points: readonly number[], sizes: readonly number[]) =>
  betaBinomialMoments(Float64Array.from(points), Float64Array.from(sizes));

describe("betaBinomialMoments", () => {
  it.each(golden.cases)(
    "of $points in $sizes solves the moment equation",
    ({ points, sizes, mean, overDispersion }) => {
      const found = moments(points, sizes);
      expect(found?.mean).toBeCloseTo(mean, 8);
      expect(found?.overDispersion).toBeCloseTo(overDispersion, 8);
    },
  );

  it("of equal sizes is the closed form", () => {
    // Σ(share − ½)² = 0.18 = ¼ · [0.1 + ρ · 0.9], of one degree of freedom
    expect(moments([2, 8], [10, 10])?.overDispersion).toBeCloseTo((0.18 / 0.25 - 0.1) / 0.9, 12);
  });

  it("finds none where cells differ less than by chance, are all right or wrong, or hold one observation", () => {
    expect(moments([5, 5, 5], [10, 10, 10])).toEqual({ mean: 0.5, overDispersion: 0 });
    expect(moments([10, 3], [10, 3])).toEqual({ mean: 1, overDispersion: 0 });
    expect(moments([0, 0], [10, 3])).toEqual({ mean: 0, overDispersion: 0 });
    expect(moments([0, 1, 1], [1, 1, 1])).toEqual({ mean: 2 / 3, overDispersion: 0 });
  });

  it("takes cells that are wholly right or wholly wrong for perfectly over-dispersed", () => {
    expect(moments([10, 0], [10, 10])).toEqual({ mean: 0.5, overDispersion: 1 });
  });

  it("leaves empty cells out, and is null with fewer than two others", () => {
    expect(moments([2, 0, 8], [10, 0, 10])).toEqual(moments([2, 8], [10, 10]));
    expect(moments([2, 0], [10, 0])).toBeNull();
    expect(moments([], [])).toBeNull();
  });
});

it("cellSizes of equal cells are typically of their size", () => {
  expect(cellSizes(Float64Array.of(7, 7, 0, 7))).toEqual({ total: 21, occupied: 3, typical: 7 });
  expect(cellSizes(new Float64Array())).toEqual({ total: 0, occupied: 0, typical: 0 });
});
