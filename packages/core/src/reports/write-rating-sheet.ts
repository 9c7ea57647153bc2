import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { UsageError, writeError } from "../base/errors.ts";
import { writeWhole } from "../base/lines.ts";
import type { ReviewSheet } from "../records/review.ts";
import { sheetCsv, valuesCsv } from "../reviews/sheet-csv.ts";
import { ratingForm } from "./html/rating-form.ts";

/** Names of the files that raters get. */
const names = { sheet: "sheet.csv", form: "form.html", values: "values.csv" } as const;

/** Refuse a folder that holds a sheet: it may have been filled in. Throws ARGUMENT_INVALID. */
export function refuseRatingSheet(out: string): void {
  const there = [names.sheet, names.form].find((name) => existsSync(join(out, name)));
  if (there !== undefined) {
    throw new UsageError("ARGUMENT_INVALID", `--out ${out} holds ${there}, and what was filled in would be lost`);
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
  const files: readonly (readonly [string, string])[] = [
    [names.sheet, sheetCsv(sheet)],
    [names.form, ratingForm(sheet, language)],
    [names.values, valuesCsv(sheet.scheme)],
  ];
  return files.map(([name, text]) => {
    writeWhole(join(out, name), text);
    return join(out, name);
  });
}
