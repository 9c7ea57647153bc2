/** Which calls a rate is a share of. `posed` is the headline: every call that was made. */
export type Denominator = "posed" | "readable" | "planned";

/** One number with its interval: one row of `estimates.json`. Rates are 0–1. */
export interface Estimate {
  readonly measure: string;
  readonly exam: string;
  readonly model: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly scorer: string;
  readonly extractor: string;
  readonly denominator: Denominator;
  /** Tag name → value; `{}` is overall. */
  readonly stratum: Readonly<Record<string, string>>;
  /** Null exactly when `status` is "not-estimable". */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Confidence level of the interval, e.g. 0.95. */
  readonly level: number;
  /** How the interval was made: "wilson", "cluster-bootstrap", … or "none". */
  readonly method: string;
  /**
   * How texts were cut and counted; several, joined by "; ", where items differ in language or references. Only in rows of
   * scorers that mark what replies say.
   */
  readonly signature?: string;
  readonly nItems: number;
  readonly nClusters: number;
  readonly nCalls: number;
  /** Reason → count of planned calls left out of this number. */
  readonly excluded: Readonly<Record<string, number>>;
  readonly status: "estimated" | "not-estimable";
  /** Why a number could not be estimated; absent when it could. */
  readonly why?: string;
}
