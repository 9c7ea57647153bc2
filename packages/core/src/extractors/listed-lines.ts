import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import { lineEnd, lineStart } from "./characters.ts";
import { type LabelList, readLabelList } from "./label-list.ts";
import { verdictAfter } from "./option-verdicts.ts";
import type { ReplyContext } from "./reply-context.ts";

const optionWords = anyPhrase(phrasesOf("optionWords"));
/** What a line of a list may begin with: bullets, a number, marks, brackets, an option word. */
const lineLead = new RegExp(
  `[ \\t]{0,40}(?:(?:[-•*+–▪◦●>|☑✅✔✓]|\\d{1,2}[.)](?=[ \\t]))[ \\t]{0,9}){0,4}(?:[\\s"'“‘「『【([{]|${optionWords}){0,8}`,
  "iy",
);
const wrongMark = /[✗✘❌❎✖]/;
const undecorated = /^[^\p{L}\p{N}✗✘❌❎×✖]*$/u;
const bracketed = /^[\s"'”)\]]*[([【][^\n]*[)\]】][\s.。;,]*$/;
const noted = /^[\s"'”)\]]*(?:[-–—:→=;,。(（]|\.\s)/;
const declaresAll = new RegExp(anyPhrase(phrasesOf("wholeSets")), "i");
/** A list is read up to this many lines. */
const mostLines = 40;

/** What stands on a line beside its label and the option's text: nothing, a bracket, a note, or a sentence that goes on. */
type LineShape = "pure" | "bracketed" | "noted" | "prose";

function shapeOf(rest: string): LineShape {
  return undecorated.test(rest) ? "pure" : bracketed.test(rest) ? "bracketed" : noted.test(rest) ? "noted" : "prose";
}

interface ListedLine {
  readonly list: LabelList;
  readonly shape: LineShape;
  readonly wrong: boolean;
  /** Nothing stands on the line but the label. */
  readonly bare: boolean;
  /** End of the line. */
  readonly end: number;
}

function lineOf(context: ReplyContext, list: LabelList): ListedLine {
  const { text, set } = context;
  const end = lineEnd(text, list.end);
  const rest = text.slice(list.end, Math.min(end, list.end + 400));
  const token = set.tokenAt(text, list.start);
  const wrong = wrongMark.test(rest) || verdictAfter(context, list, token?.wordy ?? false) === "wrong";
  const shape = shapeOf(rest);
  return { list, shape, wrong, bare: shape === "pure" && token?.end === list.end, end };
}

/** The line at `start`, when it begins with one label. */
function lineAt(context: ReplyContext, start: number): ListedLine | null {
  const { text } = context;
  lineLead.lastIndex = start;
  const at = lineLead.test(text) ? lineLead.lastIndex : start;
  const end = lineEnd(text, start);
  const list = at < end ? readLabelList(context, at) : null;
  return list === null || list.indexes.length > 1 || list.end > end ? null : lineOf(context, list);
}

/** Whether a line after `from` is headed by an option that a list leaves out, as in a discussion of the options. */
function discussesOthers(context: ReplyContext, from: number, indexes: readonly number[]): boolean {
  const { text } = context;
  let start = text.indexOf("\n", from) + 1;
  for (let lines = 0; start > 0 && lines < mostLines; lines++) {
    const line = lineAt(context, start);
    if (line?.shape === "pure" && !line.wrong && !indexes.includes(line.list.indexes[0] ?? -1)) {
      return true;
    }
    start = text.indexOf("\n", start) + 1;
  }
  return false;
}

/** Whether a further line belongs to the list, given the line the list begins with. */
function continues(context: ReplyContext, first: ListedLine, line: ListedLine, inline: boolean): boolean {
  if (first.bare && !line.bare) {
    // "Answer: C", and then the options one by one.
    return false;
  }
  if (line.shape === "pure") {
    return true;
  }
  if (context.choose === "one" || inline) {
    return false;
  }
  return line.list.conflict || line.shape === "bracketed" || first.shape === "noted" || first.shape === "prose";
}

/** Whether the words before `at` say that several or all options are the answer, so that a list of all is meant. */
export function declaresSeveral(text: string, at: number): boolean {
  return declaresAll.test(text.slice(Math.max(0, at - 80), at));
}

/**
 * A declared list that goes on line by line: "A. Aspirin" and under it "C. Metformin". Gives `first` with what the
 * lines below add, or as it is where they add nothing. Lines called wrong are passed over. Where one option is asked
 * for, only lines that hold nothing but label and text count, directly below each other: an explanation of the options
 * often follows there. Lines that stand apart (an empty line between each two) count only where no line below is headed by
 * an option they leave out, because a discussion of the options looks the same.
 */
export function readListedLines(context: ReplyContext, first: LabelList): LabelList {
  const { text } = context;
  const start = lineOf(context, first);
  lineLead.lastIndex = lineStart(text, first.start);
  const inline = !(lineLead.test(text) && lineLead.lastIndex >= first.start);
  const indexes = start.wrong ? [] : [...first.indexes];
  let { end, conflict, open } = first;
  let spaced: boolean | null = null;
  let from = start.end;
  for (let lines = 0; lines < mostLines && from < text.length; lines++) {
    let next = from + 1;
    while (lineEnd(text, next) < text.length && text.slice(next, lineEnd(text, next)).trim() === "") {
      next = lineEnd(text, next) + 1;
    }
    const apart = next > from + 1;
    const line = lineAt(context, next);
    const followed = line !== null && apart && text.slice(line.end + 1, lineEnd(text, line.end + 1)).trim() !== "";
    if (line === null || followed || (spaced !== null && spaced !== apart) || (apart && context.choose === "one")) {
      break;
    }
    if (line.wrong) {
      // "B. Ibuprofen ✗" between two that are right.
      spaced = apart;
      from = line.end;
      continue;
    }
    const index = line.list.indexes[0] ?? -1;
    if (indexes.includes(index) || (!start.wrong && !continues(context, start, line, inline))) {
      break;
    }
    indexes.push(index);
    conflict ||= line.list.conflict;
    open ||= line.list.open;
    end = line.list.end;
    from = line.end;
    spaced = apart;
  }
  const added = indexes.length > first.indexes.length || (start.wrong && indexes.length > 0);
  if (!added || (spaced === true && discussesOthers(context, from, indexes))) {
    return first;
  }
  return { ...first, indexes, end, conflict, open, beforeComma: null };
}
