import type { ComparedValue, PairTest } from "./comparison.ts";
import type { ItemMean } from "./item-mean.ts";

/**
 * Which perturbed forms are counted. Reports give all three, since whether a form is still fair may be a matter of
 * opinion. An item all of whose forms are left out drops from both sides of a pair.
 */
export type ValidityDenominator = "all" | "sound-or-unchecked" | "sound";

/** Every denominator, the widest first. */
export const validityDenominators: readonly ValidityDenominator[] = ["all", "sound-or-unchecked", "sound"];

/** The one that figures and headlines show: what is known to be broken is left out, and nothing else. */
export const headlineDenominator: ValidityDenominator = "sound-or-unchecked";

/** What a perturbation is for, as its operators declare it. Probes, which leave out part of an item, are no robustness. */
export type RobustnessGroup = "key-keeping" | "key-changing" | "format-changing" | "pressure";

/** One perturbation of an exam: an operator, or a chain of them. */
export interface RobustnessPerturbation {
  /** Name in tables; a chain's operators are joined by "+". */
  readonly name: string;
  /** Of a chain the group of its farthest-reaching operator. */
  readonly group: RobustnessGroup;
  /** False for an operator that is not among those that ship: then `group` follows from whether the key is kept. */
  readonly groupDeclared: boolean;
  /** Options of every form lead back to those of the item, so that answers can be compared by option. */
  readonly mapped: boolean;
  readonly operators: readonly string[];
  /** Names of the perturbations a chain of two is made of; null where it is none, or they were not asked by themselves. */
  readonly parts: readonly [first: string, second: string] | null;
  /** Items with at least one form, and forms by their validity. */
  readonly nItems: number;
  readonly sound: number;
  readonly unchecked: number;
  readonly unsound: number;
}

/** What a perturbation does to a model, on the items that have both. */
export interface PerturbationEffect {
  readonly model: string;
  readonly perturbation: string;
  readonly denominator: ValidityDenominator;
  /** Tag → value; empty for all items. */
  readonly stratum: Readonly<Record<string, string>>;
  /** Items scored as published and perturbed, the clusters they lie in, and the forms behind them. */
  readonly nItems: number;
  readonly nClusters: number;
  readonly nForms: number;
  /** Mean points 0–1 as published, perturbed (an item's forms count as one, their mean), and the worse of both. */
  readonly original: ItemMean;
  readonly perturbed: ItemMean;
  readonly worst: ItemMean;
  /** original − perturbed, −1 to 1, with Tango's interval, on the effective size where items cluster or have several forms. */
  readonly drop: ComparedValue & { readonly method: "tango" | "clustered-tango" | "none" };
  /** The same with the interval of the paired cluster bootstrap; null within strata. */
  readonly bootstrap: ComparedValue | null;
  /** (original − perturbed) / original: the share of what was right that is lost. `low` is null where nothing bounds it. */
  readonly relativeDrop: ComparedValue;
  /** Shares of the items, 0–1; an item of several forms or repeats counts with the share of them. */
  readonly rightToWrong: ComparedValue;
  readonly wrongToRight: ComparedValue;
  /** Wrong both times with another option, led back to the published one; no answer is a value of its own. */
  readonly wrongToOtherWrong: ComparedValue;
  /** Of no drop. Adjusted over the models and perturbations of one exam, way of asking, denominator and breakdown. */
  readonly test: PairTest;
  readonly verdict: "falls" | "rises" | "not-told-apart" | "not-compared";
  readonly chanceCorrected: ChanceCorrectedEffect;
}

/** Accuracies with guessing at 0 and everything right at 1: a form with fewer options is guessed more easily. */
export interface ChanceCorrectedEffect {
  /** Mean chance of full marks by guessing, 0–1; null without an item. */
  readonly originalChance: number | null;
  readonly perturbedChance: number | null;
  readonly original: ComparedValue;
  readonly perturbed: ComparedValue;
  readonly drop: ComparedValue;
}

