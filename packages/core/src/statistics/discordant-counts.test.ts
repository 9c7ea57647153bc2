import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discordantCounts } from "./discordant-counts.ts";

const none = Number.NaN;

describe("discordantCounts", () => {
  it("counts McNemar's table of two hundred and one items", () => {
    // 100 both right, 59 the first alone, 12 the second alone, 30 neither, in an order that fills no word evenly.
    const points = (right: readonly [number, number][]): Float64Array =>
      Float64Array.from(right.flatMap(([times, point]) => new Array<number>(times).fill(point)));
    const first = points([
      [100, 1],
      [59, 1],
      [42, 0],
    ]);
    const second = points([
      [100, 1],
      [59, 0],
      [12, 1],
      [30, 0],
    ]);
    expect(discordantCounts([first, second])).toEqual([
      { first: 0, second: 1, both: 201, firstAbove: 59, secondAbove: 12, squares: 71 },
    ]);
  });

  it("leaves out what one of the two lacks, and compares partial points", () => {
    const models = [Float64Array.of(1, 1, 0, none), Float64Array.of(0, none, 1, 1), Float64Array.of(0.5, 0, 0, 1)];
    expect(discordantCounts(models)).toEqual([
      { first: 0, second: 1, both: 2, firstAbove: 1, secondAbove: 1, squares: 2 },
      { first: 0, second: 2, both: 3, firstAbove: 2, secondAbove: 0, squares: 1.25 },
      { first: 1, second: 2, both: 3, firstAbove: 1, secondAbove: 1, squares: 1.25 },
    ]);
  });

  it("counts some items alone", () => {
    const models = [Float64Array.of(1, 1, 0), Float64Array.of(0, 0, 1)];
    expect(discordantCounts(models, Int32Array.of(2, 0))).toEqual([
      { first: 0, second: 1, both: 2, firstAbove: 1, secondAbove: 1, squares: 2 },
    ]);
  });

  it("has no pair with one model, and nothing to count without items", () => {
    expect(discordantCounts([Float64Array.of(1)])).toEqual([]);
    expect(discordantCounts([])).toEqual([]);
    expect(discordantCounts([new Float64Array(), new Float64Array()])).toEqual([
      { first: 0, second: 1, both: 0, firstAbove: 0, secondAbove: 0, squares: 0 },
    ]);
    expect(() => discordantCounts([Float64Array.of(1), new Float64Array()])).toThrow(/model 1 has points for 0 items/);
  });

  it("counts bits as it counts items one by one", () => {
    const point = fc.constantFrom(0, 1, none);
    fc.assert(
      fc.property(fc.array(fc.tuple(point, point), { maxLength: 100 }), (items) => {
        const a = Float64Array.from(items, ([x]) => x);
        const b = Float64Array.from(items, ([, y]) => y);
        const count = (holds: (x: number, y: number) => boolean) => items.filter(([x, y]) => holds(x, y)).length;
        const [pair] = discordantCounts([a, b]);
        expect(pair).toMatchObject({
          both: count((x, y) => !Number.isNaN(x + y)),
          firstAbove: count((x, y) => x > y),
          secondAbove: count((x, y) => x < y),
        });
        expect(pair?.squares).toBe(count((x, y) => Math.abs(x - y) === 1));
      }),
    );
  });
});
