import type { CriterionAgreement, ReviewDisagreement, ReviewScheme } from "./review.ts";

/** What became of one annotation of an exam. */
export interface AnnotationTally {
  readonly tag: string;
  /** What the model replied, counted over the items it replied to. */
  readonly model: {
    readonly labelled: number;
    readonly notApplicable: number;
    /** Something else than a category of the list. */
    readonly invalid: number;
    readonly missing: number;
  };
  /** Some of what was no category, most frequent first. */
  readonly invalidExamples: readonly string[];
  /** Model against the labels the exam publishes; null where it publishes none. */
  readonly published: CriterionAgreement | null;
  /** Items by where their label comes from; `none` for those without one. */
  readonly sources: Readonly<Record<"published" | "consensus" | "reviewer" | "model" | "none", number>>;
}

/** What annotating an exam came to: annotation-result.json. */
export interface AnnotationResult {
  readonly format: number;
  readonly exam: string;
  readonly model: string;
  /** Confidence level of every interval. */
  readonly level: number;
  readonly items: number;
  /** Of the items, each once, in order of first sight. */
  readonly languages: readonly string[];
  readonly replied: number;
  /** Replies by how they could be read. */
  readonly forms: Readonly<Record<"strict" | "lenient" | "unreadable", number>>;
  readonly scheme: ReviewScheme;
  readonly tags: readonly AnnotationTally[];
  /** What the reviewers of each sheet found; empty before any rated. */
  readonly reviews: readonly {
    readonly sheet: string;
    readonly raters: readonly string[];
    readonly rated: number;
    readonly agreement: readonly CriterionAgreement[];
    readonly disagreements: readonly ReviewDisagreement[];
  }[];
}
