import { describe, expect, it } from "vitest";
import { resampleField } from "../statistics/field-resamples.ts";
import { resampledDifferences } from "../statistics/resampled-intervals.ts";
import { pairPlace, pairResamples } from "./comparison-resamples.ts";

const settings = { seed: 3, resamples: 150, confidence: 0.95 };
const missing = Number.NaN;
const a = Float64Array.of(1, 1, 0, 1, 0, 1, missing, 1);
const b = Float64Array.of(0, 1, 0, 1, 1, 0, missing, 0);
const c = Float64Array.of(1, missing, 0, 1, 1, 0, 1, 1);
const clusters = Int32Array.of(0, 0, 1, 2, 3, 4, 5, 5);

/** What resampling two models alone gives, the other items taken away from both. */
function alone(one: Float64Array, other: Float64Array, items: readonly number[]) {
  const only = (points: Float64Array) => points.map((point, item) => (items.includes(item) ? point : missing));
  const field = { models: [only(one), only(other)], clusters, tags: [] };
  const resamples = resampleField(field, { seed: settings.seed, from: 0, to: settings.resamples });
  const estimate = resampledDifferences(field, resamples, settings.confidence)[0]?.estimate;
  return { low: estimate?.low, high: estimate?.high };
}

describe("pairResamples", () => {
  it("resamples each pair on the items that both have", () => {
    const [ab, ac, bc] = pairResamples([a, b, c], clusters, settings);
    expect(ab).toEqual(alone(a, b, [0, 1, 2, 3, 4, 5, 7]));
    expect(ac).toEqual(alone(a, c, [0, 2, 3, 4, 5, 7]));
    expect(bc).toEqual(alone(b, c, [0, 2, 3, 4, 5, 7]));
  });

  it("puts pairs in their places whatever the order of models with and without all items", () => {
    const [ca, cb, ab] = pairResamples([c, a, b], clusters, settings);
    const items = [0, 2, 3, 4, 5, 7];
    expect([ca, cb]).toEqual([alone(c, a, items), alone(c, b, items)]);
    expect(ab).toEqual(alone(a, b, [0, 1, 2, 3, 4, 5, 7]));
  });

  it("gives the same with few columns at a time", () => {
    const models = Array.from({ length: 9 }, (_, model) =>
      Float64Array.from({ length: 8 }, (_, item) => (item === model ? missing : (item * model) % 3 === 0 ? 1 : 0)),
    );
    const atOnce = pairResamples(models, clusters, settings);
    expect(pairResamples(models, clusters, settings, 1)).toEqual(atOnce);
    expect(atOnce).toHaveLength(36);
    expect(atOnce[pairPlace(4, 7, 9)]).toEqual(alone(models[4] ?? a, models[7] ?? a, [0, 1, 2, 3, 5, 6]));
  });

  it("has nothing for a pair without a common item", () => {
    const early = Float64Array.of(1, missing);
    const late = Float64Array.of(missing, 1);
    expect(pairResamples([early, late], Int32Array.of(0, 1), settings)).toEqual([null]);
    expect(pairResamples([early], Int32Array.of(0, 1), settings)).toEqual([]);
  });
});

describe("pairPlace", () => {
  it("counts pairs in the order (0, 1), (0, 2) … (1, 2) …", () => {
    const places = [0, 1, 2, 3].flatMap((first) =>
      [0, 1, 2, 3].filter((second) => second > first).map((second) => pairPlace(first, second, 4)),
    );
    expect(places).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
