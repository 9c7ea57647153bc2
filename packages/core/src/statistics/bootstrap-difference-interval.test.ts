import { describe, expect, it } from "vitest";
import { bootstrapDifferenceInterval } from "./bootstrap-difference-interval.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

/** Single items with these discordant counts and the variance that all of the bootstrap's resamples have. */
function single(firstAlone: number, secondAlone: number, n: number) {
  const difference = (firstAlone - secondAlone) / n;
  const meanSquare = (firstAlone + secondAlone) / n;
  const variance = (meanSquare - difference ** 2) / n;
  return { difference, variance, clusters: n, effectiveClusters: n, items: n, meanSquare };
}

describe("bootstrapDifferenceInterval", () => {
  it("has the centre and standard error of Bonett and Price for single items", () => {
    // Bonett's R package statpsych, help of ci.prop.ps: ci.prop.ps(.05, 12, 4, 26, 6) gives 0.44, SE 0.09448809.
    const data = single(26, 4, 48);
    // It divides by n, and uses a normal critical value.
    const interval = bootstrapDifferenceInterval({ ...data, variance: (data.variance * 47) / 48 }, 0.95);
    const { low = 0, high = 0 } = interval ?? {};
    expect((low + high) / 2).toBeCloseTo(0.44, 12);
    expect((high - low) / 2 / studentTQuantile(0.975, 47)).toBeCloseTo(0.09448809, 8);
  });

  it("uses Student's t and the variance that clusters give", () => {
    // Pairs of alike items: twice the variance, half the effective items.
    const data = { ...single(6, 2, 20), variance: 0.036, clusters: 10, effectiveClusters: 10 };
    const variance = 0.04;
    const size = 10;
    const centre = (size * 0.2) / 12;
    const squares = (size * (size * variance + 0.04) + 2) / 12;
    const half = studentTQuantile(0.975, 9) * Math.sqrt((squares - centre ** 2) / 12);
    const interval = bootstrapDifferenceInterval(data, 0.95);
    expect(interval?.low).toBeCloseTo(centre - half, 12);
    expect(interval?.high).toBeCloseTo(centre + half, 12);
  });

  it("has a width around 0 where the two are alike, by the number of clusters", () => {
    const wide = bootstrapDifferenceInterval(single(0, 0, 20), 0.95);
    expect(wide?.high).toBeCloseTo((normalQuantile(0.975) * Math.SQRT2) / 22, 12);
    expect(wide?.low).toBe(-(wide?.high ?? 0));
    expect(bootstrapDifferenceInterval(single(0, 0, 2000), 0.95)?.high).toBeLessThan(0.002);
  });

  it("stays within −1 to 1 and swaps sides with the models", () => {
    const one = bootstrapDifferenceInterval(single(1, 0, 1), 0.95);
    expect(one).toEqual({ low: expect.closeTo(1 / 3 - normalQuantile(0.975) * Math.sqrt(8 / 27), 12), high: 1 });
    const left = bootstrapDifferenceInterval(single(9, 2, 30), 0.9);
    const right = bootstrapDifferenceInterval(single(2, 9, 30), 0.9);
    expect(left?.low).toBeCloseTo(-(right?.high ?? 0), 12);
    expect(left?.high).toBeCloseTo(-(right?.low ?? 0), 12);
  });

  it("says nothing without clusters and refuses what cannot be", () => {
    expect(bootstrapDifferenceInterval({ ...single(1, 1, 4), clusters: 0, effectiveClusters: 0 }, 0.95)).toBeNull();
    expect(() => bootstrapDifferenceInterval({ ...single(1, 1, 4), difference: 1.5 }, 0.95)).toThrow(/difference 1.5/);
    expect(() => bootstrapDifferenceInterval({ ...single(1, 1, 4), variance: Number.NaN }, 0.95)).toThrow(/NaN/);
    expect(() => bootstrapDifferenceInterval(single(1, 1, 4), 1)).toThrow(/level/);
  });
});
