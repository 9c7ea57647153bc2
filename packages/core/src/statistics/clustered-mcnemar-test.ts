import { chiSquareUpperTail } from "./chi-square-cdf.ts";
import type { PairedDifference } from "./paired-difference.ts";
import { signFlipTest } from "./sign-flip-test.ts";

/** A test of equal mean points on units in clusters; the p-values are two-sided. */
export interface ClusteredMcnemarTest {
  readonly p: number;
  /** What p comes from: all ways to flip the signs of the cluster differences, or the chi-square distribution. */
  readonly method: "sign-flip" | "chi-square";
  /** The sign-flip p-value with half the probability of what was seen; null with chi-square. */
  readonly midP: number | null;
  /** Squared sum of the cluster differences over the sum of their squares; chi-square with one degree. */
  readonly statistic: number;
  /** Clusters in which the two examinees differ; the others say nothing. */
  readonly informative: number;
}

/** Below this many informative clusters the p-value is exact, as in McNemar's test. */
const exactBelow = 25;

/** A cluster difference closer to 0 than this is one, but for rounding. */
const roundingDifference = 1e-12;

/**
 * McNemar's test for units in clusters (shared stems, repeats of an item), robust to any dependence within them: the
 * score test of Yang, Sun and Hardin, (Σd)²/Σd² over the cluster differences d. It takes points of 0–1 as well as
 * right and wrong. When every cluster is one 0/1 unit the statistic is McNemar's chi-square without continuity
 * correction, (b − c)²/(b + c).
 *
 * With fewer than 25 informative clusters the chi-square distribution is not to be trusted: five clusters that all
 * speak for one side would give p = 0.025. There p is exact, from all ways to flip the signs of the cluster
 * differences (valid where the two examinees are interchangeable if equal), which for single 0/1 units is McNemar's
 * exact test. Fewer than six informative clusters can therefore not reach 5 %. Student's t, the usual reference for few
 * clusters, was tried: with the score statistic, which cannot exceed the number of clusters, it all but never rejects
 * (power 0.06, for 0.31 by sign flips, with 12 clusters of 5); with the mean over its standard error it gives p = 0
 * wherever the clusters are unanimous, were they only three.
 *
 * Without an informative cluster (equal models, no unit) the statistic is 0 and p is 1. A few large clusters among
 * small ones cost power, not the level.
 * Source: Yang, Sun & Hardin 2010, doi:10.1002/bimj.201000035; Durkalski et al. 2003, doi:10.1002/sim.1438 (which
 * weights clusters equally; here units count equally, as in the accuracy).
 *
 * @param difference As `pairedDifference` gives it; its cluster sums are used.
 * @example clusteredMcnemarTest({ sums: Float64Array.of(2, 1, 3) })
 * // { p: 0.25, method: "sign-flip", midP: 0.125, statistic: 2.571…, informative: 3 }
 */
export function clusteredMcnemarTest({ sums }: Pick<PairedDifference, "sums">): ClusteredMcnemarTest {
  const differences = sums.filter((sum) => Math.abs(sum) > roundingDifference);
  const informative = differences.length;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < informative; i++) {
    const difference = differences[i] ?? 0;
    sum += difference;
    squares += difference * difference;
  }
  const statistic = informative === 0 ? 0 : (sum * sum) / squares;
  return informative < exactBelow
    ? { ...signFlipTest(differences), method: "sign-flip", statistic, informative }
    : { p: chiSquareUpperTail(statistic, 1), method: "chi-square", midP: null, statistic, informative };
}
