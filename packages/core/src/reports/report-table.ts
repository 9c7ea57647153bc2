/** One cell of a report's table, as text of the report's language. */
export interface ReportCell {
  readonly text: string;
  /** Interval and n behind the value. */
  readonly detail?: string;
  /** The number rests on few items and is shown greyed. */
  readonly small?: true;
}

/** One table of a report, before it is drawn as HTML, Markdown or text. */
export interface ReportTable {
  /** What the table is about. Names in it are on one line and free of control characters, as in every cell. */
  readonly title: string;
  readonly columns: readonly { readonly label: string; readonly align: "left" | "right" }[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly ReportCell[])[];
  /** Sentences below the table. */
  readonly notes: readonly string[];
}

/** A column of words. */
export function wordColumn(label: string): ReportTable["columns"][number] {
  return { label, align: "left" };
}

/** A column of numbers. */
export function numberColumn(label: string): ReportTable["columns"][number] {
  return { label, align: "right" };
}

/** Value and detail of a cell on one line, for formats without styles. */
export function cellText(cell: ReportCell): string {
  return cell.detail === undefined || cell.detail === "" ? cell.text : `${cell.text} ${cell.detail}`;
}
