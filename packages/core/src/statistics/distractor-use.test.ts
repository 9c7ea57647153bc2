import { describe, expect, it } from "vitest";
import { distractorUse } from "./distractor-use.ts";

/** Ten candidates at one item of four options: the better six choose the key 0, then 1, 1, 2, none. */
const field = {
  choices: [0, 0, 0, 0, 0, 0, 1, 1, 2, -1].map((choice) => Int32Array.of(choice)),
  key: Int32Array.of(0),
  optionCounts: Int32Array.of(4),
};
const abilities = Float64Array.of(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);

describe("distractorUse", () => {
  it("gives the share of each option, and by upper and lower group", () => {
    const [use] = distractorUse(field, abilities, { groupShare: 0.3 }) ?? [];
    expect(use?.options.map(({ share }) => share)).toEqual([0.6, 0.2, 0.1, 0]);
    expect(use?.options.map(({ upper }) => upper)).toEqual([1, 0, 0, 0]);
    expect(use?.options[1]?.lower).toBeCloseTo(1 / 3, 12);
    expect(use?.options[2]?.lower).toBeCloseTo(1 / 3, 12);
    expect(use?.unanswered).toBeCloseTo(0.1, 12);
    expect(use?.unused).toEqual([3]);
    expect(use?.nonFunctioning).toEqual([3]);
    expect(distractorUse(field, abilities, { functioningFrom: 0.15 })?.[0]?.nonFunctioning).toEqual([2, 3]);
  });

  it("shares the edge of a group among those tied, whatever their order", () => {
    const tied = new Float64Array(10).fill(1);
    const [use] = distractorUse(field, tied) ?? [];
    for (const { share, upper, lower } of use?.options ?? []) {
      expect(upper).toBeCloseTo(share, 12);
      expect(lower).toBeCloseTo(share, 12);
    }
  });

  it("counts repeats as shares of one vote", () => {
    const repeats = { ...field, candidateOf: Int32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1) };
    const [use] = distractorUse(repeats, Float64Array.of(2, 1)) ?? [];
    expect(use?.options.map(({ share }) => share)).toEqual(
      [0.5, 0.25, 0.125, 0].map((share) => expect.closeTo(share, 12)),
    );
    expect(use?.unanswered).toBeCloseTo(0.125, 12);
  });

  it("knows one candidate, no candidate, and an item without a key", () => {
    const one = distractorUse({ ...field, choices: [Int32Array.of(1)] }, Float64Array.of(0));
    expect(one?.[0]?.options[1]).toEqual({ share: 1, upper: 1, lower: 1 });
    expect(distractorUse({ ...field, choices: [] }, new Float64Array(0))).toBeNull();
    const [open] = distractorUse({ ...field, key: Int32Array.of(-1) }, abilities) ?? [];
    expect(open).toMatchObject({ unused: [], nonFunctioning: [] });
  });

  it("refuses abilities of others and settings outside", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    expect(() => distractorUse(field, new Float64Array(3))).toThrow(bug);
    expect(() => distractorUse(field, new Float64Array(10).fill(Number.NaN))).toThrow(bug);
    expect(() => distractorUse(field, abilities, { groupShare: 0.6 })).toThrow(bug);
  });
});
