/**
 * What stood in a cell before `spreadsheetCell` guarded it: the apostrophe in front goes where it keeps a spreadsheet from
 * running the cell, and stays where somebody wrote it.
 *
 * @example unguardedCell("'=1+1") // "=1+1"
 * @example unguardedCell("'tis so") // "'tis so"
 */
export function unguardedCell(cell: string): string {
  return /^'(?:[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]*[=+\-@＝＋－＠]|[\t\r\n])/u.test(cell)
    ? cell.slice(1)
    : cell;
}
