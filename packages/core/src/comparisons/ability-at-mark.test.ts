import { describe, expect, it } from "vitest";
import { abilityAtMark } from "./ability-at-mark.ts";

const ones = (n: number): Float64Array => new Float64Array(n).fill(1);

describe("abilityAtMark", () => {
  it("is the logit of the mark above items of one difficulty", () => {
    const items = { discriminations: null, difficulties: Float64Array.of(0.5, 0.5, 0.5) };
    expect(abilityAtMark(items, ones(3), 0.6)).toBeCloseTo(0.5 + Math.log(0.6 / 0.4), 10);
  });

  it("divides by the slope, and heeds weights", () => {
    const steep = { discriminations: Float64Array.of(2), difficulties: Float64Array.of(0) };
    expect(abilityAtMark(steep, ones(1), 0.8)).toBeCloseTo(Math.log(4) / 2, 10);
    const two = { discriminations: null, difficulties: Float64Array.of(-1, 1) };
    expect(abilityAtMark(two, ones(2), 0.5)).toBeCloseTo(0, 10);
    expect(abilityAtMark(two, Float64Array.of(3, 1), 0.5)).toBeLessThan(-0.1);
  });

  it("is null for marks that no ability reaches, and without items", () => {
    const items = { discriminations: null, difficulties: Float64Array.of(0) };
    for (const mark of [0, 1]) {
      expect(abilityAtMark(items, ones(1), mark)).toBeNull();
    }
    expect(abilityAtMark({ discriminations: null, difficulties: ones(0) }, ones(0), 0.5)).toBeNull();
  });
});
