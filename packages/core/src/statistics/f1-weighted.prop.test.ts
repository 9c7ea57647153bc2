import fc from "fast-check";
import { expect, it } from "vitest";
import { confusionOf } from "./confusion.ts";
import { f1Weighted } from "./f1-weighted.ts";

const pairs = fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 })), { minLength: 1, maxLength: 60 });
const scoreOf = (list: readonly (readonly [number, number])[]): number =>
  f1Weighted(
    confusionOf(
      Int32Array.from(list, ([gold]) => gold),
      Int32Array.from(list, ([, predicted]) => predicted),
    ),
  );

it("lies between 0 and 1, and is 1 only when all are right", () => {
  fc.assert(
    fc.property(pairs, (list) => {
      const score = scoreOf(list);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(score === 1).toBe(list.every(([gold, predicted]) => gold === predicted));
    }),
  );
});

it("does not depend on the order of the rows, nor on how classes are called", () => {
  fc.assert(
    fc.property(pairs, (list) => {
      const renamed = list.map(([gold, predicted]) => [100 - 7 * gold, 100 - 7 * predicted] as const);
      expect(scoreOf([...list].reverse())).toBeCloseTo(scoreOf(list), 12);
      expect(scoreOf(renamed)).toBeCloseTo(scoreOf(list), 12);
    }),
  );
});

it("does not change when every row is repeated", () => {
  fc.assert(
    fc.property(pairs, (list) => {
      expect(scoreOf([...list, ...list])).toBeCloseTo(scoreOf(list), 12);
    }),
  );
});
