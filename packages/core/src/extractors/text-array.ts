import type { AnswerValue } from "./answer-value.ts";
import type { ReplyContext } from "./reply-context.ts";

const opening = /\s*\[\s*/y;
/** An element in quotes; its closing quote is the one that another element, the bracket or the end follows. */
const element = /(["'])([^\n]{0,1000}?)\1\s*(?:,\s*(?=["'\]]|$)|(?=\]|$))/y;
/** An array is read up to this many elements. */
const mostElements = 64;

/**
 * The options whose texts are the elements of a JSON array at `from`, `["Gout", "Rash"]`. One that holds anything else
 * beside them, or several where one is asked for, is ambiguous. Null for an array of labels, of one element or of none
 * of the texts, and where no array begins.
 */
export function readTextArray(context: ReplyContext, from: number): AnswerValue | null {
  const { text, set, choose } = context;
  opening.lastIndex = from;
  if (!opening.test(text)) {
    return null;
  }
  const start = opening.lastIndex;
  const found: number[] = [];
  let end = start;
  let stop = start;
  for (let at = start; found.length < mostElements; at = element.lastIndex) {
    element.lastIndex = at;
    const match = element.exec(text);
    if (match === null) {
      stop = at;
      break;
    }
    end = at + 1 + (match[2]?.length ?? 0);
    if (set.tokenAt(text, at + 1)?.end === end) {
      return null;
    }
    found.push(context.options().wholeOf(text, at + 1, end));
  }
  // What is left before the bracket is another element, cut off or of another kind.
  const complete = text.charAt(stop) === "]" || stop >= text.length;
  const indexes = [...new Set(found.filter((index) => index >= 0))];
  if (indexes.length === 0 || (found.length < 2 && complete)) {
    return null;
  }
  const other = found.includes(-1) || !complete;
  const status = other || (indexes.length > 1 && choose === "one") ? "ambiguous" : "chosen";
  return { status, indexes, start: start + 1, end, list: null, conflict: false };
}
