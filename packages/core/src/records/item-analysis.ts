import type { ItemKind } from "./item.ts";

/** Why a statistic of an exam cannot be given; reports have a sentence for each. */
export type ItemsWhy =
  | "fewer-than-two-candidates"
  | "fewer-than-two-items"
  | "no-variance"
  | "no-judgeable-item"
  | "no-shared-item"
  | "one-category"
  | "too-few-candidates"
  | "too-few-items"
  | "too-many-items"
  | "no-disagreement"
  | "singular"
  | "not-converged"
  | "no-pass-mark"
  | "pass-mark-out-of-reach"
  | "no-difficulties"
  | "no-margin"
  | "no-informative-stratum"
  | "one-sided";

/** A statistic with its facts, or the reason why there is none. */
export type Estimable<Facts> =
  | ({ readonly status: "estimated" } & Facts)
  | { readonly status: "not-estimable"; readonly why: ItemsWhy };

/** A share or mean, 0–1, with its interval. */
export interface ShareEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** What the share is of: candidates for a facility, items both got wrong for a pair. */
  readonly n: number;
}

/** How often an option of an item was chosen; shares, 0–1, of all candidates. */
export interface OptionShare {
  readonly id: string;
  readonly share: number;
  /** Share among the upper 27 % of the candidates, by their mean points; ties at the edge count in part. */
  readonly upper: number;
  readonly lower: number;
}

/** How far the candidates' answers speak against a published key. */
export interface KeySuspicion {
  /** Place in the ranking, 1 the most suspected. */
  readonly rank: number;
  /** Probability that the key is wrong, 0–1, under the model of `suspectedKeys`. */
  readonly probability: number;
  /** ln of the odds: what the ranking is by. */
  readonly logOdds: number;
  /** Id of the option that would then be the key. */
  readonly rival: string;
  readonly rivalProbability: number;
}

/** What the candidates' answers say of one item. Null stands for what cannot be estimated. */
export interface ItemStatistics {
  readonly id: string;
  readonly kind: ItemKind;
  /** Id of the published key; null where there is no single one. */
  readonly key: string | null;
  /** Mean points with Wilson's interval over the candidates scored; null where none was. */
  readonly facility: ShareEstimate | null;
  /**
   * Corrected point-biserial, −1 to 1; null with fewer than three candidates, or where points do not vary. Its interval
   * (jackknife of Fisher's transform) is null with fewer than four candidates, where leaving one out makes it ±1, and for
   * fields of more than 5 million candidates² × items.
   */
  readonly discrimination: {
    readonly value: number;
    readonly low: number | null;
    readonly high: number | null;
    readonly n: number;
  } | null;
  /** Rasch difficulty and its standard error in logits, the mean item being 0; fit statistics are 1 on average. */
  readonly rasch: {
    readonly difficulty: number;
    readonly standardError: number;
    readonly infit: number | null;
    readonly outfit: number | null;
    /** On a standard normal scale; null where that would reject sound items. */
    readonly infitZ: number | null;
    readonly outfitZ: number | null;
  } | null;
  /** Two-parameter model; abilities have mean 0 and variance 1. */
  readonly twoParameter: {
    readonly discrimination: number;
    readonly discriminationError: number;
    readonly difficulty: number;
    readonly difficultyError: number;
  } | null;
  /** Null for items whose single choices are not known: several answers or free text. */
  readonly options: readonly OptionShare[] | null;
  /** Share of candidates without a choice, 0–1; null like `options`. */
  readonly unanswered: number | null;
  /** Distractors that nobody chose. */
  readonly unused: readonly string[];
  /** Distractors chosen by fewer than 5 % of the candidates, the unused included. */
  readonly nonFunctioning: readonly string[];
  /** By candidate, the option chosen in most of its repeats; null for none or a tie. Null with more than 12 candidates. */
  readonly chosen: readonly (string | null)[] | null;
  /** Null where the key cannot be judged: several answers, no single key, nobody answered. */
  readonly suspicion: KeySuspicion | null;
}

