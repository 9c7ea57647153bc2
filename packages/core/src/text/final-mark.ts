/** Marks that end a sentence or lead into the options. */
const endMarks = ".?!:;…。？！：；";

/** Where the text's final mark stands, or -1 when it ends otherwise. White space after it does not count. */
function finalMarkAt(text: string): number {
  const last = text.trimEnd().length - 1;
  return last >= 0 && endMarks.includes(text[last] ?? "") ? last : -1;
}

/**
 * The text without its final mark. A row of the same mark ("...") goes as a whole; other marks before it stay. A text
 * without a final mark, or of marks only, comes back as it is.
 *
 * @example withoutFinalMark("Which one?") → "Which one"
 */
export function withoutFinalMark(text: string): string {
  const at = finalMarkAt(text);
  let start = at;
  while (start > 0 && text[start - 1] === text[at]) {
    start -= 1;
  }
  return at < 0 || start === 0 ? text : text.slice(0, start) + text.slice(at + 1);
}

/**
 * The text with its final mark twice. A text without a final mark comes back as it is.
 *
 * @example withFinalMarkDoubled("最可能的诊断是？") → "最可能的诊断是？？"
 */
export function withFinalMarkDoubled(text: string): string {
  const at = finalMarkAt(text);
  return at < 0 ? text : text.slice(0, at + 1) + text.slice(at);
}
