import type { Estimate } from "../records/estimate.ts";
import { correctedProportion } from "../statistics/corrected-proportion.ts";
import { type StratifiedRate, stratifiedRateInterval } from "../statistics/stratified-rate-interval.ts";
import type { AuditStratum } from "./audit-key.ts";
import type { AuditRates } from "./audit-record.ts";

/** A reply that was judged, as far as rates need it. */
export interface JudgedReply {
  readonly stratum: number;
  readonly itemId: string;
  /** Whether it stands in the place whose rates are made. */
  readonly here: boolean;
  /** 0–1: the mean over raters. */
  readonly misread: number;
  readonly lost: number;
  readonly unearned: number;
}

/** Why an audit gives no number for a place. */
export const notAudited = "replies of a kind that was not audited";

type Part = "misread" | "lost" | "unearned";

/**
 * Rate of one thing over a place. A stratum that was judged in full counts as it is here; of the others what was found
 * in the whole stratum is taken for what holds here, so that a place with few audited replies borrows from the others.
 *
 * @param sizes Replies of the place by stratum.
 */
export function rateOf(
  part: Part,
  judged: readonly JudgedReply[],
  strata: readonly AuditStratum[],
  sizes: ReadonlyMap<number, number>,
  level: number,
): StratifiedRate | null {
  const samples = [...sizes].map(([index, share]) => {
    const stratum = strata[index];
    const complete = stratum !== undefined && stratum.sampled === stratum.size;
    const values = judged
      .filter((reply) => reply.stratum === index && (!complete || reply.here))
      .map((reply) => reply[part]);
    return {
      share,
      sampled: values.length,
      sum: values.reduce((sum, value) => sum + value, 0),
      sumOfSquares: values.reduce((sum, value) => sum + value * value, 0),
      complete,
    };
  });
  return stratifiedRateInterval(samples, level);
}

/** The three rates of a model, or of all of them. */
export function auditRates(
  model: string | null,
  judged: readonly JudgedReply[],
  strata: readonly AuditStratum[],
  level: number,
): AuditRates {
  const sizes = new Map(
    strata.flatMap((stratum, index) => (model === null || stratum.model === model ? [[index, stratum.size]] : [])),
  );
  const own = judged.filter(({ stratum }) => sizes.has(stratum)).map((reply) => ({ ...reply, here: true }));
  const rate = (part: Part): StratifiedRate | null => rateOf(part, own, strata, sizes, level);
  return {
    model,
    replies: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    audited: own.length,
    misread: rate("misread"),
    rightReadAsWrong: rate("lost"),
    wrongReadAsRight: rate("unearned"),
  };
}

/**
 * What an audit adds to one row of accuracy: the accuracy corrected for reading errors, with an interval that holds both
 * uncertainties, and the rates of misreading, of right answers read as wrong, and of wrong ones read as right.
 */
export function auditedRows(
  accuracy: Estimate,
  judged: readonly JudgedReply[],
  strata: readonly AuditStratum[],
  sizes: ReadonlyMap<number, number>,
): readonly Estimate[] {
  const { level } = accuracy;
  const rate = (part: Part): StratifiedRate | null => rateOf(part, judged, strata, sizes, level);
  const misread = rate("misread");
  const missed = rate("lost");
  const spurious = rate("unearned");
  const { value, low, high } = accuracy;
  const corrected =
    value === null || low === null || high === null || missed === null || spurious === null
      ? null
      : correctedProportion({ measured: { value, low, high }, missed, spurious }, level);
  const own = judged.filter(({ stratum }) => sizes.has(stratum));
  const counts = { nItems: new Set(own.map(({ itemId }) => itemId)).size, nCalls: own.length, excluded: {} };
  const rates = (measure: string, found: StratifiedRate | null): Estimate => ({
    ...row(accuracy, measure, found, "stratified-clopper-pearson"),
    ...counts,
    nClusters: counts.nItems,
  });
  return [
    row(accuracy, "accuracy:audited", corrected, "square-and-add"),
    rates("rate:misread", misread),
    rates("rate:right-read-as-wrong", missed),
    rates("rate:wrong-read-as-right", spurious),
  ];
}

function row(accuracy: Estimate, measure: string, found: StratifiedRate | null, method: string): Estimate {
  const { why, ...place } = accuracy;
  if (found === null) {
    const reason = why ?? notAudited;
    return {
      ...place,
      measure,
      value: null,
      low: null,
      high: null,
      method: "none",
      status: "not-estimable",
      why: reason,
    };
  }
  return { ...place, measure, ...found, method, status: "estimated" };
}
