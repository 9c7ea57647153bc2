import type { FetchProgress } from "../base/hub-download.ts";
import type { ModelCounts } from "../records/report-input.ts";
import type { FailureLine, ModelProgress } from "./execute.ts";
import type { RunSurroundings } from "./run-record.ts";

/** Options of a run. */
export interface RunOptions {
  readonly surroundings: RunSurroundings;
  /** Aborting stops the asking cleanly; what is finished stays in the journal. */
  readonly signal: AbortSignal;
  /** Called whenever counts change; keep it cheap. */
  onProgress?(progress: RunProgress): void;
  /** Recompute from the journal: no model under test is asked, judges only what is new. */
  readonly rescoreOnly?: boolean;
  /** Ask no judge either. */
  readonly offline?: boolean;
  /**
   * Threads at most that models with recorded replies are asked in, read and marked; 1: none but this one. The results are the
   * same bytes. Default: as many as there are processors, four at most, where there are enough replies.
   */
  readonly threads?: number;
}

/** How far a run is. */
export interface RunProgress {
  readonly phase: "fetching" | "loading" | "asking" | "judging" | "measuring";
  /** Calls planned for each model at most; 0 while loading. */
  readonly plannedPerModel: number;
  readonly models: readonly ModelProgress[];
  /** What comes from the Hugging Face Hub while fetching. */
  readonly fetching?: FetchProgress;
}

/** How a run ended. */
export interface RunResult {
  readonly status: "complete" | "unfinished" | "interrupted" | "already-complete";
  readonly folder: string;
  /** Empty when interrupted before the study's files had been fetched. */
  readonly specificationHash: string;
  readonly nItems: number;
  /** Empty when interrupted or already complete. */
  readonly counts: readonly ModelCounts[];
  readonly failures: readonly FailureLine[];
  /** Requests that assistants have not answered yet; the variants that wait for them are not in the plan. */
  readonly owedReplies: number;
  /** Questions to judges without a reply; the marks that wait for them have no points. */
  readonly owedJudgements: number;
  /** Models whose asking was broken off, and why. */
  readonly stopped: readonly FailureLine[];
}
