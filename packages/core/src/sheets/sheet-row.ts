/** Problems named one by one in a message; of more, only the first are. */
const shownProblems = 5;

/** The id of a row as it was given out: a spreadsheet may leave the apostrophe that guards a cell, spaces and capitals. */
export function rowName(cell: string): string {
  return cell.replace(/^'/, "").trim().toLowerCase();
}

/**
 * The sheet that a row's id belongs to, or null for what is no such id.
 *
 * @example sheetOfRow("r3f09ab-017") // "3f09ab"
 */
export function sheetOfRow(cell: string): string | null {
  return /^r([0-9a-f]+)-\d+$/.exec(rowName(cell))?.[1] ?? null;
}

/** The ids of a sheet's rows, all of one length so that they sort. */
export function rowIds(sheet: string, count: number): readonly string[] {
  const digits = String(count).length;
  return Array.from({ length: count }, (_, place) => `r${sheet}-${String(place + 1).padStart(digits, "0")}`);
}

/** The first of several parts, and how many more there are. */
export function several(parts: readonly string[], between: string): string {
  const rest = parts.length - shownProblems;
  return `${parts.slice(0, shownProblems).join(between)}${rest > 0 ? `${between}and ${rest} more` : ""}`;
}

/** What stands in a cell may be anything; a message is one short line. */
export function cellExcerpt(text: string): string {
  return text.slice(0, 60).replace(/[\p{Cc}\p{Cf}]+/gu, " ");
}
