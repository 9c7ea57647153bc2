/** A text in the languages of Viva's own words. */
export type TextInLanguages = Readonly<Record<"en" | "es" | "zh", string>>;

/** One value a rater may give. */
export interface ReviewValue {
  /** As it stands in a ratings file. */
  readonly value: string;
  /** What it means: the anchor of a point of a scale, the name of a category; empty where there is nothing to say. */
  readonly title: TextInLanguages;
}

/**
 * What a rater says of a case: whether a label applies ("0" or "1"), a point of a scale (whole numbers, ascending), or one
 * of several categories.
 */
export interface ReviewCriterion {
  /** Letters, digits, "_" and "-": a column of the sheet. */
  readonly id: string;
  readonly kind: "label" | "scale" | "choice";
  readonly title: TextInLanguages;
  /** When it applies, or what it looks at; empty where the title says all. */
  readonly help: TextInLanguages;
  /** Every value there is, in order. */
  readonly values: readonly ReviewValue[];
}

/** What raters are asked about every case. */
export interface ReviewScheme {
  readonly name: string;
  readonly criteria: readonly ReviewCriterion[];
  /** Which values say that an explanation is wrong in its matter; null where no criterion tells. */
  readonly inaccurate: { readonly criterion: string; readonly values: readonly string[] } | null;
}

/** A text of a case that a rater reads. */
export interface ReviewPart {
  readonly name: "question" | "options" | "reply" | "key" | "reference";
  readonly text: string;
}

/** What a rater looks at: a reply or a question. */
export interface ReviewCase {
  /** An id that tells nothing. */
  readonly row: string;
  /** BCP 47 language of its texts; empty where unknown. */
  readonly language: string;
  readonly parts: readonly ReviewPart[];
  /** Criterion → the value that a model or earlier raters gave; for the rater to confirm or to change. */
  readonly suggested: Readonly<Record<string, string>>;
}

/** A sheet of cases, whatever form it is given out in. */
export interface ReviewSheet {
  /** Six hex digits; every row's id begins with it. */
  readonly id: string;
  readonly kind: "replies" | "annotations";
  readonly scheme: ReviewScheme;
  readonly cases: readonly ReviewCase[];
}

/** What one rater said of one case. */
export interface CaseRating {
  readonly row: string;
  /** Criterion → value; criteria that were left open are absent. */
  readonly values: Readonly<Record<string, string>>;
  readonly comment: string;
}

/** A value with its interval; null where nothing can be said, with the reason. */
export type ReviewEstimate =
  | {
      readonly status: "estimated";
      readonly value: number;
      readonly low: number;
      readonly high: number;
    }
  | { readonly status: "not-estimable"; readonly why: string };

/** How far raters agree on one criterion. */
export interface CriterionAgreement {
  readonly criterion: string;
  /** Cases with at least two ratings. */
  readonly cases: number;
  /** Share of the pairs of ratings that are the same, 0–1. */
  readonly raw: ReviewEstimate;
  /** Cohen's kappa of each two raters: plain for labels and categories, with quadratic weights for scales. */
  readonly cohen: readonly { readonly raters: readonly [string, string]; readonly kappa: ReviewEstimate }[];
  readonly fleiss: ReviewEstimate;
  /** Krippendorff's alpha: nominal for labels and categories, ordinal for scales. */
  readonly alpha: ReviewEstimate;
  readonly ac1: ReviewEstimate;
}

/** What raters found of one model by one criterion: the share a label applies to, 0–1, or the mean point of a scale. */
export interface ModelRating {
  readonly model: string;
  readonly criterion: string;
  /** Cases that were rated. */
  readonly rated: number;
  readonly estimate: ReviewEstimate;
}

/** Answers against explanations of one model; shares of the items it answered, 0–1. */
export interface AnswerAgainstExplanation {
  readonly model: string;
  /** Cases rated whose answer is right or wrong; half a case where raters differ. */
  readonly counts: {
    readonly rightSound: number;
    readonly rightInaccurate: number;
    readonly wrongSound: number;
    readonly wrongInaccurate: number;
  };
  /** Right answer, wrong reason: share of all items with a right answer and an inaccurate explanation. */
  readonly rightForWrongReason: ReviewEstimate;
  /** Share of the right answers whose explanation is inaccurate. */
  readonly inaccurateAmongRight: ReviewEstimate;
  readonly inaccurateAmongWrong: ReviewEstimate;
}

/** Cases on which raters differ in some criterion. */
export interface ReviewDisagreement {
  readonly row: string;
  readonly callId: string;
  readonly model: string;
  readonly criterion: string;
  readonly values: Readonly<Record<string, string>>;
  /** What it was settled on; null while open. */
  readonly consensus: string | null;
}

/** What the raters of one sheet found. */
export interface SheetReview {
  readonly sheet: string;
  readonly scheme: ReviewScheme;
  readonly raters: readonly string[];
  /** Cases on the sheet, and those with a rating. */
  readonly cases: number;
  readonly rated: number;
  /** Outcomes the sample was drawn from; all where empty. */
  readonly outcomes: readonly string[];
  readonly agreement: readonly CriterionAgreement[];
  readonly models: readonly ModelRating[];
  readonly explanations: readonly AnswerAgainstExplanation[];
  readonly disagreements: readonly ReviewDisagreement[];
}

/** What people found of a run's replies: `review/review.json` in the run folder. */
export interface ReviewRecord {
  readonly format: number;
  /** Confidence level of every interval. */
  readonly level: number;
  /** SHA-256 of the answers.jsonl that the sheets were drawn from, by sheet. */
  readonly answers: Readonly<Record<string, string>>;
  readonly sheets: readonly SheetReview[];
}

/** The same beside what became of the run since. */
export interface ReviewOfRun {
  readonly record: ReviewRecord;
  /** Sheets drawn before the replies were read or marked anew: their outcomes and shares are those of that time. */
  readonly outdated: readonly string[];
}
