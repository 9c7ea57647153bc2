import { env } from "node:process";
import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { orderTest } from "./contamination-order.ts";
import type { OrderPoints } from "./contamination-order-points.ts";
import type { Field } from "./field.ts";

/** Models that know items and may have a habit of letters, but have no memory of an order. */
interface World {
  readonly items: number;
  /** Other orders of each item. */
  readonly orders: number;
  /** Options of each item. */
  readonly options: number;
  /** Rates of right answers, one a model. */
  readonly abilities: readonly number[];
  /** Share of answers that are the first letter, whatever stands there. */
  readonly habit: number;
  /** Share of items whose key is the first option as published, above an even share. */
  readonly skew: number;
  /** Share of items that a model answers alike in every order; the others are drawn for each order. */
  readonly steady: number;
  /** Share of items of which the first model knows the published letter. */
  readonly memory: number;
}

function drawn(world: World, seed: number) {
  const { items, orders, options, abilities, habit, skew, steady, memory } = world;
  const random = randomStream("contamination-calibration", seed);
  const keys = Int32Array.from({ length: items }, () => (random.fraction() < skew ? 0 : random.integer(options)));
  const keyPlaces = Int32Array.from({ length: items * orders }, () => random.integer(options));
  const sittings = abilities.map((ability, model) => {
    const first = new Float64Array(items);
    const others = new Float64Array(items * orders);
    for (let item = 0; item < items; item++) {
      const isSteady = random.fraction() < steady;
      const knows = random.fraction() < ability;
      const remembers = model === 0 && random.fraction() < memory;
      const published = keys[item] ?? 0;
      const answer = (place: number): number =>
        remembers
          ? Number(place === published)
          : random.fraction() < habit
            ? Number(place === 0)
            : Number(isSteady ? knows : random.fraction() < ability);
      first[item] = answer(published);
      for (let order = 0; order < orders; order++) {
        others[item * orders + order] = answer(keyPlaces[item * orders + order] ?? 0);
      }
    }
    return { first, others };
  });
  const field = {
    arm: "a",
    models: abilities.map((_, model) => ({ id: `m${model}`, name: `m${model}`, run: 0 })),
    itemIds: Array.from({ length: items }, (_, item) => `i${item}`),
    clusters: Int32Array.from({ length: items }, (_, item) => item),
    keys,
    points: sittings.map(({ first }) => first),
  } as unknown as Field;
  const orderPoints: OrderPoints = {
    perturbations: ["shuffle-options"],
    unsound: 0,
    unchanged: 0,
    starts: Int32Array.from({ length: items + 1 }, (_, item) => item * orders),
    keyPlaces,
    pointsOf: (_arm, model) => sittings[Number(model.slice(1))]?.others,
  };
  return orderTest(field, orderPoints, { level: 0.95, alpha: 0.05, seed, isYardstick: () => false });
}

/** Share of fields with any flag, and of fields in which the first model is flagged. */
function flagRates(world: World, fields: number): { readonly any: number; readonly first: number } {
  let any = 0;
  let first = 0;
  for (let seed = 0; seed < fields; seed++) {
    const { models } = drawn(world, seed);
    any += models.some(({ flagged }) => flagged) ? 1 : 0;
    first += models[0]?.flagged === true ? 1 : 0;
  }
  return { any: any / fields, first: first / fields };
}

const plain: World = {
  items: 60,
  orders: 1,
  options: 4,
  abilities: [0.5, 0.7, 0.85, 0.95],
  habit: 0,
  skew: 0,
  steady: 0,
  memory: 0,
};
const nulls: readonly (readonly [string, World])[] = [
  ["one other order", plain],
  ["eight other orders", { ...plain, orders: 8 }],
  ["nearly all right, eight other orders", { ...plain, orders: 8, abilities: [0.99, 0.98, 0.97, 0.99] }],
  ["mostly the same answer in every order", { ...plain, orders: 4, steady: 0.8 }],
  ["a habit of A where A is the key too often", { ...plain, orders: 2, items: 200, habit: 0.5, skew: 0.3 }],
  ["right far oftener, as often in every order", { ...plain, orders: 3, abilities: [0.95, 0.4, 0.4] }],
  ["one model", { ...plain, orders: 4, abilities: [0.7] }],
];
const slow = env["VIVA_SLOW"] !== undefined;
const fields = slow ? 2000 : 60;
const nominal = 0.05;

describe("the flag of the published order where nobody remembers it", () => {
  it.each(nulls)(
    "%s: is raised in at most 5 %% of fields",
    (name, world) => {
      const { any } = flagRates(world, fields);
      if (slow) {
        console.log(`${name}: ${any}`);
      }
      expect(any).toBeLessThanOrEqual(nominal + 2 * Math.sqrt((nominal * (1 - nominal)) / fields));
    },
    600_000,
  );
});

describe("the flag where the first model remembers letters", () => {
  it("is raised for it, and hardly for the others", () => {
    const world = { ...plain, items: 100, orders: 2, memory: 0.4 };
    const { models } = drawn(world, 1);
    expect(models.map(({ flagged }) => flagged)).toEqual([true, false, false, false]);
    expect(flagRates(world, 20).first).toBeGreaterThan(0.8);
  });
});
