import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileHash } from "../base/hash.ts";
import type { ReviewOfRun, ReviewRecord } from "../records/review.ts";
import { runFile } from "../runs/run-files.ts";
import { readRecordFile, writeRecordFile } from "../sheets/record-file.ts";

/** Version of review.json's layout. */
export const reviewFormat = 1;

/** Write review.json into a folder. Returns its path. Throws DISK_FULL or FILE_WRITE_FAILED. */
export function writeReviewRecord(folder: string, { sheets, ...about }: ReviewRecord): string {
  const path = join(folder, "review.json");
  writeRecordFile(path, about, { sheets });
  return path;
}

/** What people found of a run's replies; null where nobody has rated any. Throws FILE_JSON_INVALID or RUN_FORMAT_UNKNOWN. */
export async function reviewOfRun(folder: string): Promise<ReviewOfRun | null> {
  const path = join(runFile(folder, "review"), "review.json");
  if (!existsSync(path)) {
    return null;
  }
  const record = readRecordFile<ReviewRecord>(path, reviewFormat);
  const now = await fileHash(runFile(folder, "answers"));
  const outdated = Object.entries(record.answers).flatMap(([sheet, answers]) => (answers === now ? [] : [sheet]));
  return { record, outdated };
}
