import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { UsageError, writeError } from "../base/errors.ts";
import { writeWhole } from "../base/lines.ts";
import type { ReviewSheet } from "../records/review.ts";
import { sheetCsv, valuesCsv } from "../reviews/sheet-csv.ts";
import { ratingForm } from "./html/rating-form.ts";

/** Names of the files that raters get. */
const names = { sheet: "sheet.csv", form: "form.html", values: "values.csv" } as const;

/** Whether a folder holds what raters get. */
export function hasRatingSheet(out: string): boolean {
  return existsSync(join(out, names.sheet));
}

/** Refuse a folder that holds a sheet: it may have been filled in. Throws ARGUMENT_INVALID. */
export function refuseRatingSheet(out: string): void {
  if (hasRatingSheet(out)) {
    throw new UsageError("ARGUMENT_INVALID", `--out ${out} holds ${names.sheet}, and what was filled in would be lost`);
  }
}

/**
 * Write what raters get into a folder: the sheet for a spreadsheet (sheet.csv), the same as a form for a browser
 * (form.html), and what every value means (values.csv). Returns their paths. Throws as `refuseRatingSheet`, DISK_FULL or
 * FILE_WRITE_FAILED.
 */
export function writeRatingSheet(out: string, sheet: ReviewSheet, language: "en" | "es" | "zh"): readonly string[] {
  refuseRatingSheet(out);
  try {
    mkdirSync(out, { recursive: true });
  } catch (cause) {
    throw writeError(out, cause);
  }
  // The sheet comes last: where it is there, all of it is.
  writeWhole(join(out, names.values), valuesCsv(sheet.scheme));
  writeWhole(join(out, names.form), ratingForm(sheet, language));
  writeWhole(join(out, names.sheet), sheetCsv(sheet));
  return [names.form, names.sheet, names.values].map((name) => join(out, name));
}
