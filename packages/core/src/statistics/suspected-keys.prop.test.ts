import fc from "fast-check";
import { expect, it } from "vitest";
import type { FieldChoices } from "./field-choices.ts";
import { suspectedKeys } from "./suspected-keys.ts";

const options = 4;
const fields = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 12 }))
  .chain(([candidates, items]) =>
    fc.record({
      choices: fc.array(fc.array(fc.integer({ min: -1, max: options - 1 }), { minLength: items, maxLength: items }), {
        minLength: candidates,
        maxLength: candidates,
      }),
      key: fc.array(fc.integer({ min: -1, max: options - 1 }), { minLength: items, maxLength: items }),
    }),
  )
  .map(
    ({ choices, key }): FieldChoices => ({
      choices: choices.map((sitting) => Int32Array.from(sitting)),
      key: Int32Array.from(key),
      optionCounts: new Int32Array(key.length).fill(options),
    }),
  );

/** ln odds of each item, by its number; those not judged are missing. */
function oddsOf(field: FieldChoices): ReadonlyMap<number, number> {
  const found = suspectedKeys(field);
  return new Map(found.status === "estimated" ? found.ranked.map(({ item, logOdds }) => [item, logOdds]) : []);
}

it("gives finite odds, probabilities in 0–1, most suspected first, every item once", () => {
  fc.assert(
    fc.property(fields, (field) => {
      const found = suspectedKeys(field);
      if (found.status === "not-estimable") {
        return;
      }
      expect(found.ranked.length + found.unjudged.length).toBe(field.key.length);
      let before = Number.POSITIVE_INFINITY;
      for (const { item, logOdds, probability, rival, rivalProbability } of found.ranked) {
        expect(Number.isFinite(logOdds)).toBe(true);
        expect(logOdds).toBeLessThanOrEqual(before);
        before = logOdds;
        expect(rivalProbability).toBeGreaterThanOrEqual(0);
        expect(rivalProbability).toBeLessThanOrEqual(probability);
        expect(probability).toBeLessThanOrEqual(1);
        expect(rival).not.toBe(field.key[item]);
      }
    }),
    { numRuns: 60 },
  );
});

it("does not depend on the order of items and candidates, nor on the letters of the options", () => {
  fc.assert(
    fc.property(fields, fc.integer({ min: 0, max: options - 1 }), (field, shift) => {
      const turned = (codes: Int32Array): Int32Array =>
        Int32Array.from(codes, (code) => (code < 0 ? -1 : (code + shift) % options)).reverse();
      const other = oddsOf({
        choices: field.choices.map(turned).reverse(),
        key: turned(field.key),
        optionCounts: field.optionCounts,
      });
      for (const [item, odds] of oddsOf(field)) {
        expect(other.get(field.key.length - 1 - item)).toBeCloseTo(odds, 6);
      }
    }),
    { numRuns: 60 },
  );
});
