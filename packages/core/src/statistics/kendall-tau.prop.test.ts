import fc from "fast-check";
import { expect, it } from "vitest";
import { kendallTau } from "./kendall-tau.ts";
import { midRanks } from "./mid-ranks.ts";
import { pearsonCorrelation } from "./pearson-correlation.ts";
import { spearmanCorrelation } from "./spearman-correlation.ts";

const pairs = fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 9 })), { minLength: 2, maxLength: 40 });
const column = (list: readonly (readonly [number, number])[], at: 0 | 1) => Float64Array.from(list, (pair) => pair[at]);

it("kendallTau is the count over all pairs", () => {
  fc.assert(
    fc.property(pairs, (list) => {
      let balance = 0;
      let untiedFirst = 0;
      let untiedSecond = 0;
      for (const [at, [x, y]] of list.entries()) {
        for (const [u, v] of list.slice(at + 1)) {
          balance += Math.sign(x - u) * Math.sign(y - v);
          untiedFirst += x === u ? 0 : 1;
          untiedSecond += y === v ? 0 : 1;
        }
      }
      const tau = kendallTau(column(list, 0), column(list, 1));
      if (untiedFirst === 0 || untiedSecond === 0) {
        expect(tau).toBeNull();
      } else {
        expect(tau).toBeCloseTo(balance / Math.sqrt(untiedFirst * untiedSecond), 12);
      }
    }),
  );
});

it.each([
  { name: "pearson", correlation: pearsonCorrelation },
  { name: "spearman", correlation: spearmanCorrelation },
  { name: "kendall", correlation: kendallTau },
])("$name is symmetric, turns with the sign, ignores order and scale, and lies within −1 to 1", ({ correlation }) => {
  fc.assert(
    fc.property(pairs, (list) => {
      const first = column(list, 0);
      const second = column(list, 1);
      const value = correlation(first, second);
      const close = value === null ? null : expect.closeTo(value, 10);
      expect(correlation(second, first)).toEqual(close);
      expect(correlation(first.toReversed(), second.toReversed())).toEqual(close);
      expect(
        correlation(
          first.map((x) => 3 * x - 1000),
          second,
        ),
      ).toEqual(close);
      const turned = correlation(
        first.map((x) => -x),
        second,
      );
      expect(turned).toEqual(value === null ? null : expect.closeTo(-value, 10));
      expect(Math.abs(value ?? 0)).toBeLessThanOrEqual(1);
    }),
  );
});

it("midRanks sum to n(n + 1)/2 and keep the order", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 8 }), { maxLength: 40 }), (list) => {
      const ranks = midRanks(Float64Array.from(list));
      expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBe((list.length * (list.length + 1)) / 2);
      for (const [at, value] of list.entries()) {
        for (const [other, otherValue] of list.entries()) {
          expect(Math.sign((ranks[at] ?? 0) - (ranks[other] ?? 0))).toBe(Math.sign(value - otherValue));
        }
      }
    }),
  );
});
