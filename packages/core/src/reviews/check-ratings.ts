import { DataError } from "../base/errors.ts";
import type { CaseRating, ReviewCase, ReviewCriterion, ReviewSheet } from "../records/review.ts";
import { cellExcerpt, several } from "../sheets/sheet-row.ts";
import { parseRating } from "./rating-value.ts";
import type { RaterFile, WrittenRating } from "./read-ratings.ts";
import type { ReviewKey } from "./review-key.ts";

/** What may be left open. */
export interface CheckOptions {
  /** Cases, and criteria of a case, may be open: a rater who is not done, or a sheet of what was settled. */
  readonly partial: boolean;
  /** Labels left empty do not apply, once one cell of the case is filled in. */
  readonly emptyLabelsAreNo: boolean;
}

/**
 * A rater's file held against its sheet: every row known and there once, texts unmoved, every value one of its
 * criterion's. Cases without any value and comment are left out. In the order of the sheet.
 *
 * Throws REVIEW_SHEET_INVALID naming the rows that are wrong, else REVIEW_UNFINISHED naming what is open unless it may be.
 */
export function checkRatings(
  written: RaterFile,
  key: Pick<ReviewKey, "rows">,
  { scheme, cases }: Pick<ReviewSheet, "scheme" | "cases">,
  { partial, emptyLabelsAreNo }: CheckOptions,
): readonly CaseRating[] {
  const problems: string[] = [];
  const byRow = new Map<string, WrittenRating>();
  const known = new Set(key.rows.map(({ row }) => row));
  for (const rating of written.ratings) {
    if (!known.has(rating.row)) {
      problems.push(`${cellExcerpt(rating.row)} (row ${rating.number} of the file) is not on the sheet`);
    } else if (byRow.has(rating.row)) {
      problems.push(`${rating.row} is there twice (rows ${byRow.get(rating.row)?.number} and ${rating.number})`);
    } else {
      byRow.set(rating.row, rating);
    }
  }
  const missing = scheme.criteria.filter(({ id }) => !written.columns.has(id)).map(({ id }) => id);
  if (missing.length === scheme.criteria.length) {
    problems.push(`no column for ${several(missing, ", ")}`);
  }
  const open: string[] = [];
  const caseOf = new Map(cases.map((one) => [one.row, one]));
  const ratings: CaseRating[] = [];
  for (const { row, shown } of key.rows) {
    const rating = byRow.get(row);
    if (rating === undefined) {
      open.push(row);
      continue;
    }
    if (rating.shown !== null && rating.shown !== shown) {
      problems.push(`${row}: question or reply is not the one given out; were the columns sorted apart?`);
    }
    const values = valuesOf(rating, scheme.criteria, caseOf.get(row), problems);
    if (emptyLabelsAreNo) {
      fillLabels(values, scheme.criteria);
    }
    if (scheme.criteria.some(({ id }) => values[id] === undefined)) {
      open.push(row);
    }
    if (Object.keys(values).length > 0 || rating.comment !== "") {
      ratings.push({ row, values, comment: rating.comment });
    }
  }
  const place = { file: written.file };
  if (problems.length > 0) {
    throw new DataError("REVIEW_SHEET_INVALID", several(problems, "; "), { place });
  }
  if (open.length > 0 && !partial) {
    throw new DataError(
      "REVIEW_UNFINISHED",
      `${open.length} of ${key.rows.length} cases are open: ${several(open, ", ")}`,
      {
        place,
      },
    );
  }
  return ratings;
}

function valuesOf(
  rating: WrittenRating,
  criteria: readonly ReviewCriterion[],
  one: ReviewCase | undefined,
  problems: string[],
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const criterion of criteria) {
    const suggested = one?.suggested[criterion.id];
    const cell = rating.cells.get(criterion.id) ?? "";
    const value =
      parseRating(cell, criterion, suggested) ?? (cell.trim() === "" && rating.confirmed ? suggested : undefined);
    if (value !== undefined) {
      values[criterion.id] = value;
    } else if (parseRating(cell, criterion, suggested) === null) {
      const allowed = several(
        criterion.values.map((known) => known.value),
        ", ",
      );
      problems.push(`${rating.row}: ${criterion.id} is "${cellExcerpt(cell)}"; allowed are ${allowed}`);
    }
  }
  return values;
}

function fillLabels(values: Record<string, string>, criteria: readonly ReviewCriterion[]): void {
  const labels = criteria.filter(({ kind }) => kind === "label");
  if (labels.some(({ id }) => values[id] !== undefined)) {
    for (const { id } of labels) {
      values[id] ??= "0";
    }
  }
}
