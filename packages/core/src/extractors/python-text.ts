/** What Python's `str.split()`, `str.strip()` and `\s` take for white space; JavaScript's set is another one. */
const whitespace = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const blanks = new RegExp(`[${whitespace}]+`, "g");
const blank = new RegExp(`[${whitespace}]`);
const word = new RegExp(`[^${whitespace}]+`);

/** The characters of Python's white space, for use inside a character class. */
export const pythonWhitespace = whitespace;

/** Text without white space at its ends, as Python's `str.strip()`. Example: `pythonStrip(" A\u3000")` is "A". */
export function pythonStrip(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && blank.test(text.charAt(start))) {
    start++;
  }
  while (end > start && blank.test(text.charAt(end - 1))) {
    end--;
  }
  return text.slice(start, end);
}

/** The words of a text, as Python's `str.split()`; none for a blank text. Example: `pythonSplit(" A  b ")` is A, b. */
export function pythonSplit(text: string): readonly string[] {
  return text.split(blanks).filter((word) => word !== "");
}

/** The first word of a text, as Python's `str.split()` gives it; "" for a blank text. Example: `firstWord(" A  b")` is "A". */
export function firstWord(text: string): string {
  const end = text.search(blank);
  if (end === 0) {
    return word.exec(text)?.[0] ?? "";
  }
  return end < 0 ? text : text.slice(0, end);
}

/** A text as the source of a regular expression that matches it alone. Example: `escapePattern("a.b")` is "a\\.b". */
export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, (special) => `\\${special}`);
}
