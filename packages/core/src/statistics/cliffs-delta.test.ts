import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "./__golden__/cliffs-delta.json" with { type: "json" };
import { cliffsDelta } from "./cliffs-delta.ts";
import { dominance } from "./dominance.ts";

const delta = (first: readonly number[], second: readonly number[]) =>
  cliffsDelta(Float64Array.from(first), Float64Array.from(second), 0.95);

describe("cliffsDelta", () => {
  it.each(golden.cases)("of $first and $second is what the dominance matrix gives", (expected) => {
    const found = delta(expected.first, expected.second);
    expect(found?.delta).toBeCloseTo(expected.delta, 12);
    expect(found?.variance).toBeCloseTo(expected.variance, 12);
    expect(found?.interval?.low).toBeCloseTo(expected.low, 9);
    expect(found?.interval?.high).toBeCloseTo(expected.high, 9);
  });

  it("of groups that do not overlap is ±1, not with certainty", () => {
    const found = delta([5, 6, 7, 8], [1, 2, 3]);
    expect(found).toMatchObject({ delta: 1, variance: 0, interval: { high: 1 } });
    expect(found?.interval?.low).toBeLessThan(0);
    expect(delta([1, 2, 3], [5, 6, 7, 8])?.interval?.high).toBeCloseTo(-(found?.interval?.low ?? 0), 12);
  });

  it("of identical values is 0", () => {
    expect(delta([2, 2, 2], [2, 2])).toMatchObject({ delta: 0, variance: 0 });
  });

  it("has no interval with one value in a group, and is null with none", () => {
    expect(delta([3], [1, 2, 4])).toEqual({ delta: expect.closeTo(1 / 3, 12), variance: null, interval: null });
    expect(delta([], [1])).toBeNull();
    expect(delta([1], [])).toBeNull();
  });

  it("refuses values that are not finite", () => {
    expect(() => delta([Number.NaN, 1], [1, 2])).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });

  it("of the groups exchanged is the mirror image, within −1 to 1, whatever the scale", () => {
    const group = fc.array(fc.nat({ max: 9 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(group, group, (first, second) => {
        const one = delta(first, second);
        const other = delta(second, first);
        const cubed = delta(
          first.map((value) => value ** 3),
          second.map((value) => value ** 3),
        );
        expect(cubed).toEqual(one);
        expect(other?.delta).toBeCloseTo(-(one?.delta ?? Number.NaN), 12);
        expect(other?.interval?.low).toBeCloseTo(-(one?.interval?.high ?? Number.NaN), 9);
        expect(one?.interval?.low).toBeGreaterThanOrEqual(-1);
        expect(one?.interval?.low).toBeLessThanOrEqual((one?.delta ?? 0) + 1e-12);
        expect(one?.interval?.high).toBeGreaterThanOrEqual((one?.delta ?? 0) - 1e-12);
      }),
    );
  });
});

it("dominance counts pairs", () => {
  expect(dominance(Float64Array.of(3, 1), Float64Array.of(2, 1))).toEqual({
    mean: 0.25,
    ofFirst: Float64Array.of(1, -0.5),
    ofSecond: Float64Array.of(0, 0.5),
    untied: 3,
  });
});
