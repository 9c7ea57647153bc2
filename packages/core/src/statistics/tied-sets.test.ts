import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tiedSets } from "./tied-sets.ts";

/** Pairs that differ, written "ab". */
const pairs = (list: string) => (first: number, second: number) =>
  list.split(" ").some((pair) => pair.includes(String(first)) && pair.includes(String(second)));

describe("tiedSets", () => {
  it("splits a chain: what lies between ties with both ends", () => {
    expect(tiedSets(Float64Array.of(0.5, 0.9, 0.7), pairs("01"))).toEqual([
      [1, 2],
      [2, 0],
    ]);
  });

  it("has one set where no pair differs, and sets of one where all do", () => {
    expect(tiedSets(Float64Array.of(1, 3, 2), () => false)).toEqual([[1, 2, 0]]);
    expect(tiedSets(Float64Array.of(1, 3, 2), () => true)).toEqual([[1], [2], [0]]);
    expect(tiedSets(Float64Array.of(1), () => true)).toEqual([[0]]);
    expect(tiedSets(new Float64Array(), () => true)).toEqual([]);
  });

  it("keeps ties that skip a member", () => {
    // 1 differs from its neighbours 0 and 2, which do not differ: it was measured more precisely.
    expect(tiedSets(Float64Array.of(3, 2, 1), pairs("01 12"))).toEqual([[0, 2], [1]]);
  });

  it("orders equal values as they come", () => {
    expect(tiedSets(Float64Array.of(1, 1, 1), pairs("02"))).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  it("refuses values that are missing", () => {
    expect(() => tiedSets(Float64Array.of(1, Number.NaN), () => false)).toThrow(/NaN at 1/);
  });

  it("gives exactly the largest sets without a differing pair", () => {
    const size = 7;
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 49, maxLength: 49 }), (matrix) => {
        const differs = (a: number, b: number) => matrix[Math.min(a, b) * size + Math.max(a, b)] ?? false;
        const members = (set: number) => [...Array(size).keys()].filter((member) => (set >> member) & 1);
        const tied: number[] = [];
        for (let set = 1; set < 1 << size; set++) {
          const list = members(set);
          if (list.every((a) => list.every((b) => a === b || !differs(a, b)))) {
            tied.push(set);
          }
        }
        const largest = tied.filter((set) => !tied.some((other) => other !== set && (other & set) === set));
        const values = Float64Array.from({ length: size }, (_, member) => -member);
        const got = tiedSets(values, differs).map((set) => set.reduce((bits, member) => bits | (1 << member), 0));
        expect(got.toSorted((a, b) => a - b)).toEqual(largest);
      }),
    );
  });

  it("takes a field of fifty where differing goes with the distance", () => {
    const values = Float64Array.from({ length: 50 }, (_, member) => member);
    const sets = tiedSets(values, (a, b) => Math.abs(a - b) > 6);
    expect(sets.length).toBe(44);
    expect(sets[0]).toEqual([49, 48, 47, 46, 45, 44, 43]);
  });
});
