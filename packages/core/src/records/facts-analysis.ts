import type { ComparedValue } from "./comparison.ts";

/** A model of a field whose facts are known, with its accuracy. */
export interface FactsModel {
  /** Name in tables, distinct within the analysis. */
  readonly name: string;
  /** Id of its facts. */
  readonly factsId: string;
  /** Accuracy, 0–1, over the items scored for it. */
  readonly accuracy: ComparedValue;
  readonly nItems: number;
  readonly family: string | null;
  readonly totalParameters: number | null;
  readonly activeParameters: number | null;
  readonly architecture: "dense" | "mixture-of-experts" | null;
  readonly domain: "general" | "clinical";
  readonly reasoning: boolean | null;
  /** YYYY-MM. */
  readonly trainingCutoff: string | null;
}

/** A model that an analysis cannot use, and why. */
export interface LeftOutModel {
  readonly name: string;
  readonly why: string;
}

/** Which count of parameters. */
export type SizeKind = "total" | "active";

/** How accuracy goes with size, over models. */
export interface SizeCorrelation {
  readonly size: SizeKind;
  readonly nModels: number;
  /** Families among them; a model without a stated family is one of its own. */
  readonly nFamilies: number;
  /** Of accuracy with log10 of the parameters; −1 to 1. The intervals are clustered by family. */
  readonly pearson: ComparedValue;
  /** Of their ranks: the logarithm changes nothing here. */
  readonly spearman: ComparedValue;
  /** τ-b. */
  readonly kendall: ComparedValue;
  readonly leftOut: readonly LeftOutModel[];
}

/** One group of models. */
export interface ModelGroup {
  readonly models: readonly string[];
  /** Families among them. */
  readonly nFamilies: number;
  /** Mean of their accuracies, 0–1. */
  readonly mean: ComparedValue;
}

/** Mixtures of experts against dense models. */
export interface ArchitectureComparison {
  readonly mixtures: ModelGroup;
  readonly dense: ModelGroup;
  /** Mean of the mixtures less mean of the dense models: a difference of shares, −1 to 1. Points are hundredths of it. */
  readonly difference: ComparedValue;
  /** The same as a share of the mean of the dense models: 0.1 is a tenth more than theirs. `high` may be null: no bound. */
  readonly relative: ComparedValue;
  /** Cliff's δ, −1 to 1: how much more often a mixture lies above a dense model than below. */
  readonly cliffsDelta: ComparedValue;
  /** Two-sided permutation test of the difference, models being exchangeable; null where a group is empty. */
  readonly test: ArchitectureTest | null;
  /** The same with one mean a family in place of its models, which do not stand each for themselves. */
  readonly familyTest: ArchitectureTest | null;
  /**
   * Least and greatest difference if one of the models had the other label, and which that is; null where fewer than
   * two models would be left in a group for that.
   */
  readonly relabelled: {
    readonly least: { readonly model: string; readonly difference: number };
    readonly greatest: { readonly model: string; readonly difference: number };
  } | null;
  readonly leftOut: readonly LeftOutModel[];
}

/** A permutation test of two groups. */
export interface ArchitectureTest {
  readonly p: number;
  readonly method: "exact" | "monte-carlo";
  readonly arrangements: number;
}

/** A clinical model and the general one it was made from, on the items that both have. */
export interface DescentPair {
  readonly clinical: string;
  readonly parent: string;
  readonly nItems: number;
  readonly nClusters: number;
  /** Accuracies on these items, 0–1. */
  readonly clinicalValue: number | null;
  readonly parentValue: number | null;
  /** Clinical less parent, −1 to 1; Tango's interval. */
  readonly difference: ComparedValue;
  /** Items on which the clinical model has more points, and fewer. */
  readonly gained: number;
  readonly lost: number;
  /** Two-sided; null without an item. */
  readonly p: number | null;
  /** Adjusted over all pairs of this list. */
  readonly holmP: number | null;
}

/** What an accuracy is set against. Cost and tokens are those of a call, over the whole run. */
export type CostKind = "cost" | "latency" | "tokens";

/** Accuracy against one kind of cost. */
export interface AccuracyFront {
  readonly kind: CostKind;
  /** ISO code of the currency, "ms" or "tokens". */
  readonly unit: string;
  /** Cheapest first. */
  readonly models: readonly FrontModel[];
  readonly leftOut: readonly LeftOutModel[];
}

/** One model on a front or off it. */
export interface FrontModel {
  readonly name: string;
  readonly accuracy: ComparedValue;
  readonly nItems: number;
  /** Per call, in the front's unit: mean cost, median milliseconds, or mean completion tokens. At least 0. */
  readonly cost: number;
  readonly calls: number;
  /** No other model is at least as accurate and as cheap, and better in one of them. By the values, not the intervals. */
  readonly onFront: boolean;
}

/** Accuracy on items older than the end of a model's training data, and on newer ones. */
export interface CutoffComparison {
  readonly model: string;
  /** YYYY-MM. */
  readonly trainingCutoff: string;
  readonly before: ComparedValue;
  readonly nBefore: number;
  readonly after: ComparedValue;
  readonly nAfter: number;
  /** Before less after, −1 to 1: above 0 where it does better on items it may have read. */
  readonly difference: ComparedValue;
  /** Items whose date is the year of the cut-off alone, so that it cannot be told. */
  readonly undecided: number;
}

/** What published facts about the models say of one field. */
export interface FactsAnalysis {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly scorer: string;
  /** Confidence level of every interval. */
  readonly level: number;
  readonly nItems: number;
  readonly nClusters: number;
  /** Best first. */
  readonly models: readonly FactsModel[];
  /** Models without facts or without a score. */
  readonly leftOut: readonly LeftOutModel[];
  /** By total and by active parameters. */
  readonly size: readonly SizeCorrelation[];
  readonly architecture: ArchitectureComparison;
  readonly descent: readonly DescentPair[];
  /** Clinical models without a pair. */
  readonly descentLeftOut: readonly LeftOutModel[];
  /** Those for which something was measured. */
  readonly fronts: readonly AccuracyFront[];
  /** Why fronts are missing; empty where all three are there. */
  readonly frontsMissing: readonly { readonly kind: CostKind; readonly why: string }[];
  readonly cutoff: readonly CutoffComparison[];
  readonly cutoffLeftOut: readonly LeftOutModel[];
  /** Items with a tag `date` or `year` that can be read as a date. */
  readonly datedItems: number;
}
