import { describe, expect, it } from "vitest";
import { type ClusteredDesign, calibrationProportions, clusteredSampler } from "./__fixtures__/clustered-sample.ts";
import { clusteredWilsonInterval } from "./clustered-wilson-interval.ts";

const samples = process.env["VIVA_SLOW"] === undefined ? 300 : 5000;

/** Coverage of nominal 95 %, averaged over the proportions, and the coverage of the worst of them. */
function coverageOf(design: ClusteredDesign): { readonly mean: number; readonly worst: number } {
  const sampler = clusteredSampler(design, 20240611);
  const coverages = calibrationProportions.map((proportion) => {
    let covered = 0;
    for (let sample = 0; sample < samples; sample++) {
      const bounds = clusteredWilsonInterval(sampler(proportion), 0.95);
      covered += bounds !== null && bounds.low <= proportion && proportion <= bounds.high ? 1 : 0;
    }
    return covered / samples;
  });
  return {
    mean: coverages.reduce((sum, coverage) => sum + coverage, 0) / coverages.length,
    worst: Math.min(...coverages),
  };
}

describe("coverage of nominal 95 %, averaged over proportions from 0.05 to 0.95", () => {
  it.each<{ name: string; least: number; most: number; worst: number; design: ClusteredDesign }>(
    [0, 0.1, 0.3, 0.5].flatMap((correlation) =>
      [
        { name: "20 rows, 1–5 a cluster", least: 0.92, most: 1, worst: 0.92, rows: 20, sizes: [1, 5] as const },
        { name: "50 rows, 1–5 a cluster", least: 0.94, most: 0.985, worst: 0.9, rows: 50, sizes: [1, 5] as const },
        { name: "20 clusters of 1–5", least: 0.94, most: 0.98, worst: 0.9, clusters: 20, sizes: [1, 5] as const },
        { name: "50 clusters of 1–5", least: 0.94, most: 0.97, worst: 0.88, clusters: 50, sizes: [1, 5] as const },
        { name: "200 clusters of 1–5", least: 0.94, most: 0.965, worst: 0.92, clusters: 200, sizes: [1, 5] as const },
        { name: "4 items, 5 repeats", least: 0.92, most: 1, worst: 0.92, clusters: 4, sizes: [5, 5] as const },
        { name: "10 items, 5 repeats", least: 0.94, most: 0.99, worst: 0.9, clusters: 10, sizes: [5, 5] as const },
        { name: "50 items, 3 repeats", least: 0.94, most: 0.97, worst: 0.88, clusters: 50, sizes: [3, 3] as const },
      ].map(({ name, least, most, worst, sizes, ...draw }) => ({
        name: `${name}, correlation ${correlation}`,
        least,
        most,
        worst,
        design: {
          draw: draw.clusters === undefined ? { rows: draw.rows ?? 0 } : { clusters: draw.clusters },
          sizes,
          correlation,
        },
      })),
    ),
  )("$name: at least $least", ({ design, least, most, worst }) => {
    const coverage = coverageOf(design);
    expect(coverage.mean).toBeGreaterThanOrEqual(least);
    expect(coverage.mean).toBeLessThanOrEqual(most);
    expect(coverage.worst).toBeGreaterThanOrEqual(worst);
  });

  it("holds for repeats that nearly always agree", () => {
    const coverage = coverageOf({ draw: { clusters: 50 }, sizes: [5, 5], correlation: 0.9 });
    expect(coverage.mean).toBeGreaterThanOrEqual(0.94);
  });

  it("holds for single rows", () => {
    expect(coverageOf({ draw: { clusters: 20 }, sizes: [1, 1], correlation: 0 }).mean).toBeGreaterThanOrEqual(0.94);
    expect(coverageOf({ draw: { clusters: 50 }, sizes: [1, 1], correlation: 0 }).mean).toBeGreaterThanOrEqual(0.94);
  });

  it.each([
    { clusters: 20, repeats: 1, least: 0.92 },
    { clusters: 50, repeats: 1, least: 0.94 },
    { clusters: 50, repeats: 3, least: 0.94 },
  ])("holds for partial credit: $clusters items, $repeats repeats, $least", ({ clusters, repeats, least }) => {
    // Points of 0, ½ and 1, as the mean of two correlated right-or-wrong parts of an item.
    const sampler = clusteredSampler({ draw: { clusters }, sizes: [2 * repeats, 2 * repeats], correlation: 0.3 }, 31);
    let covered = 0;
    for (const proportion of calibrationProportions) {
      for (let sample = 0; sample < samples; sample++) {
        const parts = sampler(proportion).sums;
        // The first repeats take the right parts, two each.
        const points = Array.from(parts, (right) =>
          Array.from({ length: repeats }, (_, repeat) => Math.min(1, Math.max(0, right / 2 - repeat))),
        );
        const sums = Float64Array.from(points, (row) => row.reduce((sum, point) => sum + point, 0));
        const sumOfSquares = points.flat().reduce((sum, point) => sum + point * point, 0);
        const sizes = new Float64Array(clusters).fill(repeats);
        const bounds = clusteredWilsonInterval({ sums, sizes, sumOfSquares }, 0.95);
        covered += bounds !== null && bounds.low <= proportion && proportion <= bounds.high ? 1 : 0;
      }
    }
    expect(covered / samples / calibrationProportions.length).toBeGreaterThanOrEqual(least);
  });
});
