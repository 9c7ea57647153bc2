import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../base/errors.ts";
import { canonicalJson, identityHash } from "../base/hash.ts";
import type { CaseRating } from "../records/review.ts";
import { readRecordFile, writeRecordFile } from "../sheets/record-file.ts";
import { makeReviewFolder } from "./review-key.ts";

/** Version of the layout of a rater's record. */
export const raterRecordFormat = 1;

/** What one rater said of a sheet, or what the raters settled on: a file of review/raters/. */
export interface RaterRecord {
  readonly format: number;
  readonly sheet: string;
  /** Null for the consensus. */
  readonly rater: string | null;
  /** In the order of the sheet. */
  readonly ratings: readonly CaseRating[];
}

/** Every rater's record below a folder, by sheet and rater; none where there is no such folder. */
export function readRaterRecords(folder: string): readonly RaterRecord[] {
  const below = join(folder, "raters");
  if (!existsSync(below)) {
    return [];
  }
  const names = readdirSync(below).filter((name) => name.endsWith(".json"));
  return inOrder(names.map((name) => readRecordFile<RaterRecord>(join(below, name), raterRecordFormat)));
}

/**
 * The records that there will be with some new ones. The same ratings again change nothing. Throws REVIEW_RATER_EXISTS
 * for other ratings of a rater who is there, unless they are to be replaced; two new files of one rater must be the same.
 */
export function mergedRecords(
  before: readonly RaterRecord[],
  added: readonly (RaterRecord & { readonly file: string })[],
  replace: boolean,
): readonly RaterRecord[] {
  const held = new Map(before.map((record) => [nameOf(record), record]));
  const fresh = new Set<string>();
  for (const { file, ...record } of added) {
    const name = nameOf(record);
    const other = held.get(name);
    const same = other !== undefined && canonicalJson(other.ratings) === canonicalJson(record.ratings);
    if (other !== undefined && !same && (fresh.has(name) || !replace)) {
      const who = record.rater === null ? "the consensus" : `"${record.rater}"`;
      const differing = record.ratings.filter(
        (rating) =>
          canonicalJson(rating) !== canonicalJson(other.ratings.find(({ row }) => row === rating.row) ?? null),
      );
      throw new UsageError(
        "REVIEW_RATER_EXISTS",
        `${who} rated the sheet ${record.sheet} before, ${differing.length} of ${record.ratings.length} cases otherwise`,
        { place: { file } },
      );
    }
    fresh.add(name);
    held.set(name, record);
  }
  return inOrder([...held.values()]);
}

/** Write the records of raters, one file each. Throws DISK_FULL or FILE_WRITE_FAILED. */
export function writeRaterRecords(folder: string, records: readonly RaterRecord[]): void {
  makeReviewFolder(join(folder, "raters"));
  for (const { ratings, ...about } of records) {
    const who = about.rater === null ? "consensus" : identityHash(about.rater).slice(0, 12);
    writeRecordFile(join(folder, "raters", `${about.sheet}-${who}.json`), about, { ratings });
  }
}

function nameOf({ sheet, rater }: Pick<RaterRecord, "sheet" | "rater">): string {
  return JSON.stringify([sheet, rater]);
}

function inOrder(records: readonly RaterRecord[]): readonly RaterRecord[] {
  return [...records].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}
