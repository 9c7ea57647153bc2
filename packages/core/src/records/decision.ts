import type { ExamStandard, ModelStandard } from "./exam-standard.ts";
import type { Bounded } from "./item-mean.ts";
import type { ModelCounts } from "./report-input.ts";
import type { StratumSpread, WorstStratum } from "./stratum-profile.ts";

/** What the person asks of a model; stated in the study or with the question, never made up. */
export interface DecisionCriteria {
  /** Share of the points that passes. */
  readonly passMark: number | null;
  /** The model it is held against, and the largest difference that does not matter. */
  readonly reference: string | null;
  readonly margin: number | null;
  /** One-sided error rate of non-inferiority. */
  readonly alpha: number;
}

/** Whether the model was shown to be no worse than the reference by the margin or more. */
export type ReferenceFinding =
  | {
      readonly status: "non-inferior" | "not-shown";
      /** Model − reference, −1 to 1, on the items that both have. */
      readonly difference: Bounded;
      /** Lower limit that is held against −margin. */
      readonly bound: number;
      readonly p: number;
      readonly nItems: number;
      readonly nClusters: number;
    }
  | { readonly status: "not-estimable"; readonly why: string };

/** How often replies ended in some way: the run's own estimate. */
export interface DecisionRate {
  /** "rate:refused", … */
  readonly measure: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly nItems: number;
  readonly nCalls: number;
}

/** What the model's calls took, where it was run. */
export interface DecisionOperations {
  readonly backend: string;
  /** Platform of the machine that asked, as the run recorded it. */
  readonly platform: string;
  readonly calls: number;
  readonly attempts: number;
  readonly latencyMs: { readonly mean: number; readonly p50: number; readonly p95: number } | null;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  /** Null without a price in the study or without token counts. */
  readonly cost: ModelCounts["cost"];
  readonly costPerThousandCalls: ModelCounts["cost"];
}

/** An item whose points are not what they were. */
export interface ItemFlip {
  readonly itemId: string;
  /** Points 0–1, the mean over repeats. */
  readonly before: number;
  readonly now: number;
}

/** What changed since an earlier version of the model. */
export interface VersionChange {
  /** Name of the earlier run, and of the model in it. */
  readonly run: string;
  readonly model: string;
  /** Items that both runs pose alike and both have scored. */
  readonly nItems: number;
  readonly nClusters: number;
  /** Items of this run that the earlier one does not pose alike, and are not compared. */
  readonly notCompared: number;
  /** Now − before. */
  readonly difference: Bounded;
  readonly gained: number;
  readonly lost: number;
  readonly alike: number;
  /** Lost items first, then gained ones, each in the exam's order. */
  readonly flips: readonly ItemFlip[];
}

/** The worst stratum of one breakdown. */
export interface DecisionStratum {
  readonly tags: readonly string[];
  readonly worst: WorstStratum;
  readonly range: StratumSpread | null;
}

/** Something that a reader of the page must know is not known. */
export type Unknown =
  | "unfinished"
  | "mark"
  | "reference"
  | "margin"
  | "previous"
  | "strata"
  | "robustness"
  | "repeats"
  | "audit"
  | "latency"
  | "cost"
  | "training-data"
  | "practice";

/** What one run says of the question whether a model may be used for an exam, asked in one way. */
export interface Decision {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly scorer: string;
  /** Name of the model among those compared, and the name of its run. */
  readonly model: string;
  readonly run: string;
  readonly level: number;
  readonly criteria: DecisionCriteria;
  readonly standard: ModelStandard;
  readonly prior: ExamStandard["prior"];
  readonly otherPrior: ExamStandard["otherPrior"];
  readonly sectionTag: string | null;
  readonly reference: ReferenceFinding;
  readonly strata: readonly DecisionStratum[];
  readonly smallStratum: number;
  readonly rates: readonly DecisionRate[];
  readonly operations: DecisionOperations | null;
  /** Null where no earlier run is given. */
  readonly change: VersionChange | null;
  readonly unknown: readonly Unknown[];
}

/** The decision page: one decision for each way of asking. */
export interface DecisionPage {
  readonly model: string;
  readonly exam: string;
  readonly runs: readonly {
    readonly folder: string;
    readonly name: string;
    readonly createdAt: string;
    readonly viva: string;
    readonly specificationHash: string;
  }[];
  readonly language: "en" | "es" | "zh";
  readonly decisions: readonly Decision[];
}