/** Which forms are looked at together, beside the published one. */
export type FormScope =
  | { readonly kind: "perturbation"; readonly name: string }
  | { readonly kind: "group"; readonly name: RobustnessGroup };

/**
 * All forms of an item together, the published one included: only those whose options lead back to the item's, and items
 * with options. An item counts with the mean of its repeats. Shares of items, 0–1.
 */
export interface FormEnsemble {
  readonly model: string;
  readonly scope: FormScope;
  readonly denominator: ValidityDenominator;
  readonly nItems: number;
  readonly nClusters: number;
  /** Forms of an item on average, the published one included; null without an item. */
  readonly formsPerItem: number | null;
  /** Right in all forms (ReAcc), right in any, and the mean. */
  readonly worst: ItemMean;
  readonly best: ItemMean;
  readonly mean: ItemMean;
  /** The same answer in all forms (ReCon), whether right or wrong. */
  readonly consistent: ItemMean;
  /** Mean share of an item's forms that got its most frequent answer. */
  readonly majority: ItemMean;
  /** The same answer in all forms, and wrong. */
  readonly reliablyWrong: ItemMean;
  /** Mean share of forms without a choice: abstained, refused, unreadable, … They are answers of their own above. */
  readonly withoutChoice: ItemMean;
}

/** One place of the options. */
export interface OptionPosition {
  /** From 1. */
  readonly position: number;
  /** Share right with the key in this place: mean over items, an item's forms with the key there as one. */
  readonly recall: ItemMean;
  /** Answers to such forms. */
  readonly nAnswers: number;
  /** Share of the single choices that fell on this place, and of the keys that stood there; items count alike. */
  readonly chosen: ItemMean;
  readonly keyShare: number;
}

/** A spread of values with what chance alone adds to it taken off. */
export interface SpreadValue extends ComparedValue {
  /** What is left without the noise; null where the noise is not known. */
  readonly beyondChance: number | null;
}

/** A distance of two distributions: total variation, the share that would have to move. 0–1. */
export interface DistanceValue extends ComparedValue {
  /** What one independent choice for each item and place of its key would show on average without a preference. */
  readonly byChance: number | null;
}

/**
 * Whether a model prefers places. From single choices on forms with shown options, one right option and the exam's most
 * frequent number of options, the published form included.
 */
export interface PositionBias {
  readonly model: string;
  readonly denominator: ValidityDenominator;
  readonly optionCount: number;
  /** Every item has its key in every place, so that the places differ by nothing else. */
  readonly balanced: boolean;
  readonly nItems: number;
  readonly nClusters: number;
  readonly nAnswers: number;
  /** Answers left out: to forms of another number of options, and where `balanced` to items without it. */
  readonly leftOut: number;
  readonly positions: readonly OptionPosition[];
  /** Standard deviation of the recall over places, n − 1. */
  readonly recallSd: SpreadValue;
  /** Distribution of the chosen places against that of the keys, and against an even one. */
  readonly fromKeys: DistanceValue;
  readonly fromUniform: DistanceValue;
}

/** Whether two perturbations together do more than the sum of both: on the items that have all four forms. */
export interface PerturbationInteraction {
  readonly model: string;
  readonly denominator: ValidityDenominator;
  /** The chain, and its parts. */
  readonly perturbation: string;
  readonly first: string;
  readonly second: string;
  readonly nItems: number;
  readonly nClusters: number;
  /** Drops on these items, −1 to 1; null without an item. */
  readonly firstDrop: number | null;
  readonly secondDrop: number | null;
  readonly jointDrop: number | null;
  /** jointDrop − (firstDrop + secondDrop), −2 to 2: above 0 the two together take more than their sum. */
  readonly interaction: ComparedValue;
  /** Adjusted over models and chains. */
  readonly test: PairTest;
}

/** How much of its accuracy a model keeps under the perturbations of one group. */
export interface ProfileAxis {
  readonly group: RobustnessGroup;
  readonly perturbations: number;
  readonly nItems: number;
  readonly nClusters: number;
  /** perturbed / original; above 1 where the perturbed forms are answered better. `high` is null where unbounded. */
  readonly retained: ComparedValue;
}

