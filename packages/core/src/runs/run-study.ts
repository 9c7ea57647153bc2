import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { writeError } from "../base/errors.ts";
import { isComplete } from "./complete.ts";
import { materialise } from "./materialise.ts";
import { runFile } from "./run-files.ts";
import { acquireRunLock } from "./run-lock.ts";
import type { RunOptions, RunResult } from "./run-options.ts";
import { checkFormat, runRecord } from "./run-record.ts";
import { specificationHash, specificationOf } from "./specification.ts";
import type { Study } from "./study.ts";
import { StudyRun } from "./study-run.ts";

/**
 * Put a study to its models and derive the results, in a run folder. Issued again it finishes, repairs or extends
 * the run; a finished, unchanged run is recognised without reading its journal. Throws RUN_CONFLICT when a finished
 * call would change, RUN_LOCKED when another process writes, and whatever datasets and disk throw: the folder is
 * then as it was. Writes everything but reports.
 */
export async function runStudy(study: Study, outFolder: string, options: RunOptions): Promise<RunResult> {
  const folder = resolve(outFolder);
  checkFormat(folder);
  try {
    await study.paths.fetchReferences(options.surroundings.environment, options.signal, (fetching) =>
      options.onProgress?.({ phase: "fetching", plannedPerModel: 0, models: [], fetching }),
    );
  } catch (error) {
    if (options.signal.aborted) {
      return nothingAsked("interrupted", folder, "");
    }
    throw error;
  }
  const specification = await specificationOf(study);
  const hash = specificationHash(specification);
  makeFolder(folder);
  const lock = acquireRunLock(runFile(folder, "lock"), folder);
  const staging = join(folder, "staging");
  try {
    if (options.rescoreOnly !== true && isComplete(folder, hash)) {
      return nothingAsked("already-complete", folder, hash);
    }
    options.onProgress?.({ phase: "loading", plannedPerModel: 0, models: [] });
    makeFolder(staging);
    const materialised = await materialise(study, staging);
    const record = runRecord(study, folder, specification, hash, options.surroundings);
    return await new StudyRun({ study, folder, staging, record, materialised, options }).go();
  } finally {
    rmSync(staging, { recursive: true, force: true });
    lock.release();
  }
}

function nothingAsked(status: RunResult["status"], folder: string, specificationHash: string): RunResult {
  return {
    status,
    folder,
    specificationHash,
    nItems: 0,
    counts: [],
    failures: [],
    owedReplies: 0,
    owedJudgements: 0,
    stopped: [],
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw writeError(folder, cause);
  }
}
