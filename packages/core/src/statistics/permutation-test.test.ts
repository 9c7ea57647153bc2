import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "./__golden__/permutation-test.json" with { type: "json" };
import { permutationTest } from "./permutation-test.ts";

const test = (first: readonly number[], second: readonly number[], most = 1_000_000, resamples = 20_000) =>
  permutationTest(Float64Array.from(first), Float64Array.from(second), { mostArrangements: most, resamples, seed: 1 });

describe("permutationTest", () => {
  it.each(golden.cases)("of $first and $second counts every arrangement as scipy does", (expected) => {
    expect(test(expected.first, expected.second)).toMatchObject({
      p: expect.closeTo(expected.p, 12),
      method: "exact",
      arrangements: expected.arrangements,
    });
  });

  it("of {68, 62, 67} and {66, 60} counts the pairs that could be the second group", () => {
    const first = [68, 62, 67];
    const second = [66, 60];
    const all = [...first, ...second];
    const total = 323;
    let extreme = 0;
    for (const [at, one] of all.entries()) {
      for (const other of all.slice(at + 1)) {
        const difference = (total - one - other) / 3 - (one + other) / 2;
        extreme += Math.abs(difference) >= Math.abs(197 / 3 - 63) - 1e-9 ? 1 : 0;
      }
    }
    expect(test(first, second)?.p).toBe(extreme / 10);
  });

  it("counts an arrangement that ties the observed one but for rounding", () => {
    // Sums of 0.1 + 0.2 and of 0.3 + 0 differ in the last bit.
    expect(test([0.1, 0.2], [0.3, 0])?.p).toBe(1);
    expect(test([0.1, 0.2, 0.7], [0.3, 0, 0.7])?.p).toBe(1);
  });

  it("of uneven samples counts only what is there on the other side", () => {
    // Only {10} itself lies 9 or more away; no arrangement mirrors it, so doubling one tail would give 0.5.
    expect(test([10], [1, 1, 1])?.p).toBe(0.25);
  });

  it("of values all alike gives 1", () => {
    expect(test([0.1, 0.1], [0.1, 0.1, 0.1])).toMatchObject({ difference: expect.closeTo(0, 15), p: 1 });
  });

  it("draws beyond the stated number of arrangements, adding 1, near the exact p", () => {
    const first = [2.1, 0.4, 1.9, 1.2, 0.8];
    const second = [0.3, -0.5, 1.1, 0.2, 0.9, -1, 0.4, 0.1, -0.3];
    const exact = test(first, second)?.p ?? Number.NaN;
    const drawn = test(first, second, 2001);
    expect(drawn).toMatchObject({ method: "monte-carlo", arrangements: 20_000 });
    expect(drawn?.p).not.toBe(exact);
    expect(Math.abs((drawn?.p ?? 1) - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 20_000) + 1e-4);
    expect(test(first, second, 2002)?.method).toBe("exact");
    expect(
      test([1e3, 1e3, 1e3], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 1, 99)?.p,
    ).toBeGreaterThanOrEqual(0.01);
  });

  it("is null where a group is empty", () => {
    expect(test([], [1])).toBeNull();
    expect(test([1], [])).toBeNull();
  });

  it("refuses values that are not finite", () => {
    expect(() => test([Number.NaN], [1])).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });

  it("does not depend on order, scale or which group is first", () => {
    const group = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(group, group, (first, second) => {
        const p = test(first, second)?.p;
        expect(test(second, first)?.p).toBe(p);
        expect(test(first.toReversed(), second)?.p).toBe(p);
        const moved = test(
          first.map((value) => value / 7 + 100),
          second.map((value) => value / 7 + 100),
        );
        expect(moved?.p).toBe(p);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });
});
