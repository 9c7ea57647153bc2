import { BugError } from "../base/errors.ts";
import { clusterIndex } from "./cluster-index.ts";
import { type ClusteredMcnemarTest, clusteredMcnemarTest } from "./clustered-mcnemar-test.ts";
import { type MeanEstimate, meanInterval } from "./mean-interval.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";
import { pairedDifference } from "./paired-difference.ts";
import { type DifferenceEstimate, pairedDifferenceInterval } from "./paired-difference-interval.ts";

/** A judge's verdicts on pairs of replies, each pair put in both orders; the three arrays are parallel. */
export interface SwappedVerdicts {
  /** Verdict for reply A of each pair where A stood first: 1 for A, 0 for B, 0.5 for a tie; NaN where there is none. */
  readonly leading: Float64Array;
  /** Verdict for reply A where A stood second. */
  readonly trailing: Float64Array;
  /** Cluster code of each pair (the question). */
  readonly clusters: Int32Array;
}

/** Whether a judge's verdicts depend on the order of the replies. */
export interface PositionBias {
  readonly status: "estimated";
  /** Share of the pairs whose verdict changed with the order, a tie and a win counting as changed. */
  readonly changed: MeanEstimate;
  /** Pairs in which the reply that stood first won both times, and in which the second did. */
  readonly firstBoth: number;
  readonly secondBoth: number;
  /** Points of the first place minus points of the second, mean over the pairs, −1 to 1: 0 for no bias. */
  readonly advantage: DifferenceEstimate;
  /** Test of no advantage of either place. */
  readonly test: ClusteredMcnemarTest;
  /** Pairs with a verdict in both orders. */
  readonly pairs: number;
}

/**
 * Position bias of a pairwise judge from verdicts in both orders. A judge that is only unsure changes verdicts towards
 * either place alike; bias is an advantage of one place, tested on the pairs whose verdict changed: McNemar's test
 * (exact with few of them), robust to clusters, where the two "examinees" are the places. Half of it is what a verdict
 * asked in one order only would be off by, in points.
 *
 * Pairs without a verdict in one of the orders are left out. Not estimable without a pair that has both. Throws
 * INTERNAL for arrays of different length, a verdict outside 0–1 or a level outside (0, 1).
 * Source: Wang et al. 2024, Large language models are not fair evaluators, doi:10.18653/v1/2024.acl-long.511; Zheng et
 * al. 2023, arXiv:2306.05685; tests as in `clusteredMcnemarTest`.
 *
 * @example
 * const verdicts = { leading: Float64Array.of(1, 1, 0, 1), trailing: Float64Array.of(1, 0, 0, 0),
 *   clusters: Int32Array.of(0, 1, 2, 3) };
 * positionBias(verdicts, 0.95) // changed 0.5; firstBoth 2, secondBoth 0; advantage 0.5; p 0.5
 */
export function positionBias(
  { leading, trailing, clusters }: SwappedVerdicts,
  level: number,
): PositionBias | NotEstimable {
  const n = leading.length;
  if (trailing.length !== n || clusters.length !== n) {
    throw new BugError("INTERNAL", `${n} and ${trailing.length} verdicts in ${clusters.length} places`);
  }
  const both = (_: number, at: number): boolean => !Number.isNaN((leading[at] ?? 0) + (trailing[at] ?? 0));
  const one = leading.filter(both);
  const other = trailing.filter(both);
  const index = clusterIndex(clusters.filter(both));
  // What the first place has more than the second over both orders, halved: A's verdict first, B's verdict first.
  const gain = one.map((verdict, at) => verdict - (other[at] ?? 0));
  if (gain.some((_, at) => !(isVerdict(one[at] ?? -1) && isVerdict(other[at] ?? -1)))) {
    throw new BugError("INTERNAL", "a verdict outside 0–1");
  }
  const changed = meanInterval(
    gain.map((value) => (value === 0 ? 0 : 1)),
    index,
    level,
  );
  const difference = pairedDifference(
    gain.map((value) => Math.max(0, value)),
    gain.map((value) => Math.max(0, -value)),
    index,
  );
  if (changed === null || difference === null) {
    return notEstimable("no pair has a verdict in both orders");
  }
  return {
    status: "estimated",
    changed,
    firstBoth: gain.filter((value) => value === 1).length,
    secondBoth: gain.filter((value) => value === -1).length,
    advantage: pairedDifferenceInterval(difference, level),
    test: clusteredMcnemarTest(difference),
    pairs: gain.length,
  };
}

function isVerdict(value: number): boolean {
  return value >= 0 && value <= 1;
}
