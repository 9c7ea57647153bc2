import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { BareLoopTask } from "./bare-loop.ts";
import type { ReplySize } from "./chat-replies.ts";
import { runSide } from "./processes.ts";
import type { SideResult } from "./side.ts";
import { writeExam, writeStudy } from "./study-files.ts";
import type { VivaResult, VivaTask } from "./viva-run.ts";

/** How much is measured. */
export interface BenchSizes {
  readonly rounds: number;
  readonly cpu: { readonly warmUpCalls: number; readonly calls: number; readonly concurrency: number };
  readonly rate: {
    readonly slowStartCalls: number;
    readonly calls: number;
    readonly concurrencies: readonly number[];
    readonly serviceTimeMs: number;
  };
  readonly memory: { readonly fewItems: number; readonly manyItems: number };
}

/** What every part of the benchmark works with. */
export interface Bench {
  readonly sizes: BenchSizes;
  /** Temporary folder; removed at the end. */
  readonly folder: string;
  readonly origin: string;
  /** Say how far the benchmark is. */
  say(text: string): void;
}

/** One comparison: how the server behaves and how many calls are made. */
export interface Setting {
  readonly size: ReplySize;
  readonly serviceTimeMs: number;
  readonly concurrency: number;
  readonly warmUpCalls: number;
  readonly calls: number;
}

/** About what Viva sends for an item of the exam. */
const requestBody = JSON.stringify({
  model: "mock",
  stream: false,
  messages: [{ role: "user", content: "x".repeat(430) }],
});

function urlPath({ size, serviceTimeMs }: Setting): string {
  return `/${size}/${serviceTimeMs}/v1`;
}

/** Run the reference once. */
export async function runBareLoop(bench: Bench, setting: Setting): Promise<SideResult> {
  const outFile = join(bench.folder, "bare.jsonl");
  const task: BareLoopTask = {
    origin: bench.origin,
    path: `${urlPath(setting)}/chat/completions`,
    concurrency: setting.concurrency,
    warmUpCalls: setting.warmUpCalls,
    calls: setting.calls,
    body: requestBody,
    outFile,
  };
  const result = await runSide<SideResult>("bare-loop.ts", task);
  rmSync(outFile);
  return result;
}

/**
 * A study file and a run folder of its own for Viva; `keep` leaves the run folder in place. `otherReadings` is the
 * default of a study: replies are read by further extractors too, for sensitivity.json.
 */
export async function runViva(
  bench: Bench,
  setting: Setting,
  options: { readonly report: boolean; readonly keep?: boolean; readonly otherReadings?: boolean },
): Promise<VivaResult & { readonly studyFile: string; readonly outFolder: string }> {
  const name = `${setting.size}-${setting.serviceTimeMs}-${setting.concurrency}-${setting.calls}`;
  const studyFile = join(bench.folder, `${name}.yaml`);
  const outFolder = join(bench.folder, `run-${name}`);
  const warmUpFolder = join(bench.folder, `warm-up-${name}`);
  const exam = join(bench.folder, `exam-${setting.calls}.jsonl`);
  if (!existsSync(exam)) {
    await writeExam(exam, setting.calls);
  }
  writeStudy(studyFile, {
    exam,
    items: setting.calls,
    baseUrl: `${bench.origin}${urlPath(setting)}`,
    concurrency: setting.concurrency,
    otherReadings: options.otherReadings ?? true,
  });
  const task: VivaTask = {
    studyFile,
    outFolder,
    warmUp: setting.warmUpCalls === 0 ? null : { calls: setting.warmUpCalls, outFolder: warmUpFolder },
    report: options.report,
  };
  try {
    const result = await runSide<VivaResult>("viva-run.ts", task);
    return { ...result, studyFile, outFolder };
  } finally {
    rmSync(warmUpFolder, { recursive: true, force: true });
    if (options.keep !== true) {
      rmSync(outFolder, { recursive: true, force: true });
    }
  }
}

/** Both sides once, the one that goes first changing from round to round so that a drift of the machine hits both. */
export async function runBoth<A, B>(round: number, bare: () => Promise<A>, viva: () => Promise<B>): Promise<[A, B]> {
  if (round % 2 === 0) {
    const first = await bare();
    return [first, await viva()];
  }
  const first = await viva();
  return [await bare(), first];
}
