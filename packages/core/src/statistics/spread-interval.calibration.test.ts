import { expect, it } from "vitest";
import { replicatesOf, resampleField } from "./field-resamples.ts";
import { percentileInterval } from "./percentile-interval.ts";
import { rangeOf, type SpreadStatistic, spreadInterval, standardDeviationOf } from "./spread-interval.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const strata = 7;
const resamples = 300;
const trials = 120;

/** Share of trials in which the interval holds the true spread of rates evenly spaced over `width` around 0.6. */
function coverage(items: number, width: number, spreadOf: SpreadStatistic) {
  const generator = uniformGenerator("spread-calibration", `${items} ${width}`);
  const rates = Float64Array.from({ length: strata }, (_, at) => 0.6 + width * (at / (strata - 1) - 0.5));
  const truth = spreadOf(rates);
  let held = 0;
  let heldByPercentiles = 0;
  let estimates = 0;
  for (let trial = 0; trial < trials; trial++) {
    const codes = Int32Array.from({ length: strata * items }, (_, item) => item % strata);
    const points = Float64Array.from(codes, (code) => (generator.fraction() < (rates[code] ?? 0) ? 1 : 0));
    const clusters = codes.map((_, item) => item);
    const field = { models: [points], clusters, tags: [{ values: strata, codes }] };
    const drawn = resampleField(field, { seed: trial, from: 0, to: resamples });
    const values = rates.map(
      (_, at) => points.filter((_point, item) => codes[item] === at).reduce((a, b) => a + b) / items,
    );
    const replicates = Array.from(rates, (_, at) => replicatesOf(drawn, at + 1, 0));
    const estimate = spreadInterval({ values, replicates, clusters: replicates.map(() => items) }, spreadOf, 0.95);
    held += estimate !== null && estimate.low <= truth + 1e-9 && truth <= estimate.high + 1e-9 ? 1 : 0;
    estimates += (estimate?.beyondChance ?? 0) / trials;
    const spreads = Float64Array.from({ length: resamples }, (_, at) =>
      spreadOf(Float64Array.from(replicates, (row) => row[at] ?? Number.NaN)),
    ).filter((spread) => !Number.isNaN(spread));
    const percentiles = percentileInterval(spreads, strata * items, 0.95);
    heldByPercentiles += percentiles !== null && percentiles.low <= truth && truth <= percentiles.high ? 1 : 0;
  }
  return { held: held / trials, heldByPercentiles: heldByPercentiles / trials, estimates, truth };
}

// A binomial share of 120 trials at 0.95 has a standard error of 0.02.
it.each([
  [10, 0],
  [10, 0.2],
  [40, 0.1],
  [40, 0.4],
])("the range of seven strata of %i items and a true range of %d is held, where percentiles fail", (items, width) => {
  const found = coverage(items, width, rangeOf);
  expect(found.held).toBeGreaterThanOrEqual(0.86);
  expect(Math.abs(found.estimates - found.truth)).toBeLessThan(items === 10 ? 0.15 : 0.09);
  if (width < 0.3) {
    expect(found.heldByPercentiles).toBeLessThan(0.1);
  }
});

it.each([
  [10, 0],
  [40, 0.2],
])("so is the standard deviation: %i items, range %d", (items, width) => {
  expect(coverage(items, width, standardDeviationOf).held).toBeGreaterThanOrEqual(0.86);
});
