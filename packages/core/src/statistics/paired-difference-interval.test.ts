import { describe, expect, it } from "vitest";
import { differenceOf, newcombeInterval } from "./__fixtures__/paired-proportions.ts";
import { clusterIndex } from "./cluster-index.ts";
import { pairedDifference } from "./paired-difference.ts";
import { pairedDifferenceInterval } from "./paired-difference-interval.ts";

const compare = (first: readonly number[], second: readonly number[], codes: readonly number[]) => {
  const difference = pairedDifference(
    Float64Array.from(first),
    Float64Array.from(second),
    clusterIndex(Int32Array.from(codes)),
  );
  if (difference === null) {
    throw new Error("no units");
  }
  return pairedDifferenceInterval(difference, 0.95);
};

describe("pairedDifferenceInterval", () => {
  it("of airway responsiveness is Tango's −0.517 to −0.026 (Fagerland, Lydersen & Laake 2014)", () => {
    const { value, low, high, method } = pairedDifferenceInterval(differenceOf([1, 1, 7, 12]), 0.95);
    expect(value).toBeCloseTo(-6 / 21, 14);
    expect([low.toFixed(3), high.toFixed(3), method]).toEqual(["-0.517", "-0.026", "tango"]);
  });

  it("is close to Newcombe's for 161 patients (−0.1186 to −0.0046 there; Fagerland, Lydersen & Laake 2017)", () => {
    const newcombe = newcombeInterval([59, 6, 16, 80], 0.95);
    expect([newcombe.low.toFixed(4), newcombe.high.toFixed(4)]).toEqual(["-0.1186", "-0.0046"]);
    const { low, high } = pairedDifferenceInterval(differenceOf([59, 6, 16, 80]), 0.95);
    expect(Math.abs(low - newcombe.low)).toBeLessThan(0.01);
    expect(Math.abs(high - newcombe.high)).toBeLessThan(0.01);
  });

  it("of equal examinees lies around 0, and closer with more units", () => {
    const few = pairedDifferenceInterval(differenceOf([10, 0, 0, 10]), 0.95);
    const many = pairedDifferenceInterval(differenceOf([300, 0, 0, 300]), 0.95);
    expect(few).toMatchObject({ value: 0, low: -few.high });
    expect(few.high).toBeCloseTo(0.161, 3);
    expect(many.high).toBeCloseTo(0.0064, 4);
  });

  it("of equal examinees in clusters counts clusters, not repeats", () => {
    const right = Array.from({ length: 100 }, (_, unit) => (unit % 3 === 0 ? 1 : 0));
    const codes = right.map((_, unit) => Math.floor(unit / 5));
    const { low, high, method } = compare(right, right, codes);
    expect(method).toBe("clustered-tango");
    expect(high).toBeCloseTo(0.161, 3);
    expect(low).toBe(-high);
  });

  it("of one cluster, one unit, or opposite examinees is wide and never NaN", () => {
    for (const limits of [
      compare([1, 1, 0, 1], [0, 1, 1, 0], [0, 0, 0, 0]),
      compare([1], [0], [0]),
      compare([0.5], [0.5], [3]),
      compare([1, 1, 1], [0, 0, 0], [0, 1, 1]),
      compare([0, 0, 0], [1, 1, 1], [0, 1, 2]),
      compare([0.5, 0.5, 0.5, 0.5], [0, 0, 0, 0], [0, 1, 2, 3]),
    ]) {
      expect(limits.high - limits.low).toBeGreaterThan(0.3);
      expect(limits.low).toBeGreaterThanOrEqual(-1);
      expect(limits.high).toBeLessThanOrEqual(1);
      expect(limits.low).toBeLessThanOrEqual(limits.value);
      expect(limits.high).toBeGreaterThanOrEqual(limits.value);
    }
  });

  it("is narrower for half points than for whole ones", () => {
    const codes = Array.from({ length: 40 }, (_, unit) => unit);
    const whole = compare(
      codes.map((unit) => (unit % 4 === 0 ? 1 : 0)),
      codes.map((unit) => (unit % 4 === 1 ? 1 : 0)),
      codes,
    );
    const half = compare(
      codes.map((unit) => (unit % 4 === 0 ? 0.5 : 0)),
      codes.map((unit) => (unit % 4 === 1 ? 0.5 : 0)),
      codes,
    );
    expect(half.high).toBeLessThan(0.7 * whole.high);
  });

  it("refuses a level of 1", () => {
    expect(() => pairedDifferenceInterval(differenceOf([1, 1, 1, 1]), 1)).toThrow(
      expect.objectContaining({ code: "INTERNAL" }),
    );
  });
});
