import { describe, expect, it } from "vitest";
import { itemGroup } from "./__fixtures__/item-group.ts";
import { stratifiedDifference } from "./stratified-difference.ts";
import { stratumWeightedMean } from "./stratum-weighted-mean.ts";
import { unpairedDifference } from "./unpaired-difference.ts";
import { wilsonInterval } from "./wilson-interval.ts";

/** Single items: [right, items] of each stratum. */
function group(strata: readonly (readonly [number, number])[]) {
  const points = strata.flatMap(([right, items]) => Array.from({ length: items }, (_, row) => (row < right ? 1 : 0)));
  return {
    points: Float64Array.from(points),
    clusters: Int32Array.from(points, (_, row) => row),
    strata: Int32Array.from(strata.flatMap(([, items], stratum) => new Array<number>(items).fill(stratum))),
  };
}
const options = { strata: 2, weights: "mantel-haenszel", level: 0.95 } as const;
const differenceOf = (...args: Parameters<typeof stratifiedDifference>) => {
  const found = stratifiedDifference(...args);
  if (found.status !== "estimated") {
    throw new Error(found.why);
  }
  return found;
};

describe("stratifiedDifference", () => {
  // The same within each kind; the second group holds more of the difficult kind.
  const first = group([
    [76, 95],
    [2, 5],
  ]);
  const second = group([
    [60, 75],
    [10, 25],
  ]);

  it.each(["mantel-haenszel", "pooled"] as const)(
    "with %s weights finds no difference that is only make-up",
    (weights) => {
      expect(unpairedDifference(first, second, 0.95)?.difference.value).toBeCloseTo(0.08, 12);
      const found = differenceOf(first, second, { ...options, weights });
      expect(found.difference.value).toBeCloseTo(0, 12);
      expect(found.strataUsed).toBe(2);
      expect(found.excluded).toEqual({ strata: 0, first: 0, second: 0 });
    },
  );

  it("weighs strata by n₁n₂/(n₁ + n₂), or by their share of both groups", () => {
    const a = group([
      [8, 10],
      [3, 10],
    ]);
    const b = group([
      [6, 10],
      [2, 20],
    ]);
    expect(differenceOf(a, b, options).difference.value).toBeCloseTo(0.2, 12);
    expect(differenceOf(a, b, { ...options, weights: "pooled" }).first.value).toBeCloseTo(0.4 * 0.8 + 0.6 * 0.3, 12);
  });

  it("excludes strata with one side empty, and counts them", () => {
    const found = differenceOf(
      group([
        [8, 10],
        [1, 4],
      ]),
      group([
        [6, 10],
        [0, 0],
      ]),
      { ...options, strata: 3 },
    );
    const plain = unpairedDifference(itemGroup(8, 10), itemGroup(6, 10), 0.95)?.difference;
    expect(found.difference.low).toBeCloseTo(plain?.low ?? Number.NaN, 12);
    expect(found.excluded).toEqual({ strata: 1, first: 4, second: 0 });
    expect(found.strataUsed).toBe(1);
  });

  it("of one stratum is the plain difference", () => {
    const a = itemGroup(9, 12);
    const b = itemGroup(4, 15);
    const one = (items: typeof a) => ({ ...items, strata: new Int32Array(items.points.length) });
    const { difference } = differenceOf(one(a), one(b), { ...options, strata: 1 });
    const plain = unpairedDifference(a, b, 0.95)?.difference;
    expect(difference.value).toBeCloseTo(plain?.value ?? Number.NaN, 12);
    expect(difference.low).toBeCloseTo(plain?.low ?? Number.NaN, 10);
    expect(difference.high).toBeCloseTo(plain?.high ?? Number.NaN, 10);
  });

  it("has a width where all is right, or every stratum all right or all wrong", () => {
    const right = group([
      [5, 5],
      [5, 5],
    ]);
    const mixed = group([
      [5, 5],
      [0, 5],
    ]);
    for (const items of [right, mixed]) {
      const { difference } = differenceOf(items, items, options);
      expect(difference.value).toBe(0);
      expect(difference.high - difference.low).toBeGreaterThan(0.4);
    }
  });

  it("of copied items is no more certain than of single ones", () => {
    const copied = (items: typeof first) => ({
      points: Float64Array.from([...items.points].flatMap((point) => [point, point, point])),
      clusters: Int32Array.from([...items.clusters].flatMap((cluster) => [cluster, cluster, cluster])),
      strata: Int32Array.from([...items.strata].flatMap((stratum) => [stratum, stratum, stratum])),
    });
    const single = differenceOf(first, second, options).difference;
    const tripled = differenceOf(copied(first), copied(second), options).difference;
    expect((tripled.high - tripled.low) / (single.high - single.low)).toBeGreaterThan(0.99);
    expect((tripled.high - tripled.low) / (single.high - single.low)).toBeLessThan(1.15);
  });

  it("is not estimable where no stratum holds items of both", () => {
    const left = group([
      [3, 4],
      [0, 0],
    ]);
    const right = group([
      [0, 0],
      [3, 4],
    ]);
    for (const [a, b] of [
      [left, right],
      [left, group([])],
      [group([]), group([])],
    ] as const) {
      expect(stratifiedDifference(a, b, options)).toEqual({
        status: "not-estimable",
        why: "no stratum holds items of both groups",
      });
    }
  });

  it("refuses points and strata out of range", () => {
    const internal = expect.objectContaining({ code: "INTERNAL" });
    expect(() => stratifiedDifference(first, second, { ...options, strata: 1 })).toThrow(internal);
    expect(() => stratifiedDifference({ ...first, points: first.points.map(() => 2) }, second, options)).toThrow(
      internal,
    );
    expect(() => stratifiedDifference({ ...first, clusters: new Int32Array(1) }, second, options)).toThrow(internal);
  });
});

describe("stratumWeightedMean", () => {
  it("of one stratum of single items is Wilson's interval", () => {
    const found = stratumWeightedMean(group([[8, 10]]), Float64Array.of(3), 0.95);
    const wilson = wilsonInterval(8, 10, 0.95);
    expect(found?.value).toBeCloseTo(0.8, 12);
    expect(found?.low).toBeCloseTo(wilson?.low ?? Number.NaN, 10);
    expect(found?.high).toBeCloseTo(wilson?.high ?? Number.NaN, 10);
  });

  it("is null without weights, or where a stratum with weight is empty", () => {
    expect(stratumWeightedMean(group([[8, 10]]), Float64Array.of(0), 0.95)).toBeNull();
    expect(stratumWeightedMean(group([[8, 10]]), Float64Array.of(1, 1), 0.95)).toBeNull();
  });
});
