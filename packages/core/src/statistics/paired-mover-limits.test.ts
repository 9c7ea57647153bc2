import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusterIndex } from "./cluster-index.ts";
import { meanInterval } from "./mean-interval.ts";
import { pairedErrorCorrelation, pairedMoverDifference, pairedMoverRatio } from "./paired-mover-limits.ts";
import { unpairedDifference } from "./unpaired-difference.ts";

const single = (n: number) => clusterIndex(Int32Array.from({ length: n }, (_, at) => at));
const points = (right: number, n: number) => Float64Array.from({ length: n }, (_, at) => (at < right ? 1 : 0));

function limited(right: number, n: number) {
  const mean = meanInterval(points(right, n), single(n), 0.95);
  if (mean === null) {
    throw new Error("no items");
  }
  return mean;
}

describe("without correlation", () => {
  it.each([
    [56, 70, 48, 80],
    [9, 10, 3, 10],
    [5, 56, 0, 29],
    [70, 70, 80, 80],
  ])("of %i/%i and %i/%i both limits are those of unpaired means", (x, n, y, m) => {
    const group = (right: number, size: number) => ({
      points: points(right, size),
      clusters: Int32Array.from({ length: size }, (_, at) => at),
    });
    const unpaired = unpairedDifference(group(x, n), group(y, m), 0.95);
    const difference = pairedMoverDifference(limited(x, n), limited(y, m), 0);
    expect(difference.low).toBeCloseTo(unpaired?.difference.low ?? Number.NaN, 12);
    expect(difference.high).toBeCloseTo(unpaired?.difference.high ?? Number.NaN, 12);
    const ratio = pairedMoverRatio(limited(y, m), limited(x, n), 0);
    expect(1 - ratio.low).toBeCloseTo(unpaired?.relative?.high ?? Number.NaN, 10);
    expect(1 - (ratio.high ?? Number.NaN)).toBeCloseTo(unpaired?.relative?.low ?? Number.NaN, 10);
  });
});

describe("pairedErrorCorrelation", () => {
  it("is 1 for the same points, −1 for opposite ones, 0 where one does not vary", () => {
    const clusters = single(4);
    const mixed = Float64Array.of(1, 0, 1, 0);
    expect(pairedErrorCorrelation(mixed, mixed, clusters)).toBeCloseTo(1, 12);
    expect(
      pairedErrorCorrelation(
        mixed,
        mixed.map((point) => 1 - point),
        clusters,
      ),
    ).toBeCloseTo(-1, 12);
    expect(pairedErrorCorrelation(mixed, Float64Array.of(1, 1, 1, 1), clusters)).toBe(0);
    expect(pairedErrorCorrelation(new Float64Array(), new Float64Array(), single(0))).toBe(0);
  });

  it("looks at clusters, not at their rows", () => {
    const clusters = clusterIndex(Int32Array.of(0, 0, 1, 1));
    // Within clusters the rows are opposed, between clusters the sums go together.
    const first = Float64Array.of(1, 1, 0, 0);
    const second = Float64Array.of(1, 0, 0, 0);
    expect(pairedErrorCorrelation(first, second, clusters)).toBeCloseTo(1, 12);
  });
});

describe("with correlation", () => {
  it("narrows for means that go together and widens for opposed ones", () => {
    const [a, b] = [limited(30, 50), limited(25, 50)];
    const width = (r: number) => {
      const { low, high } = pairedMoverDifference(a, b, r);
      return high - low;
    };
    expect(width(0.8)).toBeLessThan(width(0));
    expect(width(-0.8)).toBeGreaterThan(width(0));
    const ratioWidth = (r: number) => {
      const { low, high } = pairedMoverRatio(b, a, r);
      return (high ?? 9) - low;
    };
    expect(ratioWidth(0.8)).toBeLessThan(ratioWidth(0));
  });

  it("always holds the value, and has limits that are in order", () => {
    const share = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 30 }), fc.double({ min: -1, max: 1, noNaN: true }), (x, y, r) => {
        const [above, below] = [limited(x, 30), limited(y, 30)];
        const { low, high } = pairedMoverRatio(above, below, r);
        const value = above.value / below.value;
        expect(low).toBeLessThanOrEqual(value + 1e-12);
        expect(high ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(value - 1e-12);
        expect(Number.isFinite(low)).toBe(true);
        const difference = pairedMoverDifference(above, below, r);
        expect(difference.low).toBeLessThanOrEqual(above.value - below.value + 1e-12);
        expect(difference.high).toBeGreaterThanOrEqual(above.value - below.value - 1e-12);
      }),
    );
  });

  it("has no ratio to nothing", () => {
    expect(() => pairedMoverRatio(limited(3, 10), limited(0, 10), 0)).toThrow(/ratio/u);
  });
});