/** An item on which at least half of the candidates that answered it chose the same wrong option. */
export interface ConsensusItem {
  readonly id: string;
  readonly key: string | null;
  readonly option: string;
  /** Candidates; repeats of one are shares of one. */
  readonly votes: number;
  /** Of those that answered, 0–1. */
  readonly share: number;
}

/** How often two candidates give the same wrong answer. */
export interface SharedErrorRate {
  readonly first: string;
  readonly second: string;
  /** Same wrong option, as a share of the items both got wrong; null where there is none. Repeats are shares of one. */
  readonly rate: ShareEstimate | null;
}

/** An exam seen through the answers of its candidates, under one way of asking. JSON holds no NaN. */
export interface ItemAnalysis {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  /** Scorer whose points are analysed: the exam's headline. */
  readonly scorer: string;
  /** Confidence level of all intervals, 0–1. */
  readonly level: number;
  /** Names of the models that count as candidates, in the field's order. */
  readonly candidates: readonly string[];
  /** Models without a scored answer, which are left out. */
  readonly leftOut: readonly string[];
  /**
   * "handful": at most 5 candidates, "few": fewer than 30; what describes single items is then an illustration, and a
   * place to look. Null from 30 on.
   */
  readonly caution: "handful" | "few" | null;
  readonly nItems: number;
  /** Clusters that the items make: those of one group are one. */
  readonly nClusters: number;
  /** Items with an analysis of options, and why the others have none. */
  readonly choiceItems: number;
  readonly withoutChoices: Readonly<Record<"several-answers" | "free-text" | "several-keys" | "no-option", number>>;
  /** Responses between 0 and 1 (partial credit, repeats that differ) that Rasch and 2PL take as right above ½, else wrong. */
  readonly rounded: number;
  /** KR-20 where all points are 0 or 1, else Cronbach's alpha; Feldt's interval. */
  readonly reliability: Estimable<{
    readonly kind: "kr-20" | "alpha";
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly candidates: number;
    readonly items: number;
    /** Candidates left out because a score of theirs is missing. */
    readonly leftOut: number;
  }>;
  readonly rasch: Estimable<{
    /** The side taken for a random draw: the longer one. */
    readonly integrated: "candidates" | "items";
    /** Standard deviation of the integrated side, in logits. */
    readonly spread: number;
    /** The spread stands at a limit: the scale is not to be trusted. */
    readonly spreadAtLimit: boolean;
    /** By candidate, in logits. */
    readonly abilities: readonly number[];
    readonly abilityErrors: readonly number[];
  }>;
  /** Under the Rasch model, at the ability whose expected share of the points is the pass mark. */
  readonly passMarkInformation: Estimable<{
    readonly passMark: number;
    readonly ability: number;
    readonly information: number;
    /** Of an ability estimate there, in logits. */
    readonly standardError: number;
  }>;
  readonly twoParameter: Estimable<{ readonly candidates: number; readonly items: number }>;
  /** Candidates that the two-parameter model asks for. */
  readonly twoParameterNeeds: number;
  /** Fleiss' kappa of the candidates' choices, bootstrap interval over items. */
  readonly agreement: Estimable<{
    readonly kappa: number;
    readonly low: number | null;
    readonly high: number | null;
    /** Share of pairs of candidates that choose the same option, 0–1, and what chance would give. */
    readonly observed: number;
    readonly expected: number;
    readonly items: number;
  }>;
  readonly suspicion: Estimable<{
    /** Estimated share of wrong keys among the items judged, 0–1. */
    readonly wrongKeyShare: number;
    readonly judged: number;
    /** By candidate, what its vote is worth for its independence of the others, above 0 and at most 1. */
    readonly weights: readonly number[];
  }>;
  /** Same wrong answers by chance: mean of 1/(options − 1); null without an item of two options or more. */
  readonly chanceSameWrong: number | null;
  readonly sharedErrors: readonly SharedErrorRate[];
  /** Largest share first. */
  readonly consensusErrors: readonly ConsensusItem[];
  /** In the exam's order. */
  readonly items: readonly ItemStatistics[];
}
