import { describe, expect, it } from "vitest";
import { randomBinomial } from "./random-binomial.ts";
import { uniformGenerator } from "./uniform-generator.ts";

describe("randomBinomial", () => {
  const generator = uniformGenerator("binomial");

  it("is certain at the ends", () => {
    expect(randomBinomial(10, 0, generator)).toBe(0);
    expect(randomBinomial(10, 1, generator)).toBe(10);
    expect(randomBinomial(0, 0.5, generator)).toBe(0);
    expect(randomBinomial(10, 1.0000001, generator)).toBe(10);
  });

  it("stays within 0 and the number of trials", () => {
    for (const [trials, probability] of [
      [1, 0.5],
      [3, 0.999],
      [40, 0.5],
      [100_000, 0.0001],
    ] as const) {
      for (let draw = 0; draw < 2000; draw++) {
        const successes = randomBinomial(trials, probability, generator);
        expect(Number.isInteger(successes) && successes >= 0 && successes <= trials).toBe(true);
      }
    }
  });
});
