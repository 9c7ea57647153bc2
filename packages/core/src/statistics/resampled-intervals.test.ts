import { describe, expect, it } from "vitest";
import { randomField } from "./__fixtures__/random-field.ts";
import { clusterIndex } from "./cluster-index.ts";
import { observedMeans, resampleField } from "./field-resamples.ts";
import { meanInterval } from "./mean-interval.ts";
import { resampledDifferences, resampledMeans } from "./resampled-intervals.ts";

const design = { models: 4, items: 400, mostInCluster: 4, tags: [3, 2, 3], missing: 0.1, partial: 1 };
const field = randomField(design, 5);
const resamples = resampleField(field, { seed: 2, from: 0, to: 2000 });

describe("resampledMeans", () => {
  const means = resampledMeans(field, resamples, 0.95);

  it("gives the observed mean of every model in every stratum", () => {
    expect(means.map((mean) => mean?.value)).toEqual(
      [...observedMeans(field)].map((value) => expect.closeTo(value, 12)),
    );
  });

  it("agrees with the closed form for clusters, overall and within strata", () => {
    const offsets = [
      { stratum: 0, holds: () => true },
      { stratum: 2, holds: (item: number) => field.tags[0]?.codes[item] === 1 },
    ];
    for (const { stratum, holds } of offsets) {
      for (const [model, points] of field.models.entries()) {
        const items = [...points.keys()].filter((item) => holds(item) && !Number.isNaN(points[item]));
        const clusters = clusterIndex(Int32Array.from(items, (item) => field.clusters[item] ?? 0));
        const closed = meanInterval(
          Float64Array.from(items, (item) => points[item] ?? 0),
          clusters,
          0.95,
        );
        const mean = means[stratum * 4 + model];
        expect(mean).toMatchObject({ items: items.length, clusters: clusters.count });
        const width = (closed?.high ?? 0) - (closed?.low ?? 0);
        expect(Math.abs((mean?.low ?? 0) - (closed?.low ?? 1))).toBeLessThan(0.06 * width);
        expect(Math.abs((mean?.high ?? 0) - (closed?.high ?? 1))).toBeLessThan(0.06 * width);
      }
    }
  });

  it("has an interval for a stratum that many resamples miss, and none for an empty one", () => {
    const small = {
      models: [Float64Array.of(1, 0, 1, 1, 0)],
      clusters: Int32Array.of(0, 1, 2, 3, 4),
      tags: [{ values: 2, codes: Int32Array.of(-1, -1, -1, -1, 0) }],
    };
    const [all, one, empty] = resampledMeans(small, resampleField(small, { seed: 1, from: 0, to: 50 }), 0.95);
    expect(all).toMatchObject({ value: 0.6, items: 5 });
    expect(one).toMatchObject({ value: 0, low: 0, items: 1, clusters: 1, high: expect.closeTo(0.793, 3) });
    expect(empty).toBeNull();
  });
});

describe("resampledDifferences", () => {
  it("pairs the resamples: much narrower than for independent models where they are right on the same items", () => {
    const [points = new Float64Array()] = field.models.slice(-1);
    // Alike but for every twentieth item.
    const other = points.map((point, item) => (item % 20 === 0 ? 1 - point : point));
    const pair = { ...field, models: [points, other] };
    const [difference] = resampledDifferences(pair, resampleField(pair, { seed: 1, from: 0, to: 1000 }), 0.95);
    const { low = 0, high = 0, value = 0 } = difference?.estimate ?? {};
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(value);
    expect(high - low).toBeLessThan(0.06);
  });

  it("gives all pairs in order, in a stratum too", () => {
    const observed = observedMeans(field);
    for (const stratum of [0, 3]) {
      const differences = resampledDifferences(field, resamples, 0.95, stratum);
      expect(differences.map(({ first, second }) => `${first}${second}`)).toEqual(["01", "02", "03", "12", "13", "23"]);
      for (const { first, second, estimate } of differences) {
        const value = (observed[stratum * 4 + first] ?? 0) - (observed[stratum * 4 + second] ?? 0);
        expect(estimate?.value).toBeCloseTo(value, 12);
      }
    }
  });

  it("has none where a model has no item, and compares models without an item in common", () => {
    const none = Number.NaN;
    const apart = {
      models: [Float64Array.of(1, 1, 0, none, none, none), Float64Array.of(none, none, none, 0, 1, 0)],
      clusters: Int32Array.of(0, 1, 2, 3, 4, 5),
      tags: [{ values: 1, codes: Int32Array.of(0, 0, 0, -1, -1, -1) }],
    };
    const drawn = resampleField(apart, { seed: 1, from: 0, to: 200 });
    const [overall] = resampledDifferences(apart, drawn, 0.95);
    expect(overall?.estimate?.value).toBeCloseTo(1 / 3, 12);
    expect(overall?.estimate?.low).toBeLessThan(-0.3);
    expect(resampledDifferences(apart, drawn, 0.95, 1)).toEqual([{ first: 0, second: 1, estimate: null }]);
  });
});
