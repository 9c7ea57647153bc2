import { describe, expect, it } from "vitest";
import { standardisedChiSquare } from "./__fixtures__/chi-square.ts";
import golden from "./__golden__/xoshiro128.json" with { type: "json" };
import { uniformGenerator, xoshiro128StarStar } from "./uniform-generator.ts";

describe("xoshiro128StarStar", () => {
  it.each(golden.cases)("from the state $state gives the published words", ({ state, words }) => {
    const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = state;
    const generator = xoshiro128StarStar(s0, s1, s2, s3);
    const first = new Uint32Array(7);
    const rest = new Uint32Array(words.length - 7);
    generator.fill(first);
    generator.fill(rest);
    expect([...first, ...rest]).toEqual(words);
  });
});

describe("uniformGenerator", () => {
  const words = (...parts: (string | number)[]): number[] => {
    const filled = new Uint32Array(8);
    uniformGenerator(...parts).fill(filled);
    return [...filled];
  };

  it("gives the same words for the same parts, and others for others", () => {
    expect(words("a", 1)).toEqual(words("a", 1));
    expect(words("a", 1)).not.toEqual(words("a", 2));
    expect(words("a", 1)).not.toEqual(words("b", 1));
  });

  it("gives fractions strictly between 0 and 1, spread evenly", () => {
    const generator = uniformGenerator("fractions");
    const bins = new Array<number>(100).fill(0);
    for (let draw = 0; draw < 200_000; draw++) {
      const fraction = generator.fraction();
      expect(fraction > 0 && fraction < 1).toBe(true);
      const bin = Math.floor(fraction * 100);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    expect(Math.abs(standardisedChiSquare(bins, new Array(100).fill(2000)))).toBeLessThan(4);
  });
});
