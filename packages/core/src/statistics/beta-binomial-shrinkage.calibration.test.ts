import { expect, it } from "vitest";
import { betaBinomialShrinkage } from "./beta-binomial-shrinkage.ts";
import { inverseIncompleteBeta } from "./inverse-incomplete-beta.ts";
import { randomBinomial } from "./random-binomial.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const familiesOf = (cells: number): number => (slow ? Math.min(2000, Math.ceil(15_000 / cells)) : 40);

interface Design {
  readonly cells: number;
  readonly sizes: readonly [least: number, most: number];
  readonly mean: number;
  readonly overDispersion: number;
}

/** Coverage of nominal 95 % over cells, and squared error relative to that of the raw shares. */
function performanceOf({ cells, sizes, mean, overDispersion }: Design) {
  const generator = uniformGenerator("beta-binomial-shrinkage", cells, mean, overDispersion);
  const [least, most] = sizes;
  const strength = overDispersion === 0 ? 0 : 1 / overDispersion - 1;
  const families = familiesOf(cells);
  let covered = 0;
  let shrunkenError = 0;
  let rawError = 0;
  for (let family = 0; family < families; family++) {
    const truths = Float64Array.from({ length: cells }, () =>
      strength === 0 ? mean : inverseIncompleteBeta(generator.fraction(), mean * strength, (1 - mean) * strength).x,
    );
    const counts = truths.map(() => Math.round(least + (most - least) * generator.fraction() ** 2));
    const points = truths.map((truth, cell) => randomBinomial(counts[cell] ?? 0, truth, generator));
    const shrunken = betaBinomialShrinkage({ points, sizes: counts }, 0.95)?.cells ?? [];
    for (const [cell, { raw, value, low, high }] of shrunken.entries()) {
      const truth = truths[cell] ?? 0;
      covered += low <= truth && truth <= high ? 1 : 0;
      shrunkenError += (value - truth) ** 2;
      rawError += ((raw ?? 0) - truth) ** 2;
    }
  }
  return { coverage: covered / families / cells, error: shrunkenError / rawError };
}

const designs = [
  { cells: 3, sizes: [5, 20], least: 0.87, error: 1.05 },
  { cells: 7, sizes: [10, 10], least: 0.89, error: 1.01 },
  { cells: 7, sizes: [400, 400], least: 0.9, error: 1.02 },
  { cells: 14, sizes: [5, 60], least: 0.9, error: 1 },
  { cells: 28, sizes: [2, 200], least: 0.91, error: 0.8 },
  { cells: 100, sizes: [1, 20], least: 0.92, error: 0.6 },
] as const;

it.each(
  designs.flatMap((design) =>
    (slow ? [0.5, 0.7, 0.95] : [0.7]).flatMap((mean) =>
      (slow ? [0, 0.003, 0.02, 0.1, 0.3] : [0, 0.02, 0.2]).map((overDispersion) => ({
        ...design,
        mean,
        overDispersion,
      })),
    ),
  ),
)(
  "covers 95 % of $cells cells of $sizes about $mean, over-dispersion $overDispersion, and errs less than raw",
  (design) => {
    const { coverage, error } = performanceOf(design);
    // Monte Carlo error of correlated cells: two standard errors of the families.
    const allowance = slow ? 0.005 : 0.03;
    expect(coverage).toBeGreaterThanOrEqual(design.least - allowance);
    expect(error).toBeLessThanOrEqual(design.error + allowance);
  },
);
