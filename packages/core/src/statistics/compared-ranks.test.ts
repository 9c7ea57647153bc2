import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparedRanks } from "./compared-ranks.ts";

describe("comparedRanks", () => {
  it("counts who is better and who is worse", () => {
    expect(comparedRanks(Float64Array.of(0.9, 0.8, 0.2), (a, b) => a === 2 || b === 2)).toEqual([
      { low: 1, high: 2 },
      { low: 1, high: 2 },
      { low: 3, high: 3 },
    ]);
  });

  it("leaves everything open where nothing differs, and nothing where all does", () => {
    const values = Float64Array.of(1, 2, 3);
    expect(comparedRanks(values, () => false)).toEqual(new Array(3).fill({ low: 1, high: 3 }));
    expect(comparedRanks(values, () => true).map(({ low }) => low)).toEqual([3, 2, 1]);
    expect(comparedRanks(Float64Array.of(1, 1), () => true)).toEqual(new Array(2).fill({ low: 1, high: 2 }));
    expect(comparedRanks(new Float64Array(), () => true)).toEqual([]);
    expect(() => comparedRanks(Float64Array.of(Number.NaN), () => true)).toThrow(/NaN at 0/);
  });

  it("always holds the rank that the values give", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 6 }), { maxLength: 9 }), fc.nat({ max: 97 }), (list, salt) => {
        const differs = (a: number, b: number) => ((a + 1) * (b + 1) * (salt + 1)) % 3 === 0;
        for (const [member, { low, high }] of comparedRanks(Float64Array.from(list), differs).entries()) {
          const value = list[member] ?? 0;
          expect(low).toBeLessThanOrEqual(1 + list.filter((other) => other > value).length);
          expect(high).toBeGreaterThanOrEqual(list.filter((other) => other >= value).length);
        }
      }),
    );
  });
});
