import { existsSync, readFileSync, rmSync } from "node:fs";
import { createLineWriter, writeWhole } from "../base/lines.ts";
import type { FailureLine } from "./execute.ts";
import type { ModelOperations } from "./operations.ts";
import { runFile } from "./run-files.ts";
import type { Study } from "./study.ts";

/** failures.jsonl holds what is unresolved now: a call that was finished by a later try is no longer in it. */
export function writeFailures(folder: string, failures: readonly FailureLine[]): void {
  const path = runFile(folder, "failures");
  if (failures.length === 0) {
    rmSync(path, { force: true });
    return;
  }
  const writer = createLineWriter(path);
  try {
    for (const failure of failures) {
      writer.write(JSON.stringify(failure));
    }
    writer.finish();
  } finally {
    writer.discard();
  }
}

/** What failures.jsonl holds of a study's models under test, where it is there: a session that asks only judges leaves it. */
export function keptFailures(folder: string, { models, arms }: Pick<Study, "models" | "arms">): readonly FailureLine[] {
  const path = runFile(folder, "failures");
  // A judge may be a model under test; what it was asked stands under the name of who asked.
  const isExam = (line: FailureLine): boolean =>
    models.some(({ id }) => id === line.model) && arms.some(({ name }) => name === line.arm);
  return existsSync(path)
    ? readFileSync(path, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as FailureLine)
        .filter(isExam)
    : [];
}

/** One session of a run. */
export interface RunSession {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly callsFinished: number;
  readonly concurrency: number;
}

/** Timings live in operations.json alone, so that every other derived file is the same bytes for the same answers. */
export function writeOperations(
  folder: string,
  models: readonly ModelOperations[],
  judges: readonly ModelOperations[],
  session: RunSession,
): void {
  const path = runFile(folder, "operations");
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { sessions?: unknown[] }) : {};
  writeWhole(
    path,
    JSON.stringify(
      {
        models,
        ...(judges.length === 0 ? {} : { judges }),
        sessions: [...(before.sessions ?? []), session],
      },
      null,
      2,
    ),
  );
}
