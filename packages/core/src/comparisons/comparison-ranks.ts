import type { ComparedModel, ComparedPair } from "../records/comparison.ts";
import { type ComparedRank, comparedRanks } from "../statistics/compared-ranks.ts";
import { resampleField } from "../statistics/field-resamples.ts";
import { type RankEstimate, rankIntervals } from "../statistics/rank-intervals.ts";
import { tiedSets } from "../statistics/tied-sets.ts";
import { pairPlace } from "./comparison-resamples.ts";
import type { RunSettings } from "./run-settings.ts";

/** Ranks of the models and the sets of them that are not told apart. */
export interface ComparedRanks {
  /** By model; null for one without a value. */
  readonly bootstrap: readonly (RankEstimate | null)[];
  readonly joint: readonly (ComparedRank | null)[];
  /** Places of the models, best first. */
  readonly tiedSets: readonly (readonly number[])[];
}

/**
 * Ranks of models that stand best first, those without a value (NaN) last. What a pair's verdict says is what tells
 * the two apart, where it points the way their values do: with items missing, a pair is compared on other items than
 * the values are over.
 */
export function rankModels(
  values: Float64Array,
  points: readonly Float64Array[],
  clusters: Int32Array,
  pairs: readonly ComparedPair[],
  settings: Pick<RunSettings, "seed" | "resamples" | "confidence">,
): ComparedRanks {
  const measured = values.filter((value) => !Number.isNaN(value));
  const differs = (one: number, other: number): boolean =>
    pairs[pairPlace(Math.min(one, other), Math.max(one, other), values.length)]?.verdict === "first-better";
  const field = { models: points, clusters, tags: [] };
  const resamples = resampleField(field, { seed: settings.seed, from: 0, to: settings.resamples });
  const joint = comparedRanks(measured, differs);
  return {
    bootstrap: rankIntervals(values, resamples, 0, settings.confidence),
    joint: Array.from(values, (_value, model) => joint[model] ?? null),
    tiedSets: tiedSets(measured, differs),
  };
}

/** Of one model, the other models it is better than, not told apart from, and worse than. */
export function winsTiesLosses(
  name: string,
  pairs: readonly ComparedPair[],
): Pick<ComparedModel, "wins" | "ties" | "losses"> {
  const count = { wins: 0, ties: 0, losses: 0 };
  for (const { first, second, verdict } of pairs) {
    if ((first === name || second === name) && verdict !== "not-compared") {
      const won = verdict === (first === name ? "first-better" : "second-better");
      count[verdict === "not-told-apart" ? "ties" : won ? "wins" : "losses"] += 1;
    }
  }
  return count;
}
