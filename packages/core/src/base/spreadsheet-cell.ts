/**
 * A text as one cell of a CSV file (RFC 4180) that a spreadsheet opens as text. Spreadsheets run cells that begin with
 * =, +, -, @ (or their full-width forms) or with white space before them: such a text gets an apostrophe in front
 * (OWASP, "CSV Injection"). Control characters other than line breaks have no place in a table and become U+FFFD.
 *
 * @example spreadsheetCell("=1+1") // "\"'=1+1\""
 */
export function spreadsheetCell(text: string): string {
  const clean = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu, "\ufffd");
  const guarded = /^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(clean)
    ? `'${clean}`
    : clean;
  return /[",;\r\n\t']/u.test(guarded) ? `"${guarded.replace(/"/gu, '""')}"` : guarded;
}

/** Makes spreadsheet programs read a file as UTF-8; pandas, R and DuckDB skip it. */
export const byteOrderMark = "\ufeff";
