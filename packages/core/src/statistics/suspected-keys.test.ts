import { describe, expect, it } from "vitest";
import { cnmleqaField, hasCnmleqa } from "./__fixtures__/cnmleqa-field.ts";
import { simulatedField } from "./__fixtures__/simulated-field.ts";
import type { FieldChoices } from "./field-choices.ts";
import { type SuspectedKey, type SuspectedKeys, suspectedKeys } from "./suspected-keys.ts";
import { uniformGenerator } from "./uniform-generator.ts";

function ranking(found: SuspectedKeys): readonly SuspectedKey[] {
  return found.status === "estimated" ? found.ranked : [];
}

/** Five candidates who choose option 0 at twenty items; at the last one four of them choose option 2. */
function agreeing(): FieldChoices {
  const choices = Array.from({ length: 5 }, (_, candidate) => {
    const sitting = new Int32Array(20);
    sitting[19] = candidate < 4 ? 2 : 0;
    return sitting;
  });
  return { choices, key: new Int32Array(20), optionCounts: new Int32Array(20).fill(4) };
}

describe("suspectedKeys", () => {
  it("puts an item first on which the whole field agrees against the key, and names the option", () => {
    const field = simulatedField([3, 2.5, 2, 2, 2], { items: 300, options: 4, wrongShare: 0, seed: 1 });
    const easy = field.key.findIndex((key, item) => field.choices.every((sitting) => sitting[item] === key));
    const right = field.key[easy] ?? 0;
    const key = Int32Array.from(field.key);
    key[easy] = (right + 1) % 4;
    const ranked = ranking(suspectedKeys({ ...field, key }));
    // Another item on which all agree wrongly may tie.
    const place = ranked.findIndex(({ item }) => item === easy);
    expect(ranked[place]?.logOdds).toBe(ranked[0]?.logOdds);
    expect(ranked[place]?.rival).toBe(right);
    expect(ranked[place]?.probability).toBeGreaterThan(0.9);
    expect(ranked.filter(({ probability }) => probability > 0.5).length).toBeLessThan(10);
  });

  it("gives odds, probability and rival that fit each other", () => {
    for (const { probability, logOdds, rivalProbability } of ranking(suspectedKeys(agreeing()))) {
      expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logOdds)), 12);
      expect(rivalProbability).toBeLessThanOrEqual(probability);
    }
  });

  it("lists what cannot be judged, with the reason", () => {
    const field = agreeing();
    const key = Int32Array.from(field.key);
    key[3] = -1;
    const optionCounts = Int32Array.from(field.optionCounts);
    optionCounts[4] = 1;
    const choices = field.choices.map((sitting) => sitting.map((choice, item) => (item === 5 ? -1 : choice)));
    const found = suspectedKeys({ choices, key, optionCounts });
    expect(found).toMatchObject({
      status: "estimated",
      unjudged: [
        { item: 3, why: "no-key" },
        { item: 4, why: "one-option" },
        { item: 5, why: "no-answers" },
      ],
    });
    expect(ranking(found)).toHaveLength(17);
  });

  it("is not estimable from one candidate, repeats or not, nor without an item to judge", () => {
    const { choices, key, optionCounts } = agreeing();
    const one = { status: "not-estimable", why: "fewer-than-two-candidates" };
    expect(suspectedKeys({ choices: choices.slice(0, 1), key, optionCounts })).toEqual(one);
    expect(suspectedKeys({ choices, candidateOf: new Int32Array(5), key, optionCounts })).toEqual(one);
    expect(suspectedKeys({ choices: [], key, optionCounts })).toEqual(one);
    const none = { status: "not-estimable", why: "no-judgeable-item" };
    expect(suspectedKeys({ choices, key: key.map(() => -1), optionCounts })).toEqual(none);
    const empty = choices.map(() => new Int32Array(0));
    expect(suspectedKeys({ choices: empty, key: new Int32Array(0), optionCounts: new Int32Array(0) })).toEqual(none);
  });

  it.each([
    ["all right", 0],
    ["all wrong, on one option", 1],
  ])("stays finite where all candidates are %s", (_, choice) => {
    const choices = [1, 2, 3].map(() => new Int32Array(10).fill(choice));
    const ranked = ranking(
      suspectedKeys({ choices, key: new Int32Array(10), optionCounts: new Int32Array(10).fill(2) }),
    );
    expect(ranked).toHaveLength(10);
    for (const { probability, logOdds } of ranked) {
      expect(Number.isFinite(logOdds)).toBe(true);
      expect(probability).toBeGreaterThanOrEqual(0);
      expect(probability).toBeLessThanOrEqual(1);
    }
  });

  it("stays finite for three hundred candidates who agree", () => {
    const items = 40;
    const choices = Array.from({ length: 300 }, (_, candidate) =>
      // Each errs once, on its own, so that none is a copy of another.
      new Int32Array(items).map((_, item) => (item === 39 ? 1 : item === candidate % 39 ? 1 + (candidate % 3) : 0)),
    );
    const key = new Int32Array(items);
    const ranked = ranking(suspectedKeys({ choices, key, optionCounts: new Int32Array(items).fill(4) }));
    expect(ranked.every(({ logOdds, rivalProbability }) => Number.isFinite(logOdds + rivalProbability))).toBe(true);
    expect(ranked[0]?.item).toBe(39);
  });

  it("counts copies of a candidate as one voice, and repeats as one vote", () => {
    const field = simulatedField([2, 2, 1.5, 1, 1], { items: 600, options: 5, wrongShare: 0.03, seed: 1 });
    const last = field.choices.at(-1) ?? new Int32Array(600);
    const order = (found: SuspectedKeys): readonly number[] =>
      ranking(found)
        .slice(0, 15)
        .map(({ item }) => item);
    const alone = order(suspectedKeys(field));
    const copies = suspectedKeys({ ...field, choices: [...field.choices, last, last, last] });
    const weights = copies.status === "estimated" ? copies.weights : new Float64Array(0);
    expect(weights.subarray(4).reduce((sum, weight) => sum + weight, 0)).toBeLessThan(1.2);
    expect(order(copies).filter((item) => alone.includes(item)).length).toBeGreaterThanOrEqual(12);
    const repeats = suspectedKeys({
      ...field,
      choices: [...field.choices, last, last],
      candidateOf: Int32Array.of(0, 1, 2, 3, 4, 4, 4),
    });
    expect(order(repeats)).toEqual(alone);
  });

  it("refuses a choice outside the options", () => {
    const field = agreeing();
    const bad = { ...field, optionCounts: new Int32Array(20).fill(2) };
    expect(() => suspectedKeys(bad)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});

/** Items by how many candidates agree on one option other than the key. */
function byMajority({ choices, key, optionCounts }: FieldChoices): readonly number[] {
  const most = Array.from(key, (published, item) => {
    const votes = new Int32Array(optionCounts[item] ?? 0);
    for (const sitting of choices) {
      const choice = sitting[item] ?? -1;
      if (choice >= 0 && choice !== published) votes[choice] = (votes[choice] ?? 0) + 1;
    }
    return Math.max(...votes);
  });
  return most.map((_, item) => item).sort((one, other) => (most[other] ?? 0) - (most[one] ?? 0) || one - other);
}

/** The field with 60 keys replaced by another option, and the items they are at. */
function planted(field: FieldChoices, seed: number): { readonly field: FieldChoices; readonly items: Set<number> } {
  const generator = uniformGenerator("planted-keys", seed);
  const key = Int32Array.from(field.key);
  const items = new Set<number>();
  while (items.size < 60) {
    const item = Math.floor(generator.fraction() * key.length);
    if (!items.has(item)) {
      items.add(item);
      key[item] = ((key[item] ?? 0) + 1 + Math.floor(generator.fraction() * 4)) % 5;
    }
  }
  return { field: { ...field, key }, items };
}

function meanAndError(values: readonly number[]): { readonly mean: number; readonly error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

const title =
  "finds most of 60 wrong keys planted in CNMLEQA among the 120 most suspected, and more than a majority vote";
it.skipIf(!hasCnmleqa)(
  `${title} (needs ../shared/data/cnmleqa)`,
  () => {
    const field = cnmleqaField();
    const recalls = Array.from({ length: 20 }, (_, index) => {
      const exam = planted(field, index + 1);
      const recall = (order: readonly number[]): number =>
        order.slice(0, 120).filter((item) => exam.items.has(item)).length / 60;
      const model = recall(ranking(suspectedKeys(exam.field)).map(({ item }) => item));
      const majority = recall(byMajority(exam.field));
      return { model, majority, gain: model - majority };
    });
    const model = meanAndError(recalls.map((recall) => recall.model));
    const majority = meanAndError(recalls.map((recall) => recall.majority));
    const gain = meanAndError(recalls.map((recall) => recall.gain));
    const shown = ({ mean, error }: { mean: number; error: number }): string =>
      `${mean.toFixed(3)} (SE ${error.toFixed(3)})`;
    console.info(`recall ${shown(model)}, majority vote ${shown(majority)}, gain ${shown(gain)}`);
    expect(model.mean).toBeGreaterThanOrEqual(0.74);
    expect(gain.mean).toBeGreaterThan(2 * gain.error);
  },
  120_000,
);
