import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { chosen, outcome, unsettled } from "./__fixtures__/readings.ts";
import { keptReply, strayReply } from "./__fixtures__/replies.ts";
import { catalog } from "./catalog.ts";
import type { ConfiguredScorer } from "./define.ts";
import partialProportional from "./partial-proportional.ts";
import partialWithPenalty from "./partial-with-penalty.ts";

/** Every scorer that marks answers or their form, with its default settings. */
const scorers = (await Promise.all(Object.values(catalog).map(async (load) => (await load()).default)))
  .filter(({ marks }) => marks !== "text")
  .map((plugin) => [plugin.name, plugin.configure({})] as const);
const withSettings = [
  ["partial-proportional, penalty 0.3", partialProportional.configure({ penalty: 0.3 })],
  ["partial-with-penalty, floor −2", partialWithPenalty.configure({ floor: -2 })],
] as const;

/** An item of 1 to 8 options with 1 to 3 accepted sets, some options credited, and an answer to it. */
const itemAndAnswer = fc.integer({ min: 1, max: 8 }).chain((nOptions) => {
  const ids = Array.from({ length: nOptions }, (_, index) => "ABCDEFGH".charAt(index));
  const someOptions = fc.subarray(ids, { minLength: 1 });
  return fc.record({
    item: fc
      .record({
        accepted: fc.array(someOptions, { minLength: 1, maxLength: 3 }),
        credits: fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), {
          minLength: nOptions,
          maxLength: nOptions,
        }),
      })
      .map(({ accepted, credits }): Item => {
        const options = ids.map((id, index) => {
          const credit = credits[index] ?? null;
          return credit === null ? { id, text: id } : { id, text: id, credit };
        });
        const kind = accepted.some((set) => set.length > 1) ? ("multiple" as const) : ("single" as const);
        return { ...singleItem, kind, options, accepted };
      }),
    answer: fc.shuffledSubarray(ids, { minLength: 1 }),
  });
});

const pointsOf = (scorer: ConfiguredScorer, item: Item, answer: readonly string[]): number => {
  const { points } = scorer.score(chosen(...answer), item, keptReply);
  return points ?? Number.NaN;
};

describe.each([...scorers, ...withSettings])("%s", (_name, scorer) => {
  it("keeps to its bounds, gives the key the most and an unsettled reply nothing above 0", () => {
    fc.assert(
      fc.property(itemAndAnswer, fc.constantFrom(...unsettled), ({ item, answer }, status) => {
        const mark = scorer.score(chosen(...answer), item, keptReply);
        if (mark.points === null) {
          expect(mark.reason).toBe("no-credit");
          return;
        }
        expect(mark.min).toBeLessThanOrEqual(0);
        expect(mark.max).toBeGreaterThan(mark.min);
        expect(mark.points).toBeGreaterThanOrEqual(mark.min);
        expect(mark.points).toBeLessThanOrEqual(mark.max);
        expect(scorer.score(chosen(...(item.accepted[0] ?? [])), item, keptReply)).toEqual({
          ...mark,
          points: mark.max,
        });
        const unsettledMark = scorer.score(outcome(status), item, strayReply);
        expect(unsettledMark).toMatchObject({ min: mark.min, max: mark.max });
        expect(unsettledMark.points).toBeLessThanOrEqual(0);
      }),
    );
  });

  it("does not care in which order or how often options are named", () => {
    fc.assert(
      fc.property(itemAndAnswer, ({ item, answer }) => {
        const mark = scorer.score(chosen(...answer), item, keptReply);
        expect(scorer.score(chosen(...answer.toReversed(), ...answer), item, keptReply)).toEqual(mark);
      }),
    );
  });

  it("never gives less for one more accepted set", () => {
    fc.assert(
      fc.property(itemAndAnswer, ({ item, answer }) => {
        const fewer = scorer.score(chosen(...answer), { ...item, accepted: item.accepted.slice(0, 1) }, keptReply);
        const all = scorer.score(chosen(...answer), item, keptReply);
        if (fewer.points !== null && all.points !== null) {
          expect(all.points).toBeGreaterThanOrEqual(fewer.points - 1e-12);
        }
      }),
    );
  });
});

it("of the partial scorers, each with one accepted set, none gives more than the more lenient one", () => {
  const named = new Map<string, ConfiguredScorer>(scorers);
  const scorerOf = (name: string): ConfiguredScorer => {
    const scorer = named.get(name);
    if (scorer === undefined) {
      throw new Error(`no scorer ${name}`);
    }
    return scorer;
  };
  const lenient = partialProportional.configure({ penalty: 0 });
  fc.assert(
    fc.property(itemAndAnswer, ({ item: drawn, answer }) => {
      const item = { ...drawn, accepted: drawn.accepted.slice(0, 1) };
      const points = (name: string): number => pointsOf(scorerOf(name), item, answer);
      expect(points("exact-set")).toBeLessThanOrEqual(points("partial-proportional"));
      expect(points("partial-proportional")).toBeLessThanOrEqual(points("jaccard"));
      expect(points("partial-with-penalty")).toBeLessThanOrEqual(points("jaccard") + 1e-12);
      expect(points("jaccard")).toBeLessThanOrEqual(pointsOf(lenient, item, answer));
      expect(points("option-wise") === 1).toBe(points("exact-set") === 1);
    }),
  );
});
