import type { ComparedValue } from "../records/comparison.ts";
import type { JudgeAgreement } from "../records/judge-analysis.ts";
import { fleissKappa } from "../statistics/fleiss-kappa.ts";
import { fleissKappaInterval } from "../statistics/fleiss-kappa-interval.ts";
import { krippendorffAlphaInterval } from "../statistics/krippendorff-alpha-interval.ts";
import type { NotEstimable } from "../statistics/not-estimable.ts";
import { weightedKappa } from "../statistics/weighted-kappa.ts";

/** Ratings of one criterion by several raters, judges or people. */
export interface RaterTable {
  readonly criterion: string;
  /** By reply the value each rater gave, in the raters' order; NaN where it gave none. */
  readonly rows: readonly (readonly number[])[];
  /** Cluster of each reply. */
  readonly clusters: Int32Array;
  /** Every value that may be given, ascending; values between them (of several people) are not. */
  readonly scale: readonly number[];
}

/** How intervals are made. */
export interface AgreementSettings {
  readonly level: number;
  readonly resamples: number;
  readonly seed: number;
}

/** A statistic as a compared value. */
export function comparedValue(
  found:
    | { readonly status: "estimated"; readonly value: number; readonly low: number; readonly high: number }
    | NotEstimable,
): ComparedValue {
  return found.status === "estimated"
    ? { value: found.value, low: found.low, high: found.high }
    : { value: null, low: null, high: null, why: reasonOf(found.why) };
}

/** Reasons that name counts, without them: a report has words for what stays the same. */
function reasonOf(why: string): string {
  if (why.startsWith("a regression with")) {
    return "too few questions for a regression";
  }
  return why.startsWith("an interval needs") ? "too few questions for an interval" : why;
}

/**
 * Agreement of raters beyond chance: Cohen's kappa for two (quadratic weights where values have an order), Fleiss' for more,
 * and Krippendorff's alpha, which takes those that rated any two; with intervals that count the replies to one question as
 * one cluster.
 */
export function raterAgreement(table: RaterTable, settings: AgreementSettings): JudgeAgreement {
  const { criterion, rows, clusters, scale } = table;
  const raters = rows[0]?.length ?? 0;
  const rated = (row: readonly number[]): number => row.filter((value) => !Number.isNaN(value)).length;
  const counts = new Float64Array(rows.length * scale.length);
  for (const [at, row] of rows.entries()) {
    for (const value of row) {
      const place = scale.indexOf(value);
      if (place >= 0) {
        counts[at * scale.length + place] = (counts[at * scale.length + place] ?? 0) + 1;
      }
    }
  }
  const ordered = scale.length > 2;
  const { level } = settings;
  const alpha = krippendorffAlphaInterval(
    { values: Float64Array.from(rows.flat()), raters: Math.max(1, raters) },
    clusters,
    ordered ? "ordinal" : "nominal",
    settings,
  );
  const both = raters === 2 ? [...rows.keys()].filter((at) => rated(rows[at] ?? []) === 2) : [];
  const placeOf = (at: number, rater: number): number => scale.indexOf(rows[at]?.[rater] ?? Number.NaN);
  const kappa =
    raters === 2
      ? weightedKappa(
          {
            first: Int32Array.from(both, (at) => placeOf(at, 0)),
            second: Int32Array.from(both, (at) => placeOf(at, 1)),
            clusters: Int32Array.from(both, (at) => clusters[at] ?? 0),
          },
          { categories: scale.length, weights: ordered ? "quadratic" : "unweighted" },
          level,
        )
      : fleissKappaInterval({ counts, categories: scale.length, clusters }, level);
  return {
    criterion,
    nReplies: rows.filter((row) => rated(row) >= 2).length,
    agreement: fleissKappa(counts, scale.length)?.agreement ?? null,
    kappaKind: raters === 2 ? (ordered ? "cohen-quadratic" : "cohen") : "fleiss",
    kappa: comparedValue(kappa),
    alpha: comparedValue(alpha),
  };
}
