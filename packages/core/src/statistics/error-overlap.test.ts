import { describe, expect, it } from "vitest";
import { errorOverlap, independenceWeights } from "./error-overlap.ts";

const key = Int32Array.of(0, 0, 0, 0);
const optionCounts = Int32Array.of(3, 3, 3, 3);

describe("errorOverlap", () => {
  it("counts wrong answers of pairs by hand", () => {
    const choices = [Int32Array.of(1, 1, 0, 2), Int32Array.of(1, 2, 1, -1)];
    const overlap = errorOverlap({ choices, key, optionCounts });
    expect([...overlap.sameWrong]).toEqual([3, 1, 1, 3]);
    expect([...overlap.bothWrong]).toEqual([3, 2, 2, 3]);
    expect([...overlap.eitherWrong]).toEqual([3, 3, 3, 3]);
    expect([...overlap.shared]).toEqual([4, 3, 3, 3]);
  });

  it("leaves out items without a key, and shares the votes of repeats", () => {
    const choices = [Int32Array.of(1, 1, 0, 0), Int32Array.of(0, 1, 0, 0), Int32Array.of(1, 2, 0, 0)];
    const keys = Int32Array.of(0, 0, 0, -1);
    const overlap = errorOverlap({ choices, candidateOf: Int32Array.of(0, 0, 1), key: keys, optionCounts });
    // At item 0 candidate 0 errs in one sitting of two, on the option that candidate 1 chose.
    expect(overlap.sameWrong[1]).toBe(0.5);
    expect(overlap.eitherWrong[1]).toBe(2);
    expect(overlap.shared[1]).toBe(3);
  });

  it("is empty without candidates and refuses lists that do not fit", () => {
    expect(errorOverlap({ choices: [], key, optionCounts }).sameWrong).toHaveLength(0);
    const refuses = (field: Parameters<typeof errorOverlap>[0]): void =>
      expect(() => errorOverlap(field)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
    refuses({ choices: [Int32Array.of(0)], key, optionCounts });
    refuses({ choices: [Int32Array.of(0, 0, 0, 3)], key, optionCounts });
    refuses({ choices: [new Int32Array(4)], candidateOf: Int32Array.of(1), key, optionCounts });
    refuses({ choices: [new Int32Array(4)], candidateOf: Int32Array.of(0, 1), key, optionCounts });
  });
});

describe("independenceWeights", () => {
  it("makes copies together worth about one, and leaves unrelated candidates whole", () => {
    const items = 300;
    const wrongAt = (from: number): Int32Array => new Int32Array(items).map((_, item) => (item % 4 === from ? 1 : 0));
    const field = {
      choices: [wrongAt(0), wrongAt(1), wrongAt(2), wrongAt(3), wrongAt(3), wrongAt(3)],
      key: new Int32Array(items),
      optionCounts: new Int32Array(items).fill(2),
    };
    const weights = independenceWeights(errorOverlap(field));
    expect([...weights.subarray(0, 3)]).toEqual([1, 1, 1]);
    expect(weights.subarray(3).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 1);
    const copies = { ...field, choices: [wrongAt(0), wrongAt(0), wrongAt(0)] };
    expect(independenceWeights(errorOverlap(copies)).reduce((sum, weight) => sum + weight, 0)).toBeLessThan(1.2);
  });

  it("is 1 for a single candidate and for candidates that never err", () => {
    const right = new Int32Array(4);
    expect([...independenceWeights(errorOverlap({ choices: [right], key, optionCounts }))]).toEqual([1]);
    expect([...independenceWeights(errorOverlap({ choices: [right, right], key, optionCounts }))]).toEqual([1, 1]);
  });
});
