import { execFileSync } from "node:child_process";
import { relative } from "node:path";
import {
  type Examination,
  examine,
  exitCodes,
  type RunSurroundings,
  redactSecrets,
  type Study,
  terminalTables,
} from "@viva/core";
import { printTable } from "./draw-table.ts";
import { createProgressLine } from "./progress-line.ts";

/** How a study is put to its models from the command line. */
export interface SitOptions {
  readonly out: string;
  readonly failUnder?: number;
  readonly rescoreOnly?: boolean;
  readonly offline?: boolean;
}

/** Revision of the folder a study lies in, or null outside a repository. */
function gitRevision(folder: string): string | null {
  try {
    return execFileSync("git", ["-C", folder, "rev-parse", "HEAD"], { stdio: ["ignore", "pipe", "ignore"] })
      .toString()
      .trim();
  } catch {
    return null;
  }
}

/** What runs may use of this process. */
export function processSurroundings(folder: string): RunSurroundings {
  return {
    environment: process.env,
    now: () => performance.timeOrigin + performance.now(),
    jitter: Math.random,
    gitRevision: gitRevision(folder),
  };
}

/**
 * Run a study with progress on standard error, print its leaderboards and what is missing, and return the exit
 * code. The first Ctrl-C stops the asking and keeps what is finished; a second one ends the process.
 */
export async function sit(study: Study, options: SitOptions): Promise<number> {
  const stopping = new AbortController();
  const progress = createProgressLine(process.stderr, () => performance.now());
  const stop = (): void => {
    progress.end();
    if (stopping.signal.aborted) {
      process.exit(exitCodes.interrupted);
    }
    console.error("Stopping: calls under way are given up, finished ones are kept. Ctrl-C again ends at once.");
    stopping.abort();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  try {
    const examination = await examine(study, options.out, {
      surroundings: processSurroundings(study.folder),
      signal: stopping.signal,
      onProgress: progress.update,
      failUnder: options.failUnder ?? null,
      rescoreOnly: options.rescoreOnly ?? false,
      offline: options.offline ?? false,
    });
    progress.end();
    return conclude(examination, options);
  } finally {
    progress.end();
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}

/** The command that was issued, for a person to issue again: it finishes what is missing. */
export function commandAsTyped(): string {
  const quoted = process.argv
    .slice(2)
    .map((part) => (/^[\w@%+=:,./-]+$/.test(part) ? part : `'${part.replaceAll("'", "'\\''")}'`));
  return ["viva", ...quoted].join(" ");
}

function conclude({ run, report, reportFiles }: Examination, options: SitOptions): number {
  if (run.status === "interrupted" || report === null) {
    console.error(`Interrupted. Finished calls are kept in ${options.out}. To go on:\n  ${commandAsTyped()}`);
    return exitCodes.interrupted;
  }
  for (const table of terminalTables(report)) {
    printTable(table);
  }
  for (const failure of run.stopped) {
    console.error(`\n${failure.model} was given up: ${failure.code}: ${failure.message}\n  → ${failure.remedy}`);
  }
  if (run.status === "unfinished") {
    const missing = run.counts.filter(({ unfinished }) => unfinished > 0);
    const owed = [
      ...(run.owedReplies === 0 ? [] : [`${run.owedReplies} requests to assistants`]),
      ...(run.owedJudgements === 0 ? [] : [`${run.owedJudgements} questions to judges`]),
    ];
    const open = missing.map(({ model, unfinished }) => `${model} ${unfinished} calls`);
    console.error(`\nUnfinished: ${[...owed, ...open].join(", ")}.`);
    const causes = new Map<string, number>();
    for (const { code } of run.failures) {
      causes.set(code, (causes.get(code) ?? 0) + 1);
    }
    if (causes.size > 0) {
      console.error(
        `Causes: ${[...causes].map(([code, count]) => `${code} ${count}`).join(", ")}; see failures.jsonl.`,
      );
    }
    console.error(`To ask only what is missing:\n  ${commandAsTyped()}`);
  } else if (run.status === "already-complete") {
    console.log(`\nEvery call of this run was finished before; nothing was asked. ${options.out}`);
  }
  const gate = belowGate(report, options.failUnder);
  if (gate.length > 0) {
    console.error(`\nGATE_NOT_MET: below ${options.failUnder}: ${redactSecrets(gate.join(", "))}`);
  }
  printReportPaths(reportFiles);
  if (run.status === "unfinished") {
    return exitCodes.unfinished;
  }
  return gate.length > 0 ? exitCodes.gate : exitCodes.complete;
}

/** The page a person opens stands last, where it is seen. */
export function printReportPaths(files: readonly string[]): void {
  const ordered = [...files].sort((a, b) => Number(a.endsWith(".html")) - Number(b.endsWith(".html")));
  console.log("");
  for (const file of ordered) {
    console.log(`report: ${relative(process.cwd(), file)}`);
  }
}

/** Overall accuracies below the gate, as "model (exam) 0.51". */
function belowGate(report: NonNullable<Examination["report"]>, failUnder: number | undefined): string[] {
  if (failUnder === undefined) {
    return [];
  }
  return report.estimates
    .filter(
      ({ measure, stratum, perturbation, denominator }) =>
        measure === "accuracy" &&
        Object.keys(stratum).length === 0 &&
        perturbation === "none" &&
        denominator === "posed",
    )
    .filter(({ value }) => value === null || value < failUnder)
    .map(({ model, exam, value }) => `${model} (${exam}) ${value === null ? "not estimable" : value.toFixed(3)}`);
}
