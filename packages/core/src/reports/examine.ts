import { startThreadTask } from "../base/thread-task.ts";
import { analyseRun, mostItemsAnalysed } from "../comparisons/analyse-run.ts";
import { keptAnalyses } from "../comparisons/kept-analyses.ts";
import type { ReportInput } from "../records/report-input.ts";
import type { RunAnalyses } from "../records/run-analyses.ts";
import { markComplete } from "../runs/complete.ts";
import type { RunOptions, RunResult } from "../runs/run-options.ts";
import { readRunRecord } from "../runs/run-record.ts";
import { runStudy } from "../runs/run-study.ts";
import type { Study } from "../runs/study.ts";
import { type GatherOptions, gatherReport, readSummary } from "./gather-report.ts";
import { writeReports } from "./write-reports.ts";

/** Options of a whole examination: those of the run, and what reports need. */
export interface ExamineOptions extends RunOptions {
  /** Gate of the JUnit report, 0–1; null without a gate. */
  readonly failUnder: number | null;
}

/** How an examination ended. */
export interface Examination {
  readonly run: RunResult;
  /** Null when the run was interrupted before it could be measured. */
  readonly report: ReportInput | null;
  /** Files written now; empty for a run that was complete already. */
  readonly reportFiles: readonly string[];
}

/**
 * A run's report with its analyses: how the models compare and what the exam is like. Those that the run folder keeps
 * are taken where they belong to its replies, else they are worked out. A run with more items than `mostItemsAnalysed`
 * has none. Throws RUN_NOT_FOUND when there is no run.
 */
export async function gatherAnalysedReport(folder: string, options: GatherOptions = {}): Promise<ReportInput> {
  return await analysedReport(folder, options, async () => (await keptAnalyses(folder)) ?? (await analyseRun(folder)));
}

async function analysedReport(
  folder: string,
  options: GatherOptions,
  analyse: () => Promise<RunAnalyses>,
): Promise<ReportInput> {
  readRunRecord(folder);
  return await gatherReport(folder, isAnalysed(folder) ? { ...options, analyses: await analyse() } : options);
}

/** Whether a run has so few items that it is analysed when it ends. */
function isAnalysed(folder: string): boolean {
  return readSummary(folder).exams.reduce((sum, exam) => sum + exam.nItems, 0) <= mostItemsAnalysed;
}

/** Calls of a run from which on its replies are gathered in a thread while it is analysed. */
const manyCalls = 100_000;

/** A run's report with its analyses, worked out anew even where some are kept: a rescore recomputes everything. */
async function reportAnew({ folder, counts }: RunResult): Promise<ReportInput> {
  const calls = counts.reduce((sum, { planned }) => sum + planned, 0);
  if (calls < manyCalls) {
    return await analysedReport(folder, {}, () => analyseRun(folder));
  }
  const gathering = startThreadTask<string, ReportInput>(new URL("./gather-report-worker", import.meta.url), folder);
  try {
    const analyses = isAnalysed(folder) ? await analyseRun(folder) : null;
    return { ...(await gathering.result), analyses };
  } finally {
    await gathering.gone;
  }
}

/** Run a study and write its reports: everything `viva run` does but print. */
export async function examine(study: Study, folder: string, options: ExamineOptions): Promise<Examination> {
  const run = await runStudy(study, folder, options);
  if (run.status === "interrupted") {
    return { run, report: null, reportFiles: [] };
  }
  if (run.status === "already-complete") {
    const analyses = await keptAnalyses(run.folder);
    const options = { withoutReplies: true, ...(analyses === null ? {} : { analyses }) };
    return { run, report: await gatherReport(run.folder, options), reportFiles: [] };
  }
  const report = await reportAnew(run);
  const reportFiles = writeReports(run.folder, report, study.reports, options.failUnder);
  if (run.status === "complete") {
    markComplete(run.folder, run.specificationHash);
  }
  return { run, report, reportFiles };
}
