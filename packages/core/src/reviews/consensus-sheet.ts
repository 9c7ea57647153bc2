import type { ReviewSheet } from "../records/review.ts";
import type { RaterRecord } from "./rater-records.ts";
import type { ReviewKey } from "./review-key.ts";
import { partColumns, ratedColumns } from "./sheet-columns.ts";
import { csvText } from "./sheet-csv.ts";
import { disagreementsOf, type SheetRatings } from "./sheet-ratings.ts";

/**
 * The cases that raters must talk about, as a sheet to fill in: what each said and remarked, the criteria they agree on
 * filled in, those they differ in empty (or as settled before). It is read as any rater's sheet is.
 */
export function consensusSheet(
  key: Pick<ReviewKey, "rows">,
  sheet: Pick<ReviewSheet, "scheme" | "cases">,
  ratings: SheetRatings,
  records: readonly RaterRecord[],
): string {
  const { scheme, cases } = sheet;
  const disputed = new Set(disagreementsOf(key, sheet, ratings).map(({ row }) => row));
  const parts = partColumns.filter((name) => cases.some((one) => one.parts.some((part) => part.name === name)));
  const rows = [...cases.entries()].filter(([, { row }]) => disputed.has(row));
  return csvText([
    ["row", ...parts, "ratings", "comments", ...ratedColumns(scheme)],
    ...rows.map(([place, one]) => [
      one.row,
      ...parts.map((name) => one.parts.find((part) => part.name === name)?.text ?? ""),
      scheme.criteria.map(({ id }) => `${id}: ${saidOf(ratings, place, id)}`).join("\n"),
      commentsOf(one.row, records),
      ...scheme.criteria.map(({ id }) => agreedOn(ratings, place, id)),
      records.find(({ rater }) => rater === null)?.ratings.find(({ row }) => row === one.row)?.comment ?? "",
    ]),
  ]);
}

function saidOf(ratings: SheetRatings, place: number, criterion: string): string {
  return ratings.raters.map((rater) => `${rater} ${ratings.of(rater, place, criterion) ?? "–"}`).join(", ");
}

function commentsOf(row: string, records: readonly RaterRecord[]): string {
  return records
    .flatMap(({ rater, ratings }) => {
      const comment = ratings.find((rating) => rating.row === row)?.comment ?? "";
      return rater === null || comment === "" ? [] : [`${rater}: ${comment}`];
    })
    .join("\n");
}

function agreedOn(ratings: SheetRatings, place: number, criterion: string): string {
  const said = new Set(ratings.counted(place, criterion));
  return said.size === 1 ? ([...said][0] ?? "") : "";
}
