import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { distinctNgrams, ngramVariety, repetitionRate } from "./distinct-ngrams.ts";
import { lengthRatio } from "./length-ratio.ts";
import { tokenizePairs } from "./token-pairs.ts";
import { tokenizeCharacters } from "./tokenize-characters.ts";

const texts = fc.array(fc.array(fc.nat({ max: 5 }), { maxLength: 60, size: "max" }), { maxLength: 5 });

describe("ngramVariety", () => {
  it("counts as a set of written-out n-grams does", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 5 }), (numbers, order) => {
        const written = numbers.flatMap((tokens) =>
          Array.from({ length: Math.max(0, tokens.length - order + 1) }, (_, at) =>
            tokens.slice(at, at + order).join(),
          ),
        );
        const expected = { distinct: new Set(written).size, all: written.length };
        const typed = numbers.map((tokens) => Int32Array.from(tokens));
        expect(ngramVariety(typed, order)).toEqual(expected);
      }),
    );
  });

  it("grows with a hundred thousand different n-grams", () => {
    const tokens = Int32Array.from({ length: 100_000 }, (_, at) => at);
    expect(ngramVariety([tokens, tokens], 2)).toEqual({ distinct: 99_999, all: 199_998 });
  });
});

describe("distinctNgrams", () => {
  it("is the share of different n-grams, over all replies together", () => {
    const replies = [Int32Array.of(0, 1, 0, 1), Int32Array.of(0, 1)];
    expect(distinctNgrams(replies, 1)).toBeCloseTo(2 / 6, 12);
    expect(distinctNgrams(replies, 2)).toBeCloseTo(2 / 4, 12);
    expect(distinctNgrams(replies, 5)).toBeNull();
    expect(distinctNgrams([], 1)).toBeNull();
  });
});

describe("repetitionRate", () => {
  it("is 0 where nothing comes twice, near 1 in a loop, null for a reply that is too short", () => {
    expect(repetitionRate(Int32Array.of(1, 2, 3, 4, 5, 6))).toBe(0);
    expect(repetitionRate(Int32Array.from({ length: 1000 }, (_, at) => at % 7))).toBeCloseTo(1 - 7 / 997, 12);
    expect(repetitionRate(Int32Array.of(1, 2, 3))).toBeNull();
  });
});

describe("lengthRatio", () => {
  it("is of sums, with the mean of several references", () => {
    const pairs = [
      { hypothesis: "心衰", references: ["心力衰竭"] },
      { hypothesis: "肺炎肺炎", references: ["肺", "肺炎很重啊"] },
    ];
    expect(lengthRatio(tokenizePairs(pairs, tokenizeCharacters))).toBeCloseTo(6 / 7, 12);
  });

  it("is null against nothing", () => {
    expect(lengthRatio(tokenizePairs([{ hypothesis: "心", references: [""] }], tokenizeCharacters))).toBeNull();
    expect(lengthRatio(tokenizePairs([], tokenizeCharacters))).toBeNull();
  });
});
