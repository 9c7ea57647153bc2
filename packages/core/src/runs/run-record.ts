import { existsSync, readFileSync } from "node:fs";
import { DataError, messageOf, UsageError } from "../base/errors.ts";
import { vivaVersion } from "../base/version.ts";
import { runFile, runFileNames, runFormat } from "./run-files.ts";
import type { RunRecord } from "./specification.ts";
import type { Study } from "./study.ts";

/** What a run may use from outside, passed in so that tests can replace it. */
export interface RunSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** 0–1, for the jitter of waits only. */
  jitter(): number;
  readonly gitRevision: string | null;
}

/** The record in a run folder. Throws RUN_NOT_FOUND or RUN_FORMAT_UNKNOWN. */
export function readRunRecord(folder: string): RunRecord {
  const path = runFile(folder, "run");
  if (!existsSync(path)) {
    throw new UsageError("RUN_NOT_FOUND", "no run.json in it", { place: { file: folder } });
  }
  let record: RunRecord;
  try {
    record = JSON.parse(readFileSync(path, "utf8")) as RunRecord;
  } catch (cause) {
    throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place: { file: path }, cause });
  }
  if (record.format !== runFormat) {
    throw new DataError("RUN_FORMAT_UNKNOWN", `format ${record.format}, this version reads ${runFormat}`, {
      place: { file: path },
    });
  }
  return record;
}

/** Refuse a run that was broken off before its answers were read and marked. Throws RUN_UNFINISHED. */
export function requireMeasured(folder: string): void {
  const missing = (["items", "answers", "scores", "summary"] as const).find(
    (name) => !existsSync(runFile(folder, name)),
  );
  if (missing !== undefined) {
    throw new UsageError(
      "RUN_UNFINISHED",
      `the run was broken off before it was measured: no ${runFileNames[missing]}`,
      {
        place: { file: folder },
      },
    );
  }
}

/** Refuse a folder whose run.json is of a format this version does not know; a folder without one is new. */
export function checkFormat(folder: string): void {
  if (existsSync(runFile(folder, "run"))) {
    readRunRecord(folder);
  }
}

/** What run.json will hold; the time of the first start is kept. */
export function runRecord(
  study: Study,
  folder: string,
  specification: RunRecord["specification"],
  hash: string,
  surroundings: RunSurroundings,
): RunRecord {
  const before = existsSync(runFile(folder, "run")) ? readRunRecord(folder) : null;
  return {
    format: runFormat,
    name: study.name,
    specificationHash: hash,
    specification,
    recorded: {
      viva: vivaVersion,
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      gitRevision: surroundings.gitRevision,
      studyFile: study.file,
      studyFolder: study.folder,
      createdAt: before?.recorded.createdAt ?? new Date(surroundings.now()).toISOString(),
    },
  };
}
