import { describe, expect, it } from "vitest";
import golden from "./__golden__/paired-tests.json" with { type: "json" };
import { clusterIndex } from "./cluster-index.ts";
import { pairedDifference } from "./paired-difference.ts";

const compare = (first: readonly number[], second: readonly number[], codes?: readonly number[]) =>
  pairedDifference(
    Float64Array.from(first),
    Float64Array.from(second),
    clusterIndex(Int32Array.from(codes ?? first.map((_, unit) => unit))),
  );

describe("pairedDifference", () => {
  it.each(golden.clusters)("of $first.length units is as defined", ({ first, second, codes, ...expected }) => {
    const difference = compare(first, second, codes);
    expect(difference?.value).toBeCloseTo(expected.value, 12);
    expect(difference?.effectiveSize).toBeCloseTo(expected.effectiveSize, 8);
    expect(difference?.degrees).toBeCloseTo(expected.degrees, 9);
  });

  it("of single 0/1 units counts them, and knows its size", () => {
    const difference = compare([1, 1, 0, 0, 1], [1, 0, 1, 0, 0]);
    expect(difference).toMatchObject({ units: 5, simple: true, effectiveSize: 5, degrees: Number.POSITIVE_INFINITY });
    expect(difference?.firstAhead).toBe(2 / 5);
    expect(difference?.secondAhead).toBe(1 / 5);
    expect(difference?.sums).toEqual(Float64Array.of(0, 1, -1, 0, 1));
  });

  it("takes copies for one: five repeats that agree are worth one unit", () => {
    const one = compare([1, 0, 1, 1, 0, 1, 0, 1], [0, 0, 1, 0, 1, 1, 0, 0]);
    const five = (values: readonly number[]) => values.flatMap((value) => Array(5).fill(value));
    const copies = compare(
      five([1, 0, 1, 1, 0, 1, 0, 1]),
      five([0, 0, 1, 0, 1, 1, 0, 0]),
      five([0, 1, 2, 3, 4, 5, 6, 7]),
    );
    expect(copies?.value).toBe(one?.value);
    // The jackknife divides by n − 1.
    expect(copies?.effectiveSize).toBeCloseTo(7, 10);
    expect(copies?.degrees).toBeCloseTo(7, 10);
  });

  it("of equal examinees is worth Kish's number of clusters", () => {
    const difference = compare([1, 0, 1, 1], [1, 0, 1, 1], [0, 0, 1, 2]);
    expect(difference).toMatchObject({ value: 0, firstAhead: 0, secondAhead: 0, degrees: Number.POSITIVE_INFINITY });
    expect(difference?.effectiveSize).toBeCloseTo(16 / 6, 12);
  });

  it("is null without units", () => {
    expect(compare([], [])).toBeNull();
  });

  it("refuses points outside 0–1 and arrays that do not match", () => {
    const internal = expect.objectContaining({ code: "INTERNAL" });
    expect(() => compare([1.5], [0])).toThrow(internal);
    expect(() => compare([1], [Number.NaN])).toThrow(internal);
    expect(() => compare([1, 0], [1])).toThrow(internal);
    expect(() => compare([1], [1], [0, 1])).toThrow(internal);
  });
});
