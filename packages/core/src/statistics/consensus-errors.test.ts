import { describe, expect, it } from "vitest";
import { consensusErrors } from "./consensus-errors.ts";

/** Four candidates, five items of three options with key 0. */
const field = {
  choices: [
    Int32Array.of(0, 1, 1, 2, -1),
    Int32Array.of(0, 1, 1, 2, -1),
    Int32Array.of(1, 1, 2, 2, 1),
    Int32Array.of(0, 1, 2, 0, -1),
  ],
  key: new Int32Array(5),
  optionCounts: new Int32Array(5).fill(3),
};

describe("consensusErrors", () => {
  it("lists items on which a share of the field chose one wrong option, largest share first", () => {
    expect(consensusErrors(field, 0.75).items).toEqual([
      { item: 1, option: 1, votes: 4, share: 1 },
      { item: 3, option: 2, votes: 3, share: 0.75 },
    ]);
  });

  it("lists both options of a tie, and never one candidate alone", () => {
    const { items } = consensusErrors(field, 0.5);
    expect(items.map(({ item, option }) => [item, option])).toEqual([
      [1, 1],
      [3, 2],
      [2, 1],
      [2, 2],
    ]);
  });

  it("counts the pairs' common wrong answers", () => {
    const { pairs } = consensusErrors(field, 1);
    expect(pairs).toHaveLength(6);
    expect(pairs[0]).toEqual({ first: 0, second: 1, bothWrong: 3, sameWrong: 3, rate: 1 });
    expect(pairs[1]).toEqual({ first: 0, second: 2, bothWrong: 3, sameWrong: 2, rate: 2 / 3 });
  });

  it("has no rate for a pair that never errs together, no pair for one candidate, nothing for none", () => {
    const right = { ...field, choices: [new Int32Array(5), new Int32Array(5)] };
    expect(consensusErrors(right, 0.5)).toEqual({
      items: [],
      pairs: [{ first: 0, second: 1, bothWrong: 0, sameWrong: 0, rate: null }],
    });
    expect(consensusErrors({ ...field, choices: [Int32Array.of(1, 1, 1, 1, 1)] }, 0.5)).toEqual({
      items: [],
      pairs: [],
    });
    expect(consensusErrors({ ...field, choices: [] }, 0.5)).toEqual({ items: [], pairs: [] });
  });

  it("leaves out items without a key, and counts three repeats as one vote", () => {
    expect(consensusErrors({ ...field, key: new Int32Array(5).fill(-1) }, 0.5).items).toEqual([]);
    const repeats = {
      ...field,
      choices: [1, 1, 1, 1].map((choice) => new Int32Array(5).fill(choice)),
      candidateOf: Int32Array.of(0, 0, 0, 1),
    };
    expect(consensusErrors(repeats, 1).items[0]).toEqual({ item: 0, option: 1, votes: 2, share: 1 });
  });

  it("refuses a share outside 0–1", () => {
    expect(() => consensusErrors(field, 0)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});
