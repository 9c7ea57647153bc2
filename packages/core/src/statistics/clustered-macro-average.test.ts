import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusterIndex } from "./cluster-index.ts";
import { clusteredMacroAverage } from "./clustered-macro-average.ts";
import { clusteredMeanVariance } from "./clustered-mean-variance.ts";

interface Row {
  readonly point: number;
  readonly group: number;
  readonly cluster: number;
}

const macroOf = (rows: readonly Row[]) =>
  clusteredMacroAverage(
    Float64Array.from(rows, ({ point }) => point),
    clusterIndex(Int32Array.from(rows, ({ group }) => group)),
    clusterIndex(Int32Array.from(rows, ({ cluster }) => cluster)),
  );

/** The definition, group by group. */
function plainMacro(rows: readonly Row[]): number {
  const groups = [...new Set(rows.map(({ group }) => group))];
  const means = groups.map((wanted) => {
    const points = rows.filter(({ group }) => group === wanted).map(({ point }) => point);
    return points.reduce((sum, point) => sum + point, 0) / points.length;
  });
  return means.reduce((sum, mean) => sum + mean, 0) / means.length;
}

const rowLists = fc.array(
  fc.record({
    point: fc.constantFrom(0, 0.5, 1),
    group: fc.nat({ max: 3 }),
    cluster: fc.nat({ max: 8 }),
  }),
  { minLength: 1, maxLength: 40 },
);

describe("clusteredMacroAverage", () => {
  it("is the mean of the groups' means", () => {
    fc.assert(
      fc.property(rowLists, (rows) => {
        expect(macroOf(rows).value).toBeCloseTo(plainMacro(rows), 12);
      }),
    );
  });

  it("has the jackknife variance of its definition, groups that span clusters and vanish included", () => {
    fc.assert(
      fc.property(rowLists, (rows) => {
        const clusters = [...new Set(rows.map(({ cluster }) => cluster))];
        const k = clusters.length;
        fc.pre(k > 1);
        const shifts = clusters.map(
          (left) => plainMacro(rows.filter(({ cluster }) => cluster !== left)) - plainMacro(rows),
        );
        const expected = ((k - 1) / k) * shifts.reduce((sum, shift) => sum + shift * shift, 0);
        expect(macroOf(rows).jackknifeVariance()).toBeCloseTo(expected, 12);
      }),
    );
  });

  it("weighs clusters by their rows' share of the average", () => {
    const macro = macroOf([
      { point: 1, group: 0, cluster: 5 },
      { point: 1, group: 0, cluster: 6 },
      { point: 0, group: 1, cluster: 6 },
    ]);
    expect([...macro.clusterWeights]).toEqual([0.25, 0.75]);
    // Row weights 1/4, 1/4 and 1/2.
    expect(macro.effectiveRows).toBeCloseTo(1 / (1 / 16 + 1 / 16 + 1 / 4), 12);
  });

  it("of one group is a plain mean", () => {
    const rows = [1, 0, 1, 1, 0].map((point, index) => ({ point, group: 2, cluster: index >> 1 }));
    const macro = macroOf(rows);
    expect(macro.value).toBeCloseTo(0.6, 12);
    const variance = clusteredMeanVariance(Float64Array.of(1, 2, 0), Float64Array.of(2, 2, 1));
    expect(macro.jackknifeVariance()).toBeCloseTo(variance, 12);
    expect(macro.effectiveRows).toBeCloseTo(5, 12);
  });

  it("has no jackknife variance with one cluster", () => {
    expect(macroOf([{ point: 1, group: 0, cluster: 0 }]).jackknifeVariance()).toBe(0);
  });

  it("draws kinds of clusters with the distribution of drawing clusters", () => {
    const rows = Array.from({ length: 240 }, (_, row) => ({
      point: (row * 7) % 5 < 3 ? 1 : 0,
      group: (row >> 1) % 4 === 0 ? 0 : 1,
      cluster: row >> 1,
    }));
    // One row far apart joins two groups in one cluster: now clusters are drawn one by one.
    const spanning = rows.map((row, index) => (index === 0 ? { ...row, group: 1 } : row));
    const moments = (list: readonly Row[]) => {
      const drawn = macroOf(list).bootstrap(4000, 1);
      const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
      return { mean, variance: drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length };
    };
    const kinds = moments(rows);
    const clusters = moments(spanning);
    expect(kinds.mean).toBeCloseTo(plainMacro(rows), 2);
    expect(clusters.mean).toBeCloseTo(plainMacro(spanning), 2);
    expect(kinds.variance / clusters.variance).toBeGreaterThan(0.85);
    expect(kinds.variance / clusters.variance).toBeLessThan(1.15);
  });

  it("draws the same again with the same seed", () => {
    const rows = [1, 0, 1, 1].map((point, index) => ({ point, group: index % 2, cluster: index }));
    expect(macroOf(rows).bootstrap(20, 4)).toEqual(macroOf(rows).bootstrap(20, 4));
    expect(macroOf(rows).bootstrap(20, 4)).not.toEqual(macroOf(rows).bootstrap(20, 5));
  });
});
