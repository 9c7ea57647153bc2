import type { ComparedValue } from "./comparison.ts";
import type { ItemMean } from "./item-mean.ts";

/** What is told of a model over several prompts. */
export type PromptFigure = "mean" | "max" | "min" | "spread" | "deviation" | "saturation" | "combined";

/** How one model fares under the prompts. All numbers are over the items it has points for under every prompt. */
export interface PromptModel {
  readonly model: string;
  /** 0 where there is no such item: then every number is null, with the reason. */
  readonly nItems: number;
  /** Items of one group are one cluster. */
  readonly nClusters: number;
  /** Mean points 0–1 under each prompt, in the order of the prompts. */
  readonly accuracies: readonly ItemMean[];
  /**
   * Mean, maximum and minimum of the accuracies, their spread (max − min) and standard deviation, saturation
   * (1 − (max − mean)) and combined performance score (saturation × max); all 0–1. A number may have no interval.
   */
  readonly figures: Readonly<Record<PromptFigure, ComparedValue>>;
  /** Spread that is left once the noise of the items is taken off, 0–1; null where that is not known. */
  readonly beyondChance: number | null;
  /** Names of the prompts with the highest and the lowest accuracy: several where they tie, none without an item. */
  readonly best: readonly string[];
  readonly worst: readonly string[];
}

/** Whether two prompts put the models in the same order: Kendall's τ-b, −1 to 1. */
export interface PromptRanking {
  readonly first: string;
  readonly second: string;
  readonly tau: ComparedValue;
}

/** How far results hang on the wording: one exam asked with prompts that differ in nothing else. */
export interface PromptAnalysis {
  readonly exam: string;
  /** What the prompts share: context, instruction and worked examples, joined by "+"; "" without any. */
  readonly condition: string;
  readonly scorer: string;
  /** Confidence level of the intervals. */
  readonly level: number;
  readonly resamples: number;
  /** Names of the prompts, at least two, and of their ways of asking, in the study's order. */
  readonly prompts: readonly string[];
  readonly arms: readonly string[];
  readonly models: readonly PromptModel[];
  /** Every two prompts, in the order (1, 2), (1, 3) … (2, 3) …. */
  readonly rankings: readonly PromptRanking[];
  /** Mean of the pairs of prompts that have a τ. */
  readonly meanTau: ComparedValue;
}
