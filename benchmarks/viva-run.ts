import {
  gatherReport,
  type RunProgress,
  type RunSurroundings,
  readStudy,
  runStudy,
  type Study,
  writeReports,
} from "@viva/core";
import { markComplete } from "../packages/core/src/runs/complete.ts";
import { readingMicroseconds } from "./reading-time.ts";
import { readTask, type SideResult, writeResult } from "./side.ts";

/** What Viva is asked to do. */
export interface VivaTask {
  readonly studyFile: string;
  readonly outFolder: string;
  /** Null without warm-up. */
  readonly warmUp: { readonly calls: number; readonly outFolder: string } | null;
  /** Write the report and mark the folder complete afterwards, as `viva run` does. */
  readonly report: boolean;
}

/** What Viva's side measures: the run to its last derived file; the report apart. */
export interface VivaResult extends SideResult {
  readonly phases: Readonly<Record<RunProgress["phase"], number>>;
  /** The extractor's share of measuring, microseconds a reply. */
  readonly readingMicroseconds: number;
  readonly reportCpuMicroseconds: number;
}

const { timeOrigin } = performance;
const surroundings: RunSurroundings = {
  environment: {},
  now: () => timeOrigin + performance.now(),
  jitter: () => 0.5,
  gitRevision: null,
};

function microseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return user + system;
}

/** Everything from loading the items to the estimates; CPU time by phase. */
async function run(
  task: VivaTask,
  outFolder: string,
  limit: number | null,
): Promise<{ study: Study; hash: string; phases: VivaResult["phases"] }> {
  const phases = { fetching: 0, loading: 0, asking: 0, judging: 0, measuring: 0 };
  let phase: RunProgress["phase"] = "loading";
  let phaseStart = process.cpuUsage();
  const enter = (next: RunProgress["phase"]): void => {
    phases[phase] += microseconds(phaseStart);
    phaseStart = process.cpuUsage();
    phase = next;
  };
  const study = await readStudy(task.studyFile, limit === null ? {} : { overrides: { filters: { limit } } });
  const result = await runStudy(study, outFolder, {
    surroundings,
    signal: new AbortController().signal,
    onProgress: (progress) => {
      if (progress.phase !== phase) {
        enter(progress.phase);
      }
    },
  });
  enter("loading");
  if (result.status !== "complete") {
    throw new Error(`the run ended ${result.status}: ${JSON.stringify(result.failures[0])}`);
  }
  return { study, hash: result.specificationHash, phases };
}

const task = readTask<VivaTask>();
if (task.warmUp !== null) {
  await run(task, task.warmUp.outFolder, task.warmUp.calls);
}
const before = process.cpuUsage();
const startedAtMs = performance.now();
const { study, hash, phases } = await run(task, task.outFolder, null);
const cpuMicroseconds = microseconds(before);
const wallMs = performance.now() - startedAtMs;
const beforeReport = process.cpuUsage();
if (task.report) {
  const input = await gatherReport(task.outFolder);
  writeReports(task.outFolder, input, ["html"], null);
  markComplete(task.outFolder, hash);
}
const reportCpuMicroseconds = microseconds(beforeReport);
const maxRssBytes = process.resourceUsage().maxRSS * 1024;
const result: VivaResult = {
  cpuMicroseconds,
  wallMs,
  maxRssBytes,
  phases,
  reportCpuMicroseconds,
  readingMicroseconds: await readingMicroseconds(study, task.outFolder),
};
writeResult(result);
