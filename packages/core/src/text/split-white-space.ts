/** What Python's `str.split()` takes for white space, and so do sacrebleu's metrics: not quite JavaScript's `\s`. */
const spaces = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const space = new RegExp(`^[${spaces}]$`);
const run = new RegExp(`[^${spaces}]+`, "g");

/** One unit of text is white space. */
const isSpace = Uint8Array.from({ length: 0x3001 }, (_, unit) => (space.test(String.fromCharCode(unit)) ? 1 : 0));

/** A UTF-16 code unit is white space by Python's table. */
export function isWhiteSpace(unit: number): boolean {
  return isSpace[unit] === 1;
}

/** The runs of a text that white space parts, as Python's `text.split()`; none of an empty text. */
export function splitWhiteSpace(text: string): string[] {
  return text.match(run) ?? [];
}

/** A text without white space at its end, as Python's `text.rstrip()`. Linear, whatever the text. */
export function trimEndWhiteSpace(text: string): string {
  let end = text.length;
  while (end > 0 && isWhiteSpace(text.charCodeAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end);
}

/** A text without white space on either side, as Python's `text.strip()`. */
export function trimWhiteSpace(text: string): string {
  let start = 0;
  while (start < text.length && isWhiteSpace(text.charCodeAt(start))) {
    start += 1;
  }
  return trimEndWhiteSpace(text.slice(start));
}
