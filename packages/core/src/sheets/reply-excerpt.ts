/** Most characters (UTF-16 units) of one reply on a sheet; a spreadsheet's cell holds 32,767. */
export const replyLimit = 12_000;
/** Of these, what is kept from the end: that is where replies answer. */
const endLimit = 8000;

/**
 * A text as a person can read it in a cell: whole when short, else its beginning and its end, with what was left out
 * counted between them. Cuts never split a surrogate pair.
 *
 * @example replyExcerpt("abc") // "abc"
 */
export function replyExcerpt(text: string, limit: number = replyLimit): string {
  if (text.length <= limit) {
    return text;
  }
  const end = Math.min(endLimit, Math.ceil((limit * 2) / 3));
  const head = wholePairs(text.slice(0, limit - end));
  const tail = wholePairs(text.slice(-end));
  return `${head}\n[… ${text.length - head.length - tail.length} characters left out …]\n${tail}`;
}

function wholePairs(text: string): string {
  return text.replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "");
}
