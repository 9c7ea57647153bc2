import { describe, expect, it } from "vitest";
import { randomField } from "./__fixtures__/random-field.ts";
import { joinFieldResamples, observedMeans, replicatesOf, resampleField } from "./field-resamples.ts";
import { type FieldScores, stratumOffsets } from "./field-scores.ts";
import { uniformGenerator } from "./uniform-generator.ts";

/** The items of a stratum, found the plain way. */
function itemsOf({ clusters, tags }: FieldScores, stratum: number): number[] {
  const items = [...clusters.keys()];
  const offsets = stratumOffsets(tags);
  const tag = offsets.findLastIndex((offset) => offset <= stratum);
  if (stratum === 0) {
    return items;
  }
  const { codes, starts } = tags[tag] ?? { codes: new Int32Array(), starts: undefined };
  const value = stratum - (offsets[tag] ?? 0);
  return items.filter((item) =>
    starts === undefined ? codes[item] === value : codes.slice(starts[item], starts[item + 1]).includes(value),
  );
}

/** Item by item, from the list of drawn clusters: shares nothing with the kernel but the source of random words. */
function slowMeans(field: FieldScores, seed: number, resample: number): number[] {
  const names = [...new Set(field.clusters)].sort((a, b) => a - b);
  const words = new Uint32Array(names.length);
  uniformGenerator("field-resamples", seed, names.length, resample).fill(words);
  const drawn = Array.from(words, (word) => names[Number((BigInt(word) * BigInt(names.length)) >> 32n)]);
  const strata = stratumOffsets(field.tags).at(-1) ?? 0;
  return Array.from({ length: strata }, (_, stratum) => itemsOf(field, stratum)).flatMap((items) =>
    field.models.map((points) => {
      let sum = 0;
      let count = 0;
      for (const item of items) {
        const point = points[item] ?? Number.NaN;
        const times = drawn.filter((cluster) => cluster === field.clusters[item]).length;
        if (!Number.isNaN(point)) {
          sum += point * times;
          count += times;
        }
      }
      return sum / count;
    }),
  );
}

const design = { models: 5, items: 60, mostInCluster: 3, tags: [2, 3, 4], missing: 0, partial: 0 };

