import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kendallTau } from "../statistics/kendall-tau.ts";
import { type ModelSensitivity, promptSensitivity } from "./prompt-sensitivity.ts";

const settings = { seed: 3, resamples: 200, confidence: 0.95 };
const items = (length: number) => Int32Array.from({ length }, (_, item) => item);

/** A column of 100 items of which the first so many are right. */
const right = (count: number): Float64Array => Float64Array.from({ length: 100 }, (_, item) => (item < count ? 1 : 0));

function estimated(model: ReturnType<typeof promptSensitivity>["models"][number] | undefined): ModelSensitivity {
  if (model?.status !== "estimated") {
    throw new Error("not estimated");
  }
  return model;
}

describe("promptSensitivity", () => {
  const field = {
    points: [
      [right(50), right(60), right(70)],
      [right(40), right(65), right(40)],
      [right(30), right(30), right(30)],
    ],
    clusters: items(100),
  };
  const found = promptSensitivity(field, settings);

  it("gives the numbers of each model", () => {
    const { accuracies, spread, items: count } = estimated(found.models[0]);
    expect([...accuracies]).toEqual([0.5, 0.6, 0.7]);
    expect(count).toBe(100);
    expect(spread.mean.value).toBeCloseTo(0.6, 12);
    expect(spread.spread.value).toBeCloseTo(0.2, 12);
    expect(spread.combined.value).toBeCloseTo(0.63, 12);
    expect(estimated(found.models[2]).spread.saturation.value).toBe(1);
  });

  it("gives τ between every two prompts, ties shared", () => {
    expect(found.rankings.map(({ first, second }) => [first, second])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    const taus = found.rankings.map(({ tau }) => tau?.value);
    // 50, 40, 30 against 60, 65, 30: one of three pairs turned.
    expect(taus[0]).toBeCloseTo(1 / 3, 12);
    expect(taus[1]).toBeCloseTo(1, 12);
    expect(taus[2]).toBeCloseTo(1 / 3, 12);
    expect(found.meanTau?.value).toBeCloseTo(5 / 9, 12);
  });

  it("puts an interval around each value, the same for the same seed", () => {
    for (const model of found.models) {
      for (const [name, { value, interval }] of Object.entries(estimated(model).spread)) {
        // A model whose prompts all agree item by item has no noise between them to measure a spread by.
        if (interval !== null) {
          expect(interval.low, name).toBeLessThanOrEqual(value);
          expect(interval.high, name).toBeGreaterThanOrEqual(value);
          expect(interval.low, name).toBeGreaterThanOrEqual(0);
          expect(interval.high, name).toBeLessThanOrEqual(1);
        }
      }
    }
    for (const { tau } of found.rankings) {
      expect(tau?.interval?.low).toBeGreaterThanOrEqual(-1);
      expect(tau?.interval?.high).toBeLessThanOrEqual(1 + 1e-12);
    }
    expect(promptSensitivity(field, settings)).toEqual(found);
  });

  it("compares prompts on the items that a model has under all of them", () => {
    const partly = right(60);
    partly.fill(Number.NaN, 0, 20);
    const model = estimated(
      promptSensitivity({ points: [[right(50), partly]], clusters: items(100) }, settings).models[0],
    );
    expect(model.items).toBe(80);
    expect([...model.accuracies]).toEqual([30 / 80, 40 / 80]);
  });

  it("says why where there is nothing to say", () => {
    const missing = new Float64Array(100).fill(Number.NaN);
    const { models, rankings, meanTau } = promptSensitivity(
      {
        points: [
          [right(50), missing],
          [right(40), right(30)],
        ],
        clusters: items(100),
      },
      settings,
    );
    expect(models[0]).toEqual({ status: "not-estimable", why: "no item with points under every prompt" });
    expect(models[1]).toMatchObject({ status: "estimated", items: 100 });
    expect(rankings).toEqual([{ first: 0, second: 1, tau: null }]);
    expect(meanTau).toBeNull();
    expect(promptSensitivity({ points: [[right(50)]], clusters: items(100) }, settings)).toEqual({
      models: [{ status: "not-estimable", why: "fewer than two prompts" }],
      rankings: [],
      meanTau: null,
    });
    expect(promptSensitivity({ points: [], clusters: items(0) }, settings)).toEqual({
      models: [],
      rankings: [],
      meanTau: null,
    });
  });

  it("has no interval from one cluster", () => {
    const { models } = promptSensitivity({ points: [[right(50), right(60)]], clusters: new Int32Array(100) }, settings);
    expect(estimated(models[0]).spread.mean).toEqual({ value: 0.55, interval: null });
    expect(estimated(models[0]).beyondChance).toBeNull();
  });

  it("refuses models with different numbers of prompts", () => {
    expect(() => promptSensitivity({ points: [[right(1)], []], clusters: items(100) }, settings)).toThrow(
      expect.objectContaining({ code: "INTERNAL" }),
    );
  });
});

describe("laws", () => {
  const bit = fc.constantFrom(0, 1);
  const random = fc
    .record({
      models: fc.integer({ min: 1, max: 4 }),
      prompts: fc.integer({ min: 2, max: 4 }),
      count: fc.integer({ min: 3, max: 12 }),
    })
    .chain(({ models, prompts, count }) =>
      fc.array(
        fc.array(fc.array(bit, { minLength: count, maxLength: count }), { minLength: prompts, maxLength: prompts }),
        {
          minLength: models,
          maxLength: models,
        },
      ),
    )
    .map((points) => points.map((model) => model.map((column) => Float64Array.from(column))));
  const few = { seed: 1, resamples: 20, confidence: 0.9 };
  const fieldOf = (points: readonly (readonly Float64Array[])[]) => ({
    points,
    clusters: items(points[0]?.[0]?.length ?? 0),
  });

  it("τ is that of the models' accuracies", () => {
    fc.assert(
      fc.property(random, (points) => {
        const { models, rankings } = promptSensitivity(fieldOf(points), few);
        const accuracies = models.map((model) => estimated(model).accuracies);
        for (const { first, second, tau } of rankings) {
          const column = (prompt: number) => Float64Array.from(accuracies, (of) => of[prompt] ?? 0);
          expect(tau?.value ?? null).toEqual(kendallTau(column(first), column(second)));
        }
      }),
      { numRuns: 30 },
    );
  });

  it("the order of prompts changes no number of a model", () => {
    fc.assert(
      fc.property(random, (points) => {
        const forward = promptSensitivity(fieldOf(points), few).models;
        const backward = promptSensitivity(fieldOf(points.map((model) => model.toReversed())), few).models;
        for (const [index, model] of forward.entries()) {
          const other = estimated(backward[index]);
          for (const [name, { value, interval }] of Object.entries(estimated(model).spread)) {
            const same = other.spread[name as keyof typeof other.spread];
            expect(same.value, name).toBeCloseTo(value, 10);
            expect(same.interval?.low ?? null, name).toEqual(
              interval === null ? null : expect.closeTo(interval.low, 8),
            );
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it("the same prompt twice spreads nothing and keeps the ranking", () => {
    fc.assert(
      fc.property(random, (points) => {
        const twice = points.map(([first = new Float64Array()]) => [first, first]);
        const { models, rankings } = promptSensitivity(fieldOf(twice), few);
        for (const model of models) {
          expect(estimated(model).spread).toMatchObject({ spread: { value: 0 }, saturation: { value: 1 } });
        }
        const tau = rankings[0]?.tau?.value ?? null;
        expect(tau).toEqual(tau === null ? null : expect.closeTo(1, 10));
      }),
      { numRuns: 30 },
    );
  });
});
