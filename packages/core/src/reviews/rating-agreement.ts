import type { CriterionAgreement, ReviewCriterion, ReviewEstimate } from "../records/review.ts";
import { pairwiseAgreementRate } from "../statistics/agreement-rate.ts";
import { fleissKappaInterval } from "../statistics/fleiss-kappa-interval.ts";
import { gwetAc1 } from "../statistics/gwet-ac1.ts";
import { krippendorffAlphaInterval } from "../statistics/krippendorff-alpha-interval.ts";
import { weightedKappa } from "../statistics/weighted-kappa.ts";

/** What raters said of the same cases by one criterion. */
export interface CriterionRatings {
  readonly criterion: ReviewCriterion;
  /** Rater → the value of each case, undefined where the case is open. */
  readonly values: ReadonlyMap<string, readonly (string | undefined)[]>;
  /** Cluster code of each case: cases about one item hang together. */
  readonly clusters: Int32Array;
}

/** How intervals are made. */
export interface AgreementSettings {
  readonly level: number;
  readonly resamples: number;
  readonly seed: number;
}

/**
 * How far raters agree by a criterion: raw, and beyond chance by Cohen's kappa of each pair, Fleiss' kappa, Krippendorff's
 * alpha and Gwet's AC1, each with an interval clustered by item. Scales weigh distances squared in Cohen's kappa and by
 * rank in alpha; Fleiss' kappa and AC1 take their points as categories. Not estimable with one rater, or where the data
 * give none, with the reason.
 */
export function criterionAgreement(
  { criterion, values, clusters }: CriterionRatings,
  { level, resamples, seed }: AgreementSettings,
): CriterionAgreement {
  const raters = [...values.keys()];
  const codeOf = new Map(criterion.values.map(({ value }, place) => [value, place]));
  const codes = raters.map((rater) =>
    Array.from(clusters, (_, place) => codeOf.get(values.get(rater)?.[place] ?? "") ?? -1),
  );
  const categories = criterion.values.length;
  const counts = new Float64Array(clusters.length * categories);
  const table = new Float64Array(clusters.length * Math.max(1, raters.length)).fill(Number.NaN);
  for (const [rater, own] of codes.entries()) {
    for (const [place, code] of own.entries()) {
      if (code >= 0) {
        counts[place * categories + code] = (counts[place * categories + code] ?? 0) + 1;
        table[place * raters.length + rater] =
          criterion.kind === "scale" ? Number(criterion.values[code]?.value) : code;
      }
    }
  }
  const cases = { counts, categories, clusters };
  const raw = pairwiseAgreementRate(cases, level);
  const scale = criterion.kind === "scale" ? "ordinal" : "nominal";
  const many = raters.length > 0 && clusters.length > 0;
  return {
    criterion: criterion.id,
    cases: raw.status === "estimated" ? raw.cases : 0,
    raw: estimateOf(raw),
    cohen: pairsOf(raters.length).map(([one, other]) => ({
      raters: [raters[one] ?? "", raters[other] ?? ""],
      kappa: estimateOf(kappaOf(codes[one] ?? [], codes[other] ?? [], clusters, criterion, level)),
    })),
    fleiss: estimateOf(fleissKappaInterval(cases, level)),
    alpha: many
      ? estimateOf(
          krippendorffAlphaInterval({ values: table, raters: raters.length }, clusters, scale, {
            level,
            resamples,
            seed,
          }),
        )
      : { status: "not-estimable", why: "no case has two ratings" },
    ac1: estimateOf(gwetAc1(cases, level)),
  };
}

function kappaOf(
  one: readonly number[],
  other: readonly number[],
  clusters: Int32Array,
  { kind, values }: ReviewCriterion,
  level: number,
): ReturnType<typeof weightedKappa> {
  const both = [...clusters.keys()].filter((place) => (one[place] ?? -1) >= 0 && (other[place] ?? -1) >= 0);
  const pairs = {
    first: Int32Array.from(both, (place) => one[place] ?? 0),
    second: Int32Array.from(both, (place) => other[place] ?? 0),
    clusters: Int32Array.from(both, (place) => clusters[place] ?? 0),
  };
  const weights = kind === "scale" ? "quadratic" : "unweighted";
  return weightedKappa(pairs, { categories: values.length, weights }, level);
}

function pairsOf(count: number): readonly (readonly [number, number])[] {
  return Array.from({ length: count }, (_, one) =>
    Array.from({ length: count - one - 1 }, (_unused, more) => [one, one + more + 1] as const),
  ).flat();
}

function estimateOf(
  found:
    | { readonly status: "estimated"; readonly value: number; readonly low: number; readonly high: number }
    | { readonly status: "not-estimable"; readonly why: string },
): ReviewEstimate {
  return found.status === "estimated"
    ? { status: "estimated", value: found.value, low: found.low, high: found.high }
    : { status: "not-estimable", why: found.why };
}
