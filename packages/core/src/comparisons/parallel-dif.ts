import type { Estimable } from "../records/item-analysis.ts";
import type { ParallelDif } from "../records/parallel-languages.ts";
import { benjaminiHochbergAdjust } from "../statistics/benjamini-hochberg-adjust.ts";
import { mantelHaenszelDif } from "../statistics/mantel-haenszel-dif.ts";
import { normalQuantile } from "../statistics/normal-quantile.ts";

/**
 * Candidates below which Mantel–Haenszel says nothing of single items; ETS asks for 200 in the smaller group before a
 * class decides anything (Zwick 2012, doi:10.1002/j.2333-8504.2012.tb02290.x).
 */
export const fewestDifCandidates = 100;

/** Bands of the score that candidates are matched on. */
const bands = 10;
const deltaUnits = 2.35;

/** Points of candidates at the same items in two languages: row by row, NaN where missing. */
export interface TwoLanguages {
  readonly first: readonly Float64Array[];
  readonly second: readonly Float64Array[];
}

/**
 * Differential item functioning of each item between two languages that the same candidates sat, matched on bands of
 * their mean points in each language (the item in it). Right is more than half of the points. Paired answers make the
 * test conservative.
 *
 * @param level Confidence level of the interval of delta, 0–1.
 */
export function parallelDif({ first, second }: TwoLanguages, level: number): readonly Estimable<ParallelDif>[] {
  const rows = [...first, ...second];
  const stratum = scoreBands(rows.map(meanOf));
  const items = first[0]?.length ?? 0;
  const z = normalQuantile((1 + level) / 2);
  const found = Array.from({ length: items }, (_, item) => {
    const scored = rows.flatMap((points, row) => (Number.isNaN(points[item] ?? Number.NaN) ? [] : [row]));
    return mantelHaenszelDif({
      correct: Uint8Array.from(scored, (row) => ((rows[row]?.[item] ?? 0) > 0.5 ? 1 : 0)),
      group: Uint8Array.from(scored, (row) => (row < first.length ? 0 : 1)),
      stratum: Int32Array.from(scored, (row) => stratum[row] ?? 0),
    });
  });
  const estimated = found.flatMap((dif) => (dif.status === "estimated" ? [dif.test.p] : []));
  const adjusted = benjaminiHochbergAdjust(Float64Array.from(estimated));
  let next = 0;
  return found.map((dif): Estimable<ParallelDif> => {
    if (dif.status === "not-estimable") {
      return { status: "not-estimable", why: dif.why };
    }
    const half = z * deltaUnits * dif.standardError;
    const { oddsRatio, delta, test } = dif;
    const pAdjusted = adjusted[next] ?? 1;
    next += 1;
    return {
      status: "estimated",
      oddsRatio,
      delta,
      low: delta - half,
      high: delta + half,
      class: dif.class,
      p: test.p,
      pAdjusted,
    };
  });
}

function meanOf(points: Float64Array): number {
  const scored = points.filter((point) => !Number.isNaN(point));
  return scored.length === 0 ? 0 : scored.reduce((sum, point) => sum + point, 0) / scored.length;
}

/** About equally many in each band; equal scores share one. */
function scoreBands(scores: readonly number[]): readonly number[] {
  const sorted = [...scores].sort((a, b) => a - b);
  const below = new Map<number, number>();
  for (const [rank, score] of sorted.entries()) {
    if (!below.has(score)) {
      below.set(score, rank);
    }
  }
  return scores.map((score) => Math.floor((bands * (below.get(score) ?? 0)) / scores.length));
}
