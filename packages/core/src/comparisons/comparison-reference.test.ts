import { describe, expect, it } from "vitest";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { pairedDifference } from "../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../statistics/paired-difference-interval.ts";
import { comparisonField, comparisonSettings, pairedAnswers } from "./__fixtures__/comparison-field.ts";
import { compareModels } from "./compare-models.ts";

const missing = Number.NaN;

describe("the reference", () => {
  const { first: base, second: small } = pairedAnswers(320, 10, 8, 62);
  const worse = pairedAnswers(280, 50, 8, 62).second;
  const field = comparisonField({ base, small, worse });
  const margin = 0.05;

  it("shows non-inferiority and equivalence within the margin, adjusted over the models held against it", () => {
    const { reference } = compareModels(field, comparisonSettings({ reference: "base", margin }));
    expect(reference).toMatchObject({ model: "base", margin, nonInferiorityAlpha: 0.025, equivalenceAlpha: 0.05 });
    const [near, far] = reference?.rows ?? [];
    expect(near).toMatchObject({
      model: "small",
      nItems: 400,
      nonInferiority: { shown: true },
      equivalence: { shown: true },
    });
    expect(far).toMatchObject({
      model: "worse",
      nonInferiority: { shown: false },
      equivalence: { shown: false },
    });
    const paired = pairedDifference(
      Float64Array.from(small),
      Float64Array.from(base),
      clusterIndex(Int32Array.from({ length: 400 }, (_, item) => item)),
    );
    const interval = paired === null ? null : pairedDifferenceInterval(paired, 0.95);
    expect(near?.difference).toEqual({ value: interval?.value, low: interval?.low, high: interval?.high });
    // At 1 − 2 × 2.5 % the bound is the lower limit of the 95 % interval.
    expect(near?.nonInferiority?.bound).toBe(interval?.low);
    expect(near?.nonInferiority?.holmP).toBeCloseTo(2 * (near?.nonInferiority?.p ?? 0), 12);
    expect(near?.equivalence?.bound).toBeGreaterThan(-margin);
    expect(near?.equivalence?.high).toBeLessThan(margin);
  });

  it("says why there are no rows: no margin, or no such model", () => {
    expect(compareModels(field, comparisonSettings({ reference: "base" })).reference).toMatchObject({
      model: "base",
      rows: [],
      why: "no margin is stated",
    });
    expect(compareModels(field, comparisonSettings({ reference: "gone", margin })).reference).toMatchObject({
      model: null,
      rows: [],
      why: "the reference is not among the models",
    });
    expect(compareModels(field, comparisonSettings({ margin })).reference).toBeNull();
  });

  it("takes the id of a model for its name, unless two share it", () => {
    const named = (ids: readonly string[]) => ({
      ...field,
      models: ids.map((id, run) => ({ name: `${id} (run ${run})`, id, run })),
    });
    const stated = comparisonSettings({ reference: "base", margin });
    expect(compareModels(named(["base", "small", "worse"]), stated).reference?.model).toBe("base (run 0)");
    expect(compareModels(named(["base", "base", "worse"]), stated).reference?.model).toBeNull();
  });

  it("gives no rows for a reference alone, and nulls for a model that shares no item with it", () => {
    const stated = comparisonSettings({ reference: "base", margin });
    expect(compareModels(comparisonField({ base: [1, 0] }), stated).reference?.rows).toEqual([]);
    const apart = compareModels(comparisonField({ base: [1, missing], other: [missing, 1] }), stated);
    expect(apart.reference?.rows).toMatchObject([{ model: "other", nonInferiority: null, equivalence: null }]);
  });
});
