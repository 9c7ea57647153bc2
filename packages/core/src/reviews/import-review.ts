import { join } from "node:path";
import { UsageError } from "../base/errors.ts";
import { writeWhole } from "../base/lines.ts";
import { spreadsheetCell } from "../base/spreadsheet-cell.ts";
import type { ReviewRecord, ReviewSheet, SheetReview } from "../records/review.ts";
import { runFile } from "../runs/run-files.ts";
import { readRunRecord } from "../runs/run-record.ts";
import { checkRatings } from "./check-ratings.ts";
import { consensusSheet } from "./consensus-sheet.ts";
import { answersAgainstExplanations, modelRatings } from "./model-ratings.ts";
import {
  mergedRecords,
  type RaterRecord,
  raterRecordFormat,
  readRaterRecords,
  writeRaterRecords,
} from "./rater-records.ts";
import { type AgreementSettings, criterionAgreement } from "./rating-agreement.ts";
import { readRatings } from "./read-ratings.ts";
import { type ReviewKey, readReviewKey } from "./review-key.ts";
import { reviewFormat, writeReviewRecord } from "./review-record.ts";
import { disagreementsOf, type SheetRatings, sheetRatings } from "./sheet-ratings.ts";

/** Columns of ratings.csv, in order. */
export const ratingColumns = ["callId", "itemId", "model", "rater", "criterion", "value"] as const;

/** How raters' files are taken in. */
export interface ImportRatingsOptions {
  /** Cases may be open. */
  readonly partial?: boolean;
  /** Other ratings of the same rater are replaced. */
  readonly replace?: boolean;
  /** Sheets of disagreements that were settled. */
  readonly consensus?: readonly string[];
}

/** What was taken in. */
export interface ImportedReview {
  readonly record: ReviewRecord;
  /** The file of all ratings. */
  readonly ratingsFile: string;
  /** Sheets of disagreements that are open, one a sheet with any. */
  readonly consensusFiles: readonly string[];
}

/**
 * Take in what people rated of a run's replies: every file is checked before anything is written; raters add to those who
 * rated before. Writes into review/ of the run folder each rater's record (raters/), all ratings (ratings.csv: call, item,
 * model, rater, criterion, value), the disagreements of each sheet as a sheet to settle, and review.json with agreement,
 * shares and answers against explanations. The same files again give the same bytes.
 *
 * Throws RUN_NOT_FOUND, REVIEW_KEY_MISSING, REVIEW_SHEET_INVALID, REVIEW_UNFINISHED, REVIEW_RATER_EXISTS, what reading
 * the files throws, and ARGUMENT_INVALID for no file.
 */
export function importReview(
  folder: string,
  files: readonly string[],
  options: ImportRatingsOptions = {},
): ImportedReview {
  const { specification } = readRunRecord(folder);
  const below = runFile(folder, "review");
  const records = takeIn(below, files, options);
  const settings: AgreementSettings = {
    level: specification["confidence"] as number,
    resamples: specification["resamples"] as number,
    seed: specification["seed"] as number,
  };
  const sheets = [...new Set(records.map(({ sheet }) => sheet))].map((id) => {
    const own = records.filter(({ sheet }) => sheet === id);
    const { key, sheet } = readReviewKey(below, id, join(below, "raters"));
    return { key, sheet, records: own, ratings: sheetRatings(key, own) };
  });
  writeRaterRecords(below, records);
  const ratingsFile = join(below, "ratings.csv");
  writeWhole(ratingsFile, ratingsCsv(sheets));
  const consensusFiles = sheets.flatMap(({ key, sheet, records: own, ratings }) => {
    const open = disagreementsOf(key, sheet, ratings).filter(({ consensus }) => consensus === null);
    const path = join(below, `disagreements-${key.id}.csv`);
    writeWhole(path, consensusSheet(key, sheet, ratings, own));
    return open.length === 0 ? [] : [path];
  });
  const record: ReviewRecord = {
    format: reviewFormat,
    level: settings.level,
    answers: Object.fromEntries(sheets.map(({ key }) => [key.id, key.answers])),
    sheets: sheets.map(({ key, sheet, ratings }) => sheetReview(key, sheet, ratings, settings)),
  };
  writeReviewRecord(below, record);
  return { record, ratingsFile, consensusFiles };
}

/**
 * The raters' records of a folder with some files more, every one checked. Nothing is written. Throws as `importReview`.
 */
export function takeIn(
  folder: string,
  files: readonly string[],
  { partial = false, replace = false, consensus = [] }: ImportRatingsOptions,
): readonly RaterRecord[] {
  if (files.length + consensus.length === 0) {
    throw new UsageError("ARGUMENT_INVALID", "no file of ratings: one of each rater is wanted");
  }
  const read = (file: string, settled: boolean): RaterRecord & { readonly file: string } => {
    const written = readRatings(file);
    const { key, sheet } = readReviewKey(folder, written.sheet, file);
    const ratings = checkRatings(written, key, sheet, {
      partial: partial || settled,
      emptyLabelsAreNo: !settled,
    });
    return { format: raterRecordFormat, sheet: written.sheet, rater: settled ? null : written.rater, ratings, file };
  };
  const added = [...files.map((file) => read(file, false)), ...consensus.map((file) => read(file, true))];
  return mergedRecords(readRaterRecords(folder), added, replace);
}

/** Agreement of a sheet's raters by each criterion. */
export function sheetAgreement(
  { scheme }: Pick<ReviewSheet, "scheme">,
  ratings: SheetRatings,
  settings: AgreementSettings,
): SheetReview["agreement"] {
  return scheme.criteria.map((criterion) => {
    const places = [...ratings.clusters.keys()];
    const values = new Map(
      ratings.raters.map((rater) => [rater, places.map((place) => ratings.of(rater, place, criterion.id))]),
    );
    return criterionAgreement({ criterion, values, clusters: ratings.clusters }, settings);
  });
}

function sheetReview(
  key: ReviewKey,
  sheet: ReviewSheet,
  ratings: SheetRatings,
  settings: AgreementSettings,
): SheetReview {
  return {
    sheet: key.id,
    scheme: sheet.scheme,
    raters: ratings.raters,
    cases: key.rows.length,
    rated: ratings.rated,
    outcomes: key.outcomes,
    agreement: sheetAgreement(sheet, ratings, settings),
    models: modelRatings(key, sheet.scheme, ratings, settings.level),
    explanations: answersAgainstExplanations(key, sheet.scheme, ratings, settings.level),
    disagreements: disagreementsOf(key, sheet, ratings),
  };
}

/** One line a rating, in the order of sheets, raters and cases: plain CSV for programs, without a byte order mark. */
function ratingsCsv(
  sheets: readonly { readonly key: ReviewKey; readonly sheet: ReviewSheet; readonly ratings: SheetRatings }[],
): string {
  const lines = sheets.flatMap(({ key, sheet, ratings }) =>
    ratings.raters.flatMap((rater) =>
      key.rows.flatMap(({ callId, itemId, model }, place) =>
        sheet.scheme.criteria.flatMap(({ id }) => {
          const value = ratings.of(rater, place, id);
          return value === undefined ? [] : [[callId, itemId, model, rater, id, value].map(spreadsheetCell).join(",")];
        }),
      ),
    ),
  );
  return `${[ratingColumns.join(","), ...lines].join("\n")}\n`;
}
