import type { AnomalyChecks } from "./anomaly-checks.ts";

/** What runs that are put together have in common of one exam. */
export interface RunsOverlap {
  readonly exam: string;
  /** Items of the exam in each run, in the order the runs were given; 0 where a run does not have the exam. */
  readonly items: readonly number[];
  /** Items that every run with the exam poses: same id and same content. */
  readonly common: number;
  /** Items with the same id and another stem, option or key in some run. */
  readonly changed: number;
}

/** One of several runs that a report tells of. */
export interface GatheredRun {
  /** Folder as it was given. */
  readonly folder: string;
  /** Name of its study. */
  readonly name: string;
  readonly specificationHash: string;
  readonly models: number;
  /** What read the replies, and what marked the answers of the exams shown, headline first. */
  readonly extractor: string;
  readonly scorers: readonly string[];
  readonly complete: boolean;
}

/** What a report over several runs tells beside their models' results. */
export interface SeveralRuns {
  readonly runs: readonly GatheredRun[];
  readonly overlaps: readonly RunsOverlap[];
  /** The checks of each run by itself, in the order of the runs. */
  readonly checks: readonly AnomalyChecks[];
}
