/** Whether a UTF-16 unit is an ASCII letter or digit. */
export function isAsciiWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** Whether a UTF-16 unit is an ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether a UTF-16 unit is a Latin letter, accented ones included. */
export function isLatinLetter(code: number): boolean {
  return (
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7)
  );
}

/** Whether a UTF-16 unit is a Greek letter, which medicine joins to Latin ones ("α1"). */
export function isGreekLetter(code: number): boolean {
  return code >= 0x370 && code <= 0x3ff;
}

/** Whether a UTF-16 unit is a Han character. */
export function isHan(code: number): boolean {
  return code >= 0x3400 && code <= 0x9fff;
}

/** Whether a UTF-16 unit is a blank within a line. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** The first index from `from` that is no blank (line breaks are not blanks). */
export function skipBlanks(text: string, from: number): number {
  let i = from;
  while (i < text.length && isBlank(text.charCodeAt(i))) {
    i++;
  }
  return i;
}

/** Start of the line that holds `index`. */
export function lineStart(text: string, index: number): number {
  return text.lastIndexOf("\n", index - 1) + 1;
}

/** End (exclusive, without the line break) of the line that holds `index`. */
export function lineEnd(text: string, index: number): number {
  const end = text.indexOf("\n", index);
  return end < 0 ? text.length : end;
}

/** Whether a sentence ends here. A full stop ends one only before a blank or the end, and never after a lone letter. */
export function isSentenceEnd(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code === 10 || code === 33 || code === 63 || code === 0x3002 || code === 59) {
    return true;
  }
  if (code !== 46) {
    return false;
  }
  const next = text.charCodeAt(index + 1);
  if (!(Number.isNaN(next) || isBlank(next) || next === 10)) {
    return false;
  }
  // "C. Metformin": the stop belongs to the letter.
  return !isLatinLetter(text.charCodeAt(index - 1)) || isLatinLetter(text.charCodeAt(index - 2));
}

/** Start of the sentence that holds `index`, looking back at most `reach` characters. */
export function sentenceStart(text: string, index: number, reach: number): number {
  const stop = Math.max(0, index - reach);
  let i = index;
  while (i > stop && !isSentenceEnd(text, i - 1)) {
    i--;
  }
  return i;
}

/** End (exclusive) of the sentence that holds `index`, looking ahead at most `reach` characters. */
export function sentenceEnd(text: string, index: number, reach: number): number {
  const stop = Math.min(text.length, index + reach);
  let i = index;
  while (i < stop && !isSentenceEnd(text, i)) {
    i++;
  }
  return i;
}