describe("resampleField", () => {
  it.each([
    { what: "right and wrong", change: {} },
    { what: "missing items", change: { missing: 0.2 } },
    { what: "partial credit", change: { partial: 2 } },
    { what: "all of it", change: { missing: 0.1, partial: 5 } },
    { what: "no tags", change: { tags: [] } },
    { what: "one tag of many values", change: { tags: [40] } },
    { what: "enough models for several patterns", change: { models: 40, items: 25, missing: 0.05 } },
    { what: "one model of single items", change: { models: 1, mostInCluster: 1 } },
    { what: "one item", change: { items: 1 } },
  ])("equals a plain count exactly: $what", ({ change }) => {
    const field = randomField({ ...design, ...change }, 4);
    const resamples = resampleField(field, { seed: 9, from: 3, to: 10 });
    const width = 7;
    for (let resample = 3; resample < 10; resample++) {
      const expected = slowMeans(field, 9, resample);
      expect(resamples.means.length).toBe(expected.length * width);
      const got = expected.map((_, row) => resamples.means[row * width + resample - 3]);
      expect(got).toEqual(expected);
    }
  });

  it("packs fewer resamples together where sums are large, with the same result", () => {
    // 40,000 items of which 39,990 are one cluster, which is sometimes drawn four times.
    const items = 40_000;
    const clusters = Int32Array.from({ length: items }, (_, item) => Math.max(0, item - 39_989));
    const points = Float64Array.from({ length: items }, (_, item) => (item % 3 === 0 ? 1 : 0));
    const { means } = resampleField({ models: [points], clusters, tags: [] }, { seed: 1, from: 0, to: 300 });
    const sums = new Float64Array(11);
    const sizes = new Float64Array(11);
    for (let item = 0; item < items; item++) {
      const cluster = clusters[item] ?? 0;
      sums[cluster] = (sums[cluster] ?? 0) + (points[item] ?? 0);
      sizes[cluster] = (sizes[cluster] ?? 0) + 1;
    }
    const words = new Uint32Array(11);
    let mostDrawn = 0;
    for (let resample = 0; resample < 300; resample++) {
      uniformGenerator("field-resamples", 1, 11, resample).fill(words);
      const drawn = Array.from(words, (word) => Math.floor((word * 11) / 2 ** 32));
      const total = (values: Float64Array): number => drawn.reduce((sum, cluster) => sum + (values[cluster] ?? 0), 0);
      mostDrawn = Math.max(mostDrawn, total(sizes));
      expect(means[resample]).toBe(total(sums) / total(sizes));
    }
    // What 53 bits hold for two resamples, but not for the three that the expected sums allow.
    expect(mostDrawn).toBeGreaterThan(2 ** 17);
    expect(mostDrawn).toBeLessThan(2 ** 26);
  });

  it("draws from the exact distribution over all 3³ resamples", () => {
    const field = { models: [Float64Array.of(1, 0, 0)], clusters: Int32Array.of(0, 1, 2), tags: [] };
    const means = replicatesOf(resampleField(field, { seed: 3, from: 0, to: 27_000 }), 0, 0);
    for (const [right, ways] of [8, 12, 6, 1].entries()) {
      const observed = means.filter((mean) => Math.round(mean * 3) === right).length;
      expect(Math.abs(observed - ways * 1000) / Math.sqrt(ways * 1000)).toBeLessThan(4);
    }
  });

  it("gives a range of resamples by themselves as among the others", () => {
    const field = randomField({ ...design, missing: 0.1, partial: 2 }, 6);
    const whole = resampleField(field, { seed: 2, from: 0, to: 23 });
    const parts = [
      { from: 0, to: 5 },
      { from: 5, to: 6 },
      { from: 6, to: 23 },
    ].map((range) => resampleField(field, { seed: 2, ...range }));
    expect(joinFieldResamples(parts)).toEqual(whole);
    expect(resampleField(field, { seed: 3, from: 0, to: 23 })).not.toEqual(whole);
    expect(() => joinFieldResamples(parts.slice(1).reverse())).toThrow(/should follow/);
    expect(() => joinFieldResamples([])).toThrow(/no resamples/);
  });

  it("draws the same for all models", () => {
    const points = Float64Array.of(1, 0, 1, 1, 0, 0, 1);
    const field = { models: [points, points.map((point) => 1 - point)], clusters: points.map((_, i) => i), tags: [] };
    const resamples = resampleField(
      { ...field, clusters: Int32Array.from(field.clusters) },
      { seed: 1, from: 0, to: 9 },
    );
    const [first, second] = [0, 1].map((model) => [...replicatesOf(resamples, 0, model)]);
    for (const [resample, mean] of (first ?? []).entries()) {
      expect(mean + (second?.[resample] ?? 0)).toBeCloseTo(1, 12);
    }
  });

  it("has no mean where there is no item", () => {
    const none = { models: [new Float64Array()], clusters: new Int32Array(), tags: [] };
    expect([...resampleField(none, { seed: 1, from: 0, to: 2 }).means]).toEqual([Number.NaN, Number.NaN]);
    const empty = {
      models: [Float64Array.of(1)],
      clusters: Int32Array.of(0),
      tags: [{ values: 2, codes: Int32Array.of(1) }],
    };
    expect([...observedMeans(empty)]).toEqual([1, Number.NaN, 1]);
    expect(resampleField({ ...none, models: [] }, { seed: 1, from: 0, to: 2 })).toMatchObject({ models: 0, strata: 0 });
  });

  it("refuses what is not a field or not a range", () => {
    const field = { models: [Float64Array.of(1, 0)], clusters: Int32Array.of(0, 1), tags: [] };
    const run = (change: Partial<FieldScores>) => () =>
      resampleField({ ...field, ...change }, { seed: 1, from: 0, to: 1 });
    expect(run({ models: [Float64Array.of(1)] })).toThrow(/points for 1 items out of 2/);
    expect(run({ models: [Float64Array.of(1, 2)] })).toThrow(/2 points for item 1/);
    expect(run({ tags: [{ values: 2, codes: Int32Array.of(0, 2) }] })).toThrow(/code 2 at 1/);
    expect(run({ tags: [{ values: 2, codes: Int32Array.of(0) }] })).toThrow(/1 codes for 2 items/);
    const twice = { values: 2, codes: Int32Array.of(1, 1), starts: Int32Array.of(0, 2, 2) };
    expect(run({ tags: [twice] })).toThrow(/item 0 has value 1 of tag 0 twice/);
    expect(run({ tags: [{ ...twice, starts: Int32Array.of(0, 2) }] })).toThrow(/does not say/);
    expect(() => resampleField(field, { seed: 1, from: 2, to: 1 })).toThrow(/from 2 to 1/);
  });
});

describe("observedMeans", () => {
  it("gives each model's own means", () => {
    const field = randomField({ ...design, missing: 0.2, partial: 1 }, 8);
    const means = observedMeans(field);
    for (let stratum = 0; stratum < 10; stratum++) {
      for (const [model, points] of field.models.entries()) {
        const some = itemsOf(field, stratum)
          .map((item) => points[item] ?? 0)
          .filter((point) => !Number.isNaN(point));
        expect(means[stratum * 5 + model]).toBe(some.reduce((sum, point) => sum + point, 0) / some.length);
      }
    }
  });
});
