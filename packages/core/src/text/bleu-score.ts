import { BugError } from "../base/errors.ts";

/** What takes the place of a precision of 0, which would make the whole score 0. */
export type BleuSmoothing =
  /** Nothing: an order without a match makes the score 0. */
  | { readonly method: "none" }
  /** The k-th order without a match counts 1/2ᵏ matches (mteval-v13a; sacrebleu's default). */
  | { readonly method: "exp" }
  /** An order without a match counts `value` matches; default 0.1. */
  | { readonly method: "floor"; readonly value?: number }
  /** `value` is added to matches and n-grams of every order past 1; default 1. */
  | { readonly method: "add-k"; readonly value?: number };

/** How BLEU is computed; part of its signature. */
export interface BleuSettings {
  /** Longest n-gram: 4 for BLEU-4 (the default), 1 for BLEU-1. Every order up to it weighs the same. */
  readonly order?: number;
  /** Default `exp`. Source of all: Chen & Cherry 2014, doi:10.3115/v1/W14-3346. */
  readonly smoothing?: BleuSmoothing;
  /** Whether orders that the reply is too short for are left out of the mean. Default false, for a corpus. */
  readonly effectiveOrder?: boolean;
}

/** BLEU and what it is made of. */
export interface BleuScore {
  /** 0–100. */
  readonly score: number;
  /** Precision of each order, 0–100, after smoothing. */
  readonly precisions: readonly number[];
  /** 1 for replies at least as long as the references, below it for shorter ones. */
  readonly brevityPenalty: number;
  /** Tokens of the replies. */
  readonly length: number;
  /** Tokens of the references nearest in length. */
  readonly referenceLength: number;
}

/** BLEU-4. */
export const defaultOrder = 4;

/**
 * BLEU from column sums of `bleuStatistics` (of a corpus, one pair or a resample), as sacrebleu 2.6.0 computes it, quirks
 * included: without any match the score is 0 under every smoothing; `floor` and `exp` stop at the first order that has
 * no n-grams at all. Throws INTERNAL where the sums are of another order.
 * Source: Papineni et al. 2002, doi:10.3115/1073083.1073135; Post 2018, doi:10.18653/v1/W18-6319.
 *
 * @example bleuScore(Float64Array.of(2, 2, 1, 0, 2, 1), { order: 2 }).score // 50 (precisions 50 and 100/(2 · 1))
 */
export function bleuScore(sums: Float64Array, settings: BleuSettings = {}): BleuScore {
  const { order = defaultOrder, smoothing = { method: "exp" }, effectiveOrder = false } = settings;
  if (sums.length !== 2 + 2 * order) {
    throw new BugError("INTERNAL", `BLEU-${order} of ${sums.length} statistics`);
  }
  const length = sums[0] ?? 0;
  const referenceLength = sums[1] ?? 0;
  const brevityPenalty = length >= referenceLength ? 1 : length > 0 ? Math.exp(1 - referenceLength / length) : 0;
  const precisions = new Array<number>(order).fill(0);
  const parts = { precisions, brevityPenalty, length, referenceLength };
  if (sums.subarray(2, 2 + order).every((matches) => matches === 0)) {
    return { score: 0, ...parts };
  }
  const value = smoothingValue(smoothing) ?? 0;
  let halved = 1;
  let orders = order;
  for (let n = 1; n <= order; n++) {
    const added = smoothing.method === "add-k" && n > 1 ? value : 0;
    const matches = (sums[1 + n] ?? 0) + added;
    const all = (sums[1 + order + n] ?? 0) + added;
    if (all === 0) {
      break;
    }
    if (effectiveOrder) {
      orders = n;
    }
    if (matches > 0) {
      precisions[n - 1] = (100 * matches) / all;
    } else if (smoothing.method === "exp") {
      halved *= 2;
      precisions[n - 1] = 100 / (halved * all);
    } else if (smoothing.method === "floor") {
      precisions[n - 1] = (100 * value) / all;
    }
  }
  let logs = 0;
  for (let n = 0; n < orders; n++) {
    logs += Math.log(precisions[n] ?? 0);
  }
  return { score: brevityPenalty * Math.exp(logs / orders), ...parts };
}

/** The number a smoothing method works with, its default where none is given; undefined where it has none. */
export function smoothingValue(smoothing: BleuSmoothing): number | undefined {
  switch (smoothing.method) {
    case "floor":
      return smoothing.value ?? 0.1;
    case "add-k":
      return smoothing.value ?? 1;
    case "none":
    case "exp":
      return undefined;
  }
}
