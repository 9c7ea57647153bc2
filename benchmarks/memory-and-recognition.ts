import { rmSync } from "node:fs";
import { type Bench, runViva, type Setting } from "./bench.ts";
import { runCommandLine } from "./processes.ts";
import { type Spread, spreadOf } from "./spread.ts";

/** Peak memory by number of items, and how long a finished run takes to be recognised. */
export interface MemoryResult {
  readonly fewItems: number;
  readonly manyItems: number;
  /** Largest resident set, MiB. */
  readonly few: Spread;
  readonly many: Spread;
  /** Many to few, round by round. */
  readonly ratio: Spread;
  /** Wall time of `viva run` on the finished run of many items, seconds. */
  readonly recognitionSeconds: Spread;
}

/** Run a short and a long exam in fresh processes, then the command line on the finished long run. */
export async function measureMemory(bench: Bench): Promise<MemoryResult> {
  const { fewItems, manyItems } = bench.sizes.memory;
  const few: number[] = [];
  const many: number[] = [];
  const recognition: number[] = [];
  for (let round = 0; round < bench.sizes.rounds; round++) {
    const setting = (calls: number): Setting => ({
      size: "short",
      serviceTimeMs: 0,
      concurrency: bench.sizes.cpu.concurrency,
      warmUpCalls: 0,
      calls,
    });
    const short = await runViva(bench, setting(fewItems), { report: true });
    const long = await runViva(bench, setting(manyItems), { report: true, keep: true });
    few.push(short.maxRssBytes / 2 ** 20);
    many.push(long.maxRssBytes / 2 ** 20);
    const { wallMs, output } = await runCommandLine(["run", long.studyFile, "--out", long.outFolder]);
    if (!output.includes("nothing was asked")) {
      throw new Error(`the finished run was not recognised: ${output}`);
    }
    recognition.push(wallMs / 1000);
    rmSync(long.outFolder, { recursive: true });
    bench.say(
      `memory, round ${round + 1}: ${few.at(-1)?.toFixed(0)} and ${many.at(-1)?.toFixed(0)} MiB; recognised in ${recognition.at(-1)?.toFixed(2)} s`,
    );
  }
  return {
    fewItems,
    manyItems,
    few: spreadOf(few),
    many: spreadOf(many),
    ratio: spreadOf(many.map((bytes, round) => bytes / (few[round] ?? Number.NaN))),
    recognitionSeconds: spreadOf(recognition),
  };
}
