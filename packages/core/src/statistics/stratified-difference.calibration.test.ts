import { expect, it } from "vitest";
import { mantelHaenszelWeights } from "./mantel-haenszel-difference.ts";
import { stratifiedDifference } from "./stratified-difference.ts";
import { stratumTotals } from "./stratum-weighted-mean.ts";
import { type UniformGenerator, uniformGenerator } from "./uniform-generator.ts";
import { unpairedDifference } from "./unpaired-difference.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 8000 : 400;

interface Population {
  readonly clusters: number;
  readonly sizes: readonly [least: number, most: number];
  /** Correlation of two items of a cluster in one stratum. */
  readonly correlation: number;
  /** Share right in each of two strata. */
  readonly shares: readonly [number, number];
  /** Chance of an item to lie in the second stratum. */
  readonly second: number;
}

function draw({ clusters, sizes, correlation, shares, second }: Population, generator: UniformGenerator) {
  const points: number[] = [];
  const codes: number[] = [];
  const strata: number[] = [];
  for (let cluster = 0; cluster < clusters; cluster++) {
    const size = sizes[0] + Math.floor(generator.fraction() * (sizes[1] - sizes[0] + 1));
    const common = generator.fraction();
    for (let item = 0; item < size; item++) {
      const stratum = generator.fraction() < second ? 1 : 0;
      const ease = generator.fraction() < Math.sqrt(correlation) ? common : generator.fraction();
      points.push(ease < (shares[stratum] ?? 0) ? 1 : 0);
      codes.push(cluster);
      strata.push(stratum);
    }
  }
  return { points: Float64Array.from(points), clusters: Int32Array.from(codes), strata: Int32Array.from(strata) };
}

const shares = [
  [
    [0.7, 0.4],
    [0.7, 0.4],
  ],
  [
    [0.97, 0.9],
    [0.95, 0.88],
  ],
] as const;
const designs = [
  { clusters: [10, 10], sizes: [1, 1], correlation: 0, least: 0.92 },
  { clusters: [60, 20], sizes: [1, 1], correlation: 0, least: 0.93 },
  { clusters: [200, 200], sizes: [1, 1], correlation: 0, least: 0.935 },
  { clusters: [20, 10], sizes: [1, 5], correlation: 0.4, least: 0.935 },
  { clusters: [50, 50], sizes: [1, 5], correlation: 0.4, least: 0.92 },
  { clusters: [200, 100], sizes: [1, 3], correlation: 0.3, least: 0.925 },
] as const;

it.each(designs.flatMap((design) => shares.map((pair) => ({ ...design, pair }))))(
  "covers 95 % of raw, relative, adjusted differences: $clusters clusters of $sizes, correlation $correlation, $pair",
  ({ clusters, sizes, correlation, least, pair }) => {
    const generator = uniformGenerator("stratified-difference", clusters[0], clusters[1], pair[0][0]);
    const one = { clusters: clusters[0], sizes, correlation, shares: pair[0], second: 0.1 };
    const other = { clusters: clusters[1], sizes, correlation, shares: pair[1], second: 0.3 };
    const mean = 0.9 * pair[0][0] + 0.1 * pair[0][1];
    const truth = mean - (0.7 * pair[1][0] + 0.3 * pair[1][1]);
    const inStrata = [pair[0][0] - pair[1][0], pair[0][1] - pair[1][1]] as const;
    const covered = { raw: 0, relative: 0, adjusted: 0 };
    for (let sample = 0; sample < samples; sample++) {
      const first = draw(one, generator);
      const second = draw(other, generator);
      const raw = unpairedDifference(first, second, 0.95);
      covered.raw += raw !== null && raw.difference.low <= truth && truth <= raw.difference.high ? 1 : 0;
      const relative = raw?.relative;
      const low = relative?.low ?? Number.NEGATIVE_INFINITY;
      covered.relative += relative == null || (low <= truth / mean && truth / mean <= relative.high) ? 1 : 0;
      const found = stratifiedDifference(first, second, { strata: 2, weights: "mantel-haenszel", level: 0.95 });
      const [w = 0, v = 0] = mantelHaenszelWeights(stratumTotals(first, 2).sizes, stratumTotals(second, 2).sizes);
      const adjusted = (w * inStrata[0] + v * inStrata[1]) / (w + v);
      const holds =
        found.status === "not-estimable" || (found.difference.low <= adjusted && adjusted <= found.difference.high);
      covered.adjusted += holds ? 1 : 0;
    }
    const allowance = slow ? 0 : 2 * Math.sqrt((0.95 * 0.05) / samples);
    for (const count of Object.values(covered)) {
      expect(count / samples).toBeGreaterThanOrEqual(least - allowance);
    }
  },
);
