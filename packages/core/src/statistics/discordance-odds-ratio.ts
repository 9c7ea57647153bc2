import { clopperPearsonInterval } from "./clopper-pearson-interval.ts";

/** The matched-pairs odds ratio b/c with its interval. */
export type DiscordanceOddsRatio =
  | { readonly status: "estimated"; readonly value: number; readonly low: number; readonly high: number }
  | {
      readonly status: "unbounded";
      /** Null stands for infinity. */
      readonly value: null;
      readonly low: number;
      readonly high: null;
      readonly why: string;
    }
  | { readonly status: "not-estimable"; readonly why: string };

/**
 * How many times as often the first examinee alone is right as the second alone: the conditional odds ratio b/c of
 * matched pairs. The interval is exact given the number of discordant pairs: Clopper and Pearson's for b/(b + c), as
 * odds. It excludes 1 exactly where McNemar's exact test rejects.
 * b = 0 gives 0 with low = 0; c = 0 (b > 0) is unbounded above; without discordant pairs nothing can be estimated.
 * `level` is 0–1. Throws INTERNAL for a negative count or a level outside (0, 1).
 * Source: Breslow & Day 1980, Statistical Methods in Cancer Research I, 5.2.
 *
 * @example discordanceOddsRatio(7, 1, 0.95) // { status: "estimated", value: 7, low: 0.8993…, high: 315.48… }
 */
export function discordanceOddsRatio(firstOnly: number, secondOnly: number, level: number): DiscordanceOddsRatio {
  const share = clopperPearsonInterval(firstOnly, firstOnly + secondOnly, level);
  if (share === null) {
    return { status: "not-estimable", why: "no unit that only one of the two got right" };
  }
  const low = odds(share.low);
  return secondOnly === 0
    ? { status: "unbounded", value: null, low, high: null, why: "no unit that only the second got right" }
    : { status: "estimated", value: firstOnly / secondOnly, low, high: odds(share.high) };
}

function odds(share: number): number {
  return share / (1 - share);
}
