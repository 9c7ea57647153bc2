import { describe, expect, it } from "vitest";
import { randomField } from "./__fixtures__/random-field.ts";
import { type FieldResamples, observedMeans, resampleField } from "./field-resamples.ts";
import { midRanks } from "./mid-ranks.ts";
import { rankIntervals } from "./rank-intervals.ts";

/** Resamples of one stratum from the means of each model. */
function resamplesOf(...models: readonly (readonly number[])[]): FieldResamples {
  const to = models[0]?.length ?? 0;
  return { from: 0, to, models: models.length, strata: 1, means: Float64Array.from(models.flat()) };
}

describe("rankIntervals", () => {
  it("leaves at most half of the rest on either side", () => {
    // Model 0 is second in one resample of ten, model 1 first in that one.
    const first = [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.1];
    const resamples = resamplesOf(first, new Array<number>(10).fill(0.5));
    const ranks = (level: number) => rankIntervals(Float64Array.of(0.8, 0.5), resamples, 0, level);
    expect(ranks(0.9)).toEqual([
      { rank: 1, low: 1, high: 2 },
      { rank: 2, low: 1, high: 2 },
    ]);
    expect(ranks(0.8)).toEqual([
      { rank: 1, low: 1, high: 1 },
      { rank: 2, low: 2, high: 2 },
    ]);
  });

  it("shares ranks among ties", () => {
    const resamples = resamplesOf([0.5, 0.5], [0.5, 0.5], [0.2, 0.5]);
    expect(rankIntervals(Float64Array.of(0.5, 0.5, 0.3), resamples, 0, 0.9)).toEqual([
      { rank: 1.5, low: 1.5, high: 2 },
      { rank: 1.5, low: 1.5, high: 2 },
      { rank: 3, low: 2, high: 3 },
    ]);
  });

  it("leaves out models without items and resamples without a mean", () => {
    const none = Number.NaN;
    const resamples = resamplesOf([0.1, none, 0.1], [none, none, none], [0.5, 0.5, 0.5]);
    const observed = Float64Array.of(0.1, none, 0.5);
    expect(rankIntervals(observed, resamples, 0, 0.95)).toEqual([
      { rank: 2, low: 2, high: 2 },
      null,
      { rank: 1, low: 1, high: 1 },
    ]);
    expect(rankIntervals(observed, resamplesOf([none], [none], [0.5]), 0, 0.95)).toEqual([null, null, null]);
    expect(rankIntervals(new Float64Array(), resamplesOf(), 0, 0.95)).toEqual([]);
  });

  it("takes the ranks that sorting gives in every resample", () => {
    const field = randomField({ models: 8, items: 30, mostInCluster: 2, tags: [2], missing: 0, partial: 0 }, 3);
    const resamples = resampleField(field, { seed: 1, from: 0, to: 40 });
    const means = (stratum: number, model: number, resample: number): number =>
      resamples.means[(stratum * 8 + model) * 40 + resample] ?? 0;
    const byModel = Array.from({ length: 8 }, (): number[] => []);
    for (let resample = 0; resample < 40; resample++) {
      const ranks = midRanks(Float64Array.from({ length: 8 }, (_, model) => -means(2, model, resample)));
      for (const [model, rank] of ranks.entries()) {
        byModel[model]?.push(rank);
      }
    }
    const got = rankIntervals(observedMeans(field).subarray(16, 24), resamples, 2, 0.9);
    for (const [model, ranks] of byModel.entries()) {
      ranks.sort((a, b) => a - b);
      // Two of forty may lie on either side.
      expect(got[model]).toMatchObject({ low: ranks[2], high: ranks[37] });
    }
  });
});
