import { byteOrderMark, spreadsheetCell } from "../base/spreadsheet-cell.ts";
import type { ReviewPart, ReviewScheme, ReviewSheet } from "../records/review.ts";
import { partColumns, ratedColumns } from "./sheet-columns.ts";

/** A table as a spreadsheet opens it: UTF-8 with a byte order mark, CRLF, nothing that runs as a formula. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `${byteOrderMark}${rows.map((cells) => `${cells.map(spreadsheetCell).join(",")}\r\n`).join("")}`;
}

/**
 * A sheet for raters who work in a spreadsheet: a row a case, the parts that some case has, and an empty column for each
 * criterion and a comment. Where a model suggested values they stand in columns of their own, with `confirm` to take them
 * all over.
 */
export function sheetCsv({ scheme, cases }: Pick<ReviewSheet, "scheme" | "cases">): string {
  const parts = partColumns.filter((name) => cases.some((one) => one.parts.some((part) => part.name === name)));
  const suggests = cases.some(({ suggested }) => Object.keys(suggested).length > 0);
  const suggested = suggests ? scheme.criteria.map(({ id }) => id) : [];
  return csvText([
    [
      "row",
      ...parts,
      ...suggested.map((id) => `model_${id}`),
      ...(suggests ? ["confirm"] : []),
      ...ratedColumns(scheme),
    ],
    ...cases.map((one) => [
      one.row,
      ...parts.map((name) => partText(one.parts, name)),
      ...suggested.map((id) => suggestionText(scheme, id, one.suggested[id])),
      ...(suggests ? [""] : []),
      ...ratedColumns(scheme).map(() => ""),
    ]),
  ]);
}

/** The values of every criterion with what they mean, for raters who work in a spreadsheet. */
export function valuesCsv({ criteria }: ReviewScheme): string {
  return csvText([
    ["criterion", "value", "en", "es", "zh"],
    ...criteria.flatMap(({ id, values }) =>
      values.map(({ value, title }) => [id, value, title.en, title.es, title.zh]),
    ),
  ]);
}

function partText(parts: readonly ReviewPart[], name: ReviewPart["name"]): string {
  return parts.find((part) => part.name === name)?.text ?? "";
}

function suggestionText(scheme: ReviewScheme, id: string, value: string | undefined): string {
  const found = scheme.criteria.find((criterion) => criterion.id === id)?.values.find((one) => one.value === value);
  return found === undefined
    ? (value ?? "")
    : [found.value, found.title.zh, found.title.en].filter(Boolean).join(" · ");
}
