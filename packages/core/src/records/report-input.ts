import type { Reading } from "./answer.ts";
import type { FinishReason } from "./completion.ts";
import type { Estimate } from "./estimate.ts";
import type { Item } from "./item.ts";
import type { Prompt } from "./prompt.ts";
import type { StatedElsewhere } from "./published-value.ts";
import type { ReviewOfRun } from "./review.ts";
import type { RunAnalyses } from "./run-analyses.ts";
import type { SeveralRuns } from "./several-runs.ts";

/** What became of one model's planned calls, and what they used. */
export interface ModelCounts {
  readonly model: string;
  readonly backend: string;
  /** Calls in the plan. */
  readonly planned: number;
  /** Calls with a completion. */
  readonly finished: number;
  /** Calls that failed after all retries; they can be asked again. */
  readonly unfinished: number;
  /** Planned calls that are never made: reason ("not-posed", "unkeyed", "annulled", "no-context") → count. */
  readonly notMade: Readonly<Record<string, number>>;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  /** Null without a price in the study or without token counts. */
  readonly cost: { readonly amount: number; readonly currency: string } | null;
}

/** One reply shown in the item browser. */
export interface ReplySample {
  readonly exam: string;
  /** Absent when the study withholds items: then only hashes and scores are shown. */
  readonly item: Item | null;
  readonly itemId: string;
  readonly variantId: string;
  readonly perturbation: string;
  readonly model: string;
  readonly arm: string;
  readonly repeat: number;
  readonly prompt: Prompt | null;
  readonly reply: {
    readonly text: string;
    readonly reasoning: string | null;
    readonly finishReason: FinishReason;
  } | null;
  readonly reading: Reading;
  readonly truncated: boolean;
  /** 0–1 by the exam's first scorer; null when unscored. */
  readonly points: number | null;
}

/** Everything a report tells, gathered from a run folder. Rendering it is a pure function. */
export interface ReportInput {
  readonly studyName: string;
  /** Language of the report's own words. */
  readonly language: "en" | "zh" | "es";
  readonly vivaVersion: string;
  readonly specificationHash: string;
  readonly gitRevision: string | null;
  /** All calls finished. When false, every page says so at its top. */
  readonly complete: boolean;
  readonly exams: readonly {
    readonly name: string;
    readonly dataset: string;
    readonly nItems: number;
    readonly languages: readonly string[];
    readonly kinds: Readonly<Record<string, number>>;
  }[];
  readonly models: readonly ModelCounts[];
  readonly arms: readonly string[];
  /** Those of them whose context was shown explanations: upper bounds, named so wherever they appear. Absent without any. */
  readonly leakingArms?: readonly string[];
  readonly perturbations: readonly string[];
  readonly scorers: readonly string[];
  readonly strata: readonly (readonly string[])[];
  readonly estimates: readonly Estimate[];
  readonly sensitivity: readonly Estimate[];
  /** What others state, shown beside the run's own numbers and never mixed into them. */
  readonly stated: StatedElsewhere;
  /** How the models compare and what the exam is like; null where that was not worked out. */
  readonly analyses: RunAnalyses | null;
  /** What people found of the replies; absent where nobody rated any. */
  readonly review?: ReviewOfRun;
  readonly samples: readonly ReplySample[];
  /** All replies to this many of the run's items are shown; the items were drawn at random with this seed. */
  readonly sampleRule: { readonly shownItems: number; readonly totalItems: number; readonly seed: number };
  /** Worked examples that stood before each question; null without. */
  readonly fewShot: { readonly k: number; readonly train: string } | null;
  /** Item, prompt and reply texts are left out. */
  readonly withheld: boolean;
  /** The runs, where the report is over run folders put together; absent for the report of a run. */
  readonly several?: SeveralRuns;
}
