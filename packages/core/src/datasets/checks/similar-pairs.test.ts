import { describe, expect, it } from "vitest";
import { minHashSignature, signatureLength, signatureSimilarity } from "./min-hash.ts";
import { similarPairs } from "./similar-pairs.ts";

function sign(text: string): Uint32Array {
  return minHashSignature(text, 3) ?? new Uint32Array(signatureLength);
}
const one = sign("a man of sixty has chest pain after dinner and sweats");
const other = sign("the spleen filters old red blood cells and platelets");

describe("minHashSignature", () => {
  it("is the same for the same text and unlike for unlike texts", () => {
    expect(signatureSimilarity(one, sign("a man of sixty has chest pain after dinner and sweats"))).toBe(1);
    expect(signatureSimilarity(one, other)).toBeLessThan(0.1);
  });

  it("tells nothing of short texts", () => {
    expect(minHashSignature("short text", 3)).toBeNull();
    expect(minHashSignature("", 3)).toBeNull();
  });
});

describe("similarPairs", () => {
  it("gives each text the earlier one most like it", () => {
    expect(similarPairs([one, other, one, one], 0.9)).toEqual([
      { first: 0, second: 2, similarity: 1 },
      { first: 0, second: 3, similarity: 1 },
    ]);
    expect(similarPairs([], 0.9)).toEqual([]);
    expect(similarPairs([one], 0.9)).toEqual([]);
  });

  it("passes over pairs it may not make", () => {
    expect(similarPairs([one, one, one], 0.9, (first) => first === 1)).toEqual([
      { first: 1, second: 2, similarity: 1 },
    ]);
  });

  it("stays quick when everything is alike", () => {
    expect(
      similarPairs(
        Array.from({ length: 3000 }, () => one),
        0.9,
      ),
    ).toHaveLength(2999);
  });
});
