import type { ComparedValue } from "./comparison.ts";
import type { ItemMean } from "./item-mean.ts";

/** How one judge's replies could be read. */
export interface JudgeForms {
  readonly judge: string;
  /** The model under test that the judge itself is; null for one that sits no exam. */
  readonly underTest: string | null;
  readonly strict: number;
  readonly lenient: number;
  readonly unreadable: number;
  readonly failed: number;
}

/** What one judge gives one model: mean points, 0–1. */
export interface JudgeMean extends ItemMean {
  readonly judge: string;
  readonly model: string;
}

/** How far several judges, or people, say the same of one criterion. */
export interface JudgeAgreement {
  readonly criterion: string;
  /** Replies that at least two rated. */
  readonly nReplies: number;
  /** Share of pairs of ratings of a reply that are the same, 0–1; null without such a reply. */
  readonly agreement: number | null;
  /** Of two: Cohen's, weighted quadratically on more than two values; of more: Fleiss'. */
  readonly kappaKind: "cohen" | "cohen-quadratic" | "fleiss";
  readonly kappa: ComparedValue;
  /** Krippendorff's: ordinal on more than two values, nominal on two. */
  readonly alpha: ComparedValue;
}

/** Whether one judge's points go with the length of replies: Spearman's correlation over all models' replies. */
export interface JudgeLength {
  readonly judge: string;
  readonly correlation: ComparedValue;
  readonly nReplies: number;
}

/** How much more a judge gives its own replies than the other judges do, beyond what it gives more to others: in points, −1 to 1. */
export interface JudgeSelfPreference extends ComparedValue {
  readonly judge: string;
  /** The model under test that is the judge itself. */
  readonly model: string;
  readonly p: number | null;
  readonly ownReplies: number;
  readonly otherReplies: number;
}

/** One judge beside people, on one criterion. */
export interface PeopleAgreement {
  readonly judge: string;
  readonly criterion: string;
  /** Replies that people and the judge rated, and people's ratings of them. */
  readonly nReplies: number;
  readonly nRatings: number;
  /** Share of the ratings that the judge's equals. */
  readonly agreement: number | null;
  readonly kappa: ComparedValue;
  /** Mean of judge − people over those replies, as a share of the scale, −1 to 1; null without one. */
  readonly bias: number | null;
}

/** What people would on average have given a model, from what a judge gave all its replies and people some of them. */
export interface CorrectedMean extends ComparedValue {
  readonly judge: string;
  /** "overall" for the points of all criteria together. */
  readonly criterion: string;
  readonly model: string;
  /** Means, 0–1: of the judge over all replies, of people over those they rated; null without any. */
  readonly judgeMean: number | null;
  readonly peopleMean: number | null;
  readonly labelled: number;
  readonly unlabelled: number;
  /** Weight of the judge, 0–1; null where nothing can be said. */
  readonly judgeWeight: number | null;
}

/** The true rate behind a yes-or-no judge's, by its sensitivity and specificity on what people rated. */
export interface CorrectedRate extends ComparedValue {
  readonly judge: string;
  readonly criterion: string;
  readonly model: string;
  readonly apparent: number | null;
  readonly sensitivity: number | null;
  readonly specificity: number | null;
}

/** Judges held against people's ratings. */
export interface JudgesAndPeople {
  readonly raters: number;
  readonly agreement: readonly PeopleAgreement[];
  /** People among themselves; empty for one rater. */
  readonly among: readonly JudgeAgreement[];
  readonly means: readonly CorrectedMean[];
  readonly rates: readonly CorrectedRate[];
}

/** The judges of one scorer. */
export interface ScorerJudging {
  readonly scorer: string;
  readonly judges: readonly JudgeForms[];
  readonly means: readonly JudgeMean[];
  /** By criterion; empty for a single judge. */
  readonly agreement: readonly JudgeAgreement[];
  readonly lengths: readonly JudgeLength[];
  /** Only for judges that sit the exam themselves beside another judge. */
  readonly selfPreference: readonly JudgeSelfPreference[];
  /** Null without people's ratings of these criteria. */
  readonly people: JudgesAndPeople | null;
}

/** What one judge says of a pair of models. */
export interface JudgedPair {
  readonly judge: string;
  readonly models: readonly [string, string];
  /** Questions with a verdict. */
  readonly nItems: number;
  readonly wins: number;
  /** Ties that the judge meant, and those made of verdicts that changed with the order. */
  readonly ties: number;
  readonly inconsistent: number;
  readonly losses: number;
  /** Questions without a verdict, since one could not be read or never came. */
  readonly unread: number;
  /** Share of the first model: a win counts one, a tie a half. */
  readonly share: ItemMean;
}

/** How strong a model is in one judge's eyes. */
export interface JudgedStrength extends ComparedValue {
  readonly judge: string;
  readonly model: string;
}

/** Whether a judge's verdicts depend on the order of the replies. */
export interface JudgedPosition {
  readonly judge: string;
  readonly pairs: number;
  /** Share of pairs whose verdict changed with the order. */
  readonly changed: ComparedValue;
  /** Points of the first place less those of the second, −1 to 1. */
  readonly advantage: ComparedValue;
  readonly p: number | null;
}

/** Whether a judge's verdicts go with length: the factor on the odds of winning for a reply twice as long. */
export interface JudgedLength extends ComparedValue {
  readonly judge: string;
  readonly p: number | null;
  readonly pairs: number;
}

/** Replies held against each other. */
export interface PairwiseJudging {
  readonly judges: readonly JudgeForms[];
  readonly pairs: readonly JudgedPair[];
  /** By judge, the strongest first. */
  readonly strengths: readonly JudgedStrength[];
  readonly position: readonly JudgedPosition[];
  readonly length: readonly JudgedLength[];
}

/** What judges say of the replies to one exam under one way of asking, on the items as published. */
export interface JudgeAnalysis {
  readonly exam: string;
  readonly arm: string;
  /** Confidence level of the intervals. */
  readonly level: number;
  readonly scorers: readonly ScorerJudging[];
  readonly pairwise: PairwiseJudging | null;
}
