import type { ReviewPart, ReviewScheme } from "../records/review.ts";

/** Columns of a sheet beside those of its criteria. */
export const fixedColumns: readonly string[] = [
  "row",
  "rater",
  "question",
  "options",
  "reply",
  "key",
  "reference",
  "comment",
];

/** Texts of a case in the order of the columns. */
export const partColumns: readonly ReviewPart["name"][] = ["question", "options", "reply", "key", "reference"];

/** Columns that a rater fills in. */
export function ratedColumns(scheme: ReviewScheme): readonly string[] {
  return [...scheme.criteria.map(({ id }) => id), "comment"];
}
