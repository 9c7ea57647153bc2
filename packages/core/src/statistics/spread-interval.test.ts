import { describe, expect, it } from "vitest";
import { rangeOf, spreadInterval, standardDeviationOf } from "./spread-interval.ts";
import { uniformGenerator } from "./uniform-generator.ts";

/** Replicates that scatter evenly by up to `width` around each value. */
function scattered(values: readonly number[], width: number, count = 400) {
  const generator = uniformGenerator("spread-test", 1);
  return {
    values: Float64Array.from(values),
    replicates: values.map((value) =>
      Float64Array.from({ length: count }, () => value + width * (2 * generator.fraction() - 1)),
    ),
    clusters: values.map(() => 1000),
  };
}

describe("spreadInterval", () => {
  it("is narrow around the spread where there is hardly any noise", () => {
    const estimate = spreadInterval(scattered([0.2, 0.5, 0.8], 0.001), rangeOf, 0.95);
    expect(estimate?.value).toBeCloseTo(0.6, 12);
    expect(estimate?.beyondChance).toBeCloseTo(0.6, 2);
    expect(estimate?.low).toBeGreaterThan(0.597);
    expect(estimate?.high).toBeLessThan(0.603);
  });

  it("reaches down to 0 where the noise is larger than what was seen", () => {
    const estimate = spreadInterval(scattered([0.5, 0.52, 0.48], 0.2), standardDeviationOf, 0.95);
    expect(estimate).toMatchObject({ low: 0, beyondChance: 0 });
    expect(estimate?.value).toBeCloseTo(0.02, 12);
    // Closer together than noise does, the strata are not known to be alike.
    expect(estimate?.high).toBeGreaterThan(0.1);
    const equal = spreadInterval(scattered([0.5, 0.5, 0.5], 0.2), rangeOf, 0.95);
    expect(equal).toMatchObject({ value: 0, low: 0, beyondChance: 0 });
    expect(equal?.high).toBeGreaterThan(0.2);
    expect(equal?.high).toBeLessThan(0.8);
  });

  it("holds its own estimate, widens with the level and doubles with the data", () => {
    const values = [0.05, 0.125, 0.2, 0.1];
    const at = (level: number) => spreadInterval(scattered(values, 0.075), rangeOf, level);
    const [narrow, wide] = [at(0.8), at(0.95)];
    expect(wide?.low).toBeLessThanOrEqual(narrow?.low ?? Number.NaN);
    expect(wide?.high).toBeGreaterThanOrEqual(narrow?.high ?? Number.NaN);
    const doubled = spreadInterval(
      scattered(
        values.map((value) => 2 * value),
        0.15,
      ),
      rangeOf,
      0.95,
    );
    expect(doubled?.high).toBeCloseTo(2 * (wide?.high ?? Number.NaN), 3);
    expect(doubled?.beyondChance).toBeCloseTo(2 * (wide?.beyondChance ?? Number.NaN), 3);
  });

  it("says nothing of one stratum, of strata without noise, or where most resamples lack a stratum", () => {
    expect(spreadInterval(scattered([0.5], 0.1), rangeOf, 0.95)).toBeNull();
    expect(spreadInterval(scattered([0, 1], 0), rangeOf, 0.95)).toBeNull();
    const holes = scattered([0.4, 0.6], 0.1);
    holes.replicates[1]?.fill(Number.NaN, 0, 300);
    expect(spreadInterval(holes, rangeOf, 0.95)).toBeNull();
  });

  it("refuses rows that do not fit", () => {
    expect(() => spreadInterval({ ...scattered([0.4, 0.6], 0.1), clusters: [1] }, rangeOf, 0.95)).toThrow(/strata/);
    expect(() => spreadInterval(scattered([0.4, 0.6], 0.1), rangeOf, 1)).toThrow();
  });
});
