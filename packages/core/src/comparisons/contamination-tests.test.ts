import { describe, expect, it } from "vitest";
import { binomialUpperTail } from "../statistics/binomial-tail.ts";
import { mcnemarTest } from "../statistics/mcnemar-test.ts";
import { aboveChanceP } from "./contamination-chance-test.ts";
import { matchedTestP } from "./contamination-matched-test.ts";

const each = (count: number) => Int32Array.from({ length: count }, (_, at) => at);

describe("aboveChanceP", () => {
  it("is the binomial tail where every item has the same number of options", () => {
    const points = Float64Array.from({ length: 20 }, (_, at) => Number(at < 9));
    expect(aboveChanceP(points, new Float64Array(20).fill(0.2), each(20))).toBeCloseTo(
      binomialUpperTail(9, 20, 0.2),
      12,
    );
  });

  it("takes every item's own chance: one in its options, or in its sets of options", () => {
    // A single-answer item of 4 options and a multiple-answer one of 5: 1/4 and 1/31.
    const chances = Float64Array.of(1 / 4, 1 / 31);
    expect(aboveChanceP(Float64Array.of(1, 1), chances, each(2))).toBeCloseTo(1 / 124, 12);
    expect(aboveChanceP(Float64Array.of(0, 1), chances, each(2))).toBeCloseTo(1 - (3 / 4) * (30 / 31), 12);
    expect(aboveChanceP(Float64Array.of(0, 0), chances, each(2))).toBe(1);
  });

  it("agrees with the exact tail where it is approximated", () => {
    const n = 2400;
    const points = Float64Array.from({ length: n }, (_, at) => Number(at < 530));
    const p = aboveChanceP(points, new Float64Array(n).fill(0.2), each(n));
    expect(Math.abs(p / binomialUpperTail(530, n, 0.2) - 1)).toBeLessThan(0.1);
  });

  it("counts a mean of repeats that lies between two counts as the higher one, and a cluster as what it is", () => {
    const chances = new Float64Array(12).fill(0.25);
    const halves = Float64Array.of(1, 1, 1, 0.5, 0, 0, 0, 0, 0, 0, 0, 0);
    expect(aboveChanceP(halves, chances, each(12))).toBeCloseTo(binomialUpperTail(4, 12, 0.25), 12);
    const right = Float64Array.from({ length: 12 }, (_, at) => Number(at < 8));
    const apart = aboveChanceP(right, chances, each(12));
    const cases = aboveChanceP(
      right,
      chances,
      each(12).map((at) => Math.floor(at / 4)),
    );
    expect(apart).toBeLessThan(0.01);
    expect(cases).toBeGreaterThan(0.05);
  });

  it("says nothing without an item", () => {
    expect(aboveChanceP(new Float64Array(), new Float64Array(), new Int32Array())).toBe(1);
  });
});

/** Items right (1) or wrong in the first place and in the others. */
const matched = (rows: readonly (readonly [number, readonly number[]])[]) => ({
  first: Float64Array.from(rows, ([first]) => first),
  others: Float64Array.from(rows.flatMap(([, others]) => others)),
  starts: Int32Array.from([0, ...rows.map((_, at) => rows.slice(0, at + 1).flatMap(([, others]) => others).length)]),
});
const repeated = (count: number, row: readonly [number, readonly number[]]) => Array.from({ length: count }, () => row);

describe("matchedTestP", () => {
  it("is McNemar's exact one-sided test with one other each, but for the draws", () => {
    const rows = [...repeated(9, [1, [0]]), ...repeated(2, [0, [1]]), ...repeated(30, [1, [1]])];
    expect(matchedTestP(matched(rows), 1)).toBeCloseTo(mcnemarTest(9, 2).exactP / 2, 2);
  });

  it("is the product of chances where the first is always the only right one", () => {
    // Three items with three others: each first by chance one in four.
    expect(matchedTestP(matched(repeated(3, [1, [0, 0, 0]])), 5)).toBeCloseTo(1 / 64, 2);
  });

  it("does not take many right ones and a few wrong others for a difference", () => {
    // 50 items nearly always right, asked once as published and eight times otherwise: one wrong answer among the others
    // of six items. The difference of means is positive in all six; a test of symmetry would give 1/64.
    const rows = [...repeated(6, [1, [1, 1, 1, 1, 1, 1, 1, 0]]), ...repeated(44, [1, [1, 1, 1, 1, 1, 1, 1, 1]])];
    expect(matchedTestP(matched(rows), 2)).toBeCloseTo((8 / 9) ** 6, 1);
  });

  it("goes over to the normal distribution without a jump", () => {
    const rows = (count: number) => [...repeated(count * 0.55, [1, [0]]), ...repeated(count * 0.45, [0, [1]])];
    expect(matchedTestP(matched(rows(1000)), 3)).toBeLessThan(0.003);
    const large = matchedTestP(matched(rows(1200)), 3);
    expect(large).toBeGreaterThan(1e-4);
    expect(large).toBeLessThan(4e-4);
  });

  it("is 1 where nothing differs, and the same for the same seed", () => {
    expect(matchedTestP(matched([]), 1)).toBe(1);
    expect(matchedTestP(matched(repeated(40, [1, [1, 1]])), 1)).toBe(1);
    const rows = matched([...repeated(5, [1, [0, 1]]), ...repeated(3, [0, [1, 0]])]);
    expect(matchedTestP(rows, 7)).toBe(matchedTestP(rows, 7));
  });

  it("is larger where what was taken out is uncertain", () => {
    const rows = matched(repeated(12, [1, [0]]));
    expect(matchedTestP(rows, 1, 25)).toBeGreaterThan(10 * matchedTestP(rows, 1));
  });
});
