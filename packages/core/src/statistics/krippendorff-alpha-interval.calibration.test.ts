import { describe, expect, it } from "vitest";
import { allowance, coverageTally, report } from "./__fixtures__/coverage-tally.ts";
import { type PlantedRaters, plantedGenerator, plantedRatings } from "./__fixtures__/planted-raters.ts";
import { bootstrapClusterCounts } from "./cluster-bootstrap.ts";
import { indexedRatings } from "./indexed-ratings.ts";
import { weightedDisagreement } from "./krippendorff-alpha.ts";
import { krippendorffAlphaInterval } from "./krippendorff-alpha-interval.ts";
import { percentileInterval } from "./percentile-interval.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 2000 : 80;
const resamples = slow ? 400 : 150;

/** Raters who see the truth with the same chance agree beyond chance by its square, on any scale. */
function coverageOf(design: PlantedRaters) {
  const generator = plantedGenerator("alpha-calibration", design);
  const truth = design.accuracy * design.accuracy;
  const tallies = { nominal: coverageTally(), interval: coverageTally(), percentile: coverageTally() };
  for (let seed = 0; seed < samples; seed++) {
    const { ratings, clusters } = plantedRatings(design, generator);
    const table = {
      values: Float64Array.from(ratings, (rating) => (rating < 0 ? Number.NaN : rating)),
      raters: design.raters,
    };
    const plan = { level: 0.95, resamples, seed };
    tallies.nominal.add(krippendorffAlphaInterval(table, clusters, "nominal", plan), truth);
    tallies.interval.add(krippendorffAlphaInterval(table, clusters, "interval", plan), truth);
    const indexed = indexedRatings(table);
    const disagreement = weightedDisagreement(indexed, "nominal");
    const replicates = bootstrapClusterCounts({ clusters: indexed.units.length, resamples, seed }, (counts) => {
      const { observed, expected } = disagreement(counts);
      return expected > 0 ? 1 - observed / expected : 1;
    });
    tallies.percentile.add(percentileInterval(replicates, indexed.units.length, 0.95) ?? { low: 0, high: 0 }, truth);
  }
  const { nominal, interval, percentile } = tallies;
  report("alpha", design, {
    nominal: nominal.coverage(),
    interval: interval.coverage(),
    percentile: percentile.coverage(),
  });
  return tallies;
}

const shares = [0.3, 0.3, 0.4];

describe("coverage of nominal 95 % by Krippendorff's alpha", () => {
  it.each<PlantedRaters>([
    { cases: 20, raters: 3, shares, accuracy: 0.7 },
    { cases: 50, raters: 2, shares: [0.1, 0.9], accuracy: 0.6 },
    { cases: 40, raters: 4, shares, accuracy: 0.9, missing: 0.3 },
    ...(slow ? [{ cases: 200, raters: 2, shares, accuracy: 0.5 }] : []),
  ])("%o: at least 93 % nominal, 92 % on an interval scale", (design) => {
    const { nominal, interval } = coverageOf(design);
    expect(nominal.coverage()).toBeGreaterThanOrEqual(0.93 - allowance(samples));
    expect(interval.coverage()).toBeGreaterThanOrEqual(0.92 - allowance(samples));
  });

  it("holds for units in clusters", () => {
    const { nominal } = coverageOf({ cases: 100, raters: 3, shares, accuracy: 0.8, clusterSize: 5, copied: 0.5 });
    expect(nominal.coverage()).toBeGreaterThanOrEqual(0.93 - allowance(samples));
  });

  it("is what the percentiles of the resamples do not give where agreement is high", () => {
    const { nominal, percentile } = coverageOf({ cases: 20, raters: 2, shares, accuracy: 0.97 });
    expect(percentile.coverage()).toBeLessThan(0.85);
    expect(nominal.coverage()).toBeGreaterThanOrEqual(0.93 - allowance(samples));
  });
});
