import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DataError, messageOf, UsageError, writeError } from "../base/errors.ts";
import type { ReviewSheet } from "../records/review.ts";
import { readRecordFile, writeRecordFile } from "../sheets/record-file.ts";
import type { ReplyOutcome } from "../sheets/reply-outcome.ts";

/** Version of the layout of a sheet's key. */
export const reviewKeyFormat = 1;

/** Items that one model answered with one outcome: a stratum of the sample. */
export interface ReviewStratum {
  readonly model: string;
  readonly outcome: ReplyOutcome;
  /** Items in the run. */
  readonly size: number;
  /** Replies on the sheet; each stands for size/sampled items. */
  readonly sampled: number;
}

/** What stands in one row of a sheet. */
export interface ReviewKeyRow {
  /** As on the sheet. */
  readonly row: string;
  /** Empty where the row is a question of an exam and no reply. */
  readonly callId: string;
  readonly exam: string;
  readonly itemId: string;
  readonly model: string;
  /** Place in `strata`; −1 where there are none. */
  readonly stratum: number;
  /** Hash of the letters and digits of question and reply as shown: it tells when the cells of a sheet were moved. */
  readonly shown: string;
}

/** What a sheet does not say. */
export interface ReviewKey {
  readonly format: number;
  readonly id: string;
  readonly seed: number;
  /** SHA-256 of answers.jsonl when the sample was drawn; of the exam where questions are annotated. */
  readonly answers: string;
  /** Outcomes that were drawn from; all where empty. */
  readonly outcomes: readonly ReplyOutcome[];
  readonly models: readonly string[];
  readonly strata: readonly ReviewStratum[];
  /** In the order of the sheet. */
  readonly rows: readonly ReviewKeyRow[];
}

/** Make a folder for keys and ratings. Throws DISK_FULL or FILE_WRITE_FAILED. */
export function makeReviewFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw writeError(folder, cause);
  }
}

/** Write a sheet with its key into a folder that stays with the run or the exam. Returns the key's path. */
export function writeReviewKey(folder: string, key: ReviewKey, sheet: ReviewSheet): string {
  makeReviewFolder(folder);
  const { strata, rows, ...head } = key;
  const path = join(folder, `key-${key.id}.json`);
  const { cases, ...about } = sheet;
  writeRecordFile(join(folder, `sheet-${key.id}.json`), about, { cases });
  writeRecordFile(path, head, { strata, rows });
  return path;
}

/** Ids of the sheets whose keys lie in a folder, in order; none where there is no such folder. */
export function reviewSheetIds(folder: string): readonly string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .flatMap((name) => /^key-([0-9a-f]+)\.json$/.exec(name)?.[1] ?? [])
        .sort()
    : [];
}

/**
 * A sheet with its key. Throws REVIEW_KEY_MISSING naming the sheets there are, FILE_JSON_INVALID or RUN_FORMAT_UNKNOWN.
 *
 * @param file The rater's file, named where no key belongs to it.
 */
export function readReviewKey(
  folder: string,
  id: string,
  file: string,
): { readonly key: ReviewKey; readonly sheet: ReviewSheet } {
  const known = reviewSheetIds(folder);
  if (!known.includes(id)) {
    const there = known.length === 0 ? "no sheet was made of it" : `its sheets are ${known.join(", ")}`;
    throw new UsageError("REVIEW_KEY_MISSING", `the sheet ${id} is none of ${folder}: ${there}`, { place: { file } });
  }
  const path = join(folder, `sheet-${id}.json`);
  let sheet: ReviewSheet;
  try {
    sheet = JSON.parse(readFileSync(path, "utf8")) as ReviewSheet;
  } catch (cause) {
    throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place: { file: path }, cause });
  }
  return { key: readRecordFile<ReviewKey>(join(folder, `key-${id}.json`), reviewKeyFormat), sheet };
}