/** The robustness profile of a model. */
export interface RobustnessProfile {
  readonly model: string;
  readonly denominator: ValidityDenominator;
  readonly axes: readonly ProfileAxis[];
}

/** Whether a perturbation changes who is better, on the items that all models have in both forms. */
export interface RankChange {
  readonly perturbation: string;
  readonly denominator: ValidityDenominator;
  readonly nItems: number;
  readonly nClusters: number;
  /** Best as published first. Rank 1 is the best; ties share their mean rank. */
  readonly models: readonly {
    readonly model: string;
    readonly original: number;
    readonly perturbed: number;
    readonly originalRank: number;
    readonly perturbedRank: number;
  }[];
  /** Kendall's τ-b of the two orders, −1 to 1, with a percentile interval over resampled items. */
  readonly tau: ComparedValue;
}

/** Two models under one perturbation. */
export interface DropDifference {
  readonly perturbation: string;
  readonly denominator: ValidityDenominator;
  /** Items that both models have in both forms. */
  readonly nItems: number;
  readonly nClusters: number;
  readonly firstDrop: number | null;
  readonly secondDrop: number | null;
  /** secondDrop − firstDrop, −2 to 2: above 0 the first model holds out better. */
  readonly advantage: ComparedValue;
  /** Adjusted over the pairs and perturbations of one exam, way of asking and denominator. */
  readonly test: PairTest;
  /** For the first model, by Holm's p. */
  readonly outcome: "win" | "tie" | "loss" | "not-compared";
}

/** A clinical model and the general one it was made from, or a model and the reference. */
export interface RobustnessPair {
  readonly first: string;
  readonly second: string;
  readonly kind: "descent" | "reference";
  /** first − second as published, on the items that both have. */
  readonly published: ComparedValue;
  readonly nItems: number;
  readonly differences: readonly DropDifference[];
  /** Over the perturbations, under the headline denominator. */
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
}

/** The robustness of the models on one exam, asked in one way. */
export interface RobustnessAnalysis {
  readonly exam: string;
  readonly arm: string;
  readonly scorer: string;
  /** Confidence level of intervals, each by itself. */
  readonly level: number;
  /** Level of the tests, over a family together. */
  readonly alpha: number;
  readonly resamples: number;
  readonly repeats: number;
  readonly models: readonly string[];
  readonly perturbations: readonly RobustnessPerturbation[];
  readonly effects: readonly PerturbationEffect[];
  readonly ensembles: readonly FormEnsemble[];
  readonly positions: readonly PositionBias[];
  readonly interactions: readonly PerturbationInteraction[];
  readonly profiles: readonly RobustnessProfile[];
  readonly ranks: readonly RankChange[];
  readonly pairs: readonly RobustnessPair[];
  /** Why there are no pairs of models; absent where there are. */
  readonly pairsWhy?: string;
}

/** Whether the difference of two models depends on the language: gain in the second language − gain in the first. */
export interface LanguageInteraction {
  readonly arm: string;
  readonly first: string;
  readonly second: string;
  /** "none" for the items as published. */
  readonly perturbation: string;
  readonly denominator: ValidityDenominator;
  /** In code-point order. */
  readonly languages: readonly [
    { readonly exam: string; readonly language: string },
    { readonly exam: string; readonly language: string },
  ];
  /** On the same questions (by parallelId), or on each language's own. */
  readonly paired: boolean;
  /** Questions of both where paired; else items of each. */
  readonly nItems: readonly [number, number];
  /** first model − second model in each language. */
  readonly gains: readonly [ComparedValue, ComparedValue];
  /** The later language's gain − the earlier one's, −2 to 2. */
  readonly interaction: ComparedValue;
}

/** What robustness.json holds. */
export interface Robustness {
  readonly format: number;
  readonly run: string;
  readonly analyses: readonly RobustnessAnalysis[];
  readonly languages: readonly LanguageInteraction[];
}
