import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import { skipBridge } from "./answer-value.ts";
import { isHan, sentenceStart, skipBlanks } from "./characters.ts";
import { echoRunEnd, endsClause, isEcho, type LabelList, readLabelList } from "./label-list.ts";
import { mentionsIn, verdictAfter } from "./option-verdicts.ts";
import type { Finding, ReplyContext } from "./reply-context.ts";

const decoration = /(?:[^\p{L}\p{N}✗✘❌❎×✖]|(?<![\p{L}\p{N}])\d{1,2}[.)]\s+(?=[A-Z]\b))*/uy;
const undecorated = /^[^\p{L}\p{N}✗✘❌❎×✖]*$/u;
const reasons = new RegExp(
  `[ \\t]{1,9}${anyPhrase(phrasesOf("continuations").filter((word) => !/^(?:is|are|was|es|son|é|são|and|or|y|o|e|ou|not|no|não)$/.test(word)))}`,
  "iy",
);
const lastLabel = /(?<=[.!。]\s{0,3})[A-Za-z0-9]{1,4}$/;
const labelSuffix = /[ \t]{0,9}(?:项|选项)/y;

/** A line that begins with a label. */
interface LabelLine {
  readonly list: LabelList;
  /** Nothing but the label and its own text. */
  readonly pure: boolean;
  /** Nothing but the label. */
  readonly alone: boolean;
  /** A Chinese full stop ends the label's own sentence. */
  readonly stops: boolean;
  readonly line: number;
}

function several(context: ReplyContext, indexes: readonly number[]): boolean {
  return indexes.length > 1 && context.choose === "one";
}

function finding(context: ReplyContext, list: LabelList, rule: string): Finding {
  const ambiguous = several(context, list.indexes) || list.open || list.conflict;
  return {
    status: ambiguous ? "ambiguous" : "chosen",
    indexes: list.indexes,
    start: list.start,
    end: list.end,
    rule: list.conflict ? "label-text-conflict" : ambiguous ? "two-answers" : rule,
  };
}

/** A reply that is labels and nothing else, whatever their decoration: "C", "**(C)**", "选项B", "b, d". */
export function readWholeLabels(context: ReplyContext): Finding | null {
  const { text, set } = context;
  if (text.length > 400) {
    return null;
  }
  decoration.lastIndex = 0;
  decoration.test(text);
  const at = skipBridge(text, Math.max(0, decoration.lastIndex));
  const loose = set.tokenAt(text, at, { looseRuns: true });
  if (loose !== null && undecorated.test(text.slice(loose.end))) {
    const list = { indexes: loose.indexes, start: at, end: loose.end, open: false, conflict: false, beforeComma: null };
    return finding(context, list, "bare-label");
  }
  const list = readLabelList(context, at);
  if (list === null || isEcho(context, list)) {
    return null;
  }
  labelSuffix.lastIndex = list.end;
  const end = labelSuffix.test(text) ? labelSuffix.lastIndex : list.end;
  return undecorated.test(text.slice(end)) ? finding(context, list, "bare-label") : null;
}

function labelLine(context: ReplyContext, start: number, end: number, line: number): LabelLine | null {
  const { text, set } = context;
  decoration.lastIndex = start;
  decoration.test(text);
  const at = skipBridge(text, Math.max(start, decoration.lastIndex));
  if (at >= end) {
    return null;
  }
  const list = readLabelList(context, at);
  if (list === null || list.end > end) {
    return null;
  }
  const token = set.tokenAt(text, at);
  const rest = text.slice(list.end, end);
  const pure = undecorated.test(rest) && list.end <= end;
  const named = token !== null && list.end > token.end && list.indexes.length === 1;
  const next = text.charCodeAt(skipBlanks(text, list.end));
  reasons.lastIndex = list.end;
  const marked =
    named || endsClause(text, list.end) || /^[ \t]{0,9}[-–—:=|→(（【[]/.test(rest) || isHan(next) || reasons.test(text);
  if (!pure && !marked) {
    return null;
  }
  const verdict = verdictAfter(context, list, token?.wordy ?? false);
  if (verdict === "wrong" || /[✗✘❌❎✖]/.test(text.slice(start, end))) {
    return null;
  }
  const alone = pure && !named;
  return { list, pure, alone, line, stops: rest.startsWith("。") };
}

/** Replies of more lines than this are read at both ends only. */
const mostLines = 400;

/**
 * The answer in a reply whose first or last line is a label, alone or with its text: "C. Metformin" and then the
 * reasons, or the reasons and then "C". Lists that repeat or discuss the options one by one answer nothing.
 */
export function readLabelLines(context: ReplyContext): Finding | null {
  const { text } = context;
  const found: LabelLine[] = [];
  let count = 0;
  for (let start = 0; start < text.length; ) {
    const stop = text.indexOf("\n", start);
    const end = stop < 0 ? text.length : stop;
    if (text.slice(start, end).trim() !== "") {
      if (count < mostLines || text.length - start < 2000) {
        const line = labelLine(context, start, end, count);
        if (line !== null) {
          found.push(line);
        }
      }
      count++;
    }
    start = end + 1;
  }
  const first = found[0];
  const last = found[found.length - 1];
  if (first === undefined || last === undefined) {
    return null;
  }
  const single = found.filter(({ list }) => list.indexes.length === 1);
  if (found.length === count && count > 1 && found.every(({ pure }) => pure) && single.length === count) {
    const indexes = [...new Set(found.flatMap(({ list }) => list.indexes))];
    if (indexes.length === context.labels.length && indexes.length > 2) {
      return null;
    }
    const list: LabelList = {
      ...first.list,
      indexes,
      end: last.list.end,
      conflict: found.some((line) => line.list.conflict),
    };
    return finding(context, list, "label-lines");
  }
  const led = found.filter(({ pure, line }) => pure && line > 0);
  if (context.choose === "any" && led.length > 1 && led.length === count - 1 && led.length < context.labels.length) {
    const indexes = [...new Set(led.flatMap(({ list }) => list.indexes))];
    return finding(context, { ...last.list, start: led[0]?.list.start ?? 0, indexes }, "label-lines");
  }
  const second = found.find(({ line }) => line === first.line + 1);
  const opens =
    first.line === 0 &&
    !isEcho(context, first.list) &&
    echoRunEnd(context, first.list) < 0 &&
    (second === undefined || (first.alone && !second.alone)) &&
    (!context.cutOff || first.pure || first.stops || first.list.indexes[0] !== 0);
  const before = found.find(({ line }) => line === last.line - 1);
  const closes =
    last.line === count - 1 &&
    count > 1 &&
    last.pure &&
    !context.cutOff &&
    !isEcho(context, last.list) &&
    (before === undefined || (last.alone && !before.alone));
  if (opens && closes && first.list.indexes.join() !== last.list.indexes.join()) {
    const whole: LabelList = { ...first.list, end: last.list.end };
    return { ...finding(context, whole, "two-answers"), status: "ambiguous", rule: "two-answers" };
  }
  if (closes) {
    return finding(context, last.list, "closing-label");
  }
  return opens ? finding(context, first.list, "opening-label") : null;
}

/**
 * Where a last label begins that follows one ruled out: "Not D. Not E. C". A stop after a lone letter mostly belongs to
 * the letter ("C. Metformin"), so that the sentences are not told apart by it; -1 where there is no such label.
 */
function afterDenied(context: ReplyContext, end: number): number {
  const { text } = context;
  const label = lastLabel.exec(text.slice(Math.max(0, end - 20), end));
  if (label === null) {
    return -1;
  }
  const start = end - label[0].length;
  const before = mentionsIn(context, Math.max(0, start - 80), start).at(-1);
  return before?.verdict === "wrong" && undecorated.test(text.slice(before.list.end, start)) ? start : -1;
}

/** A reply whose last sentence is a label and nothing else: "… at full dose. Option V." */
export function readClosingSentence(context: ReplyContext): Finding | null {
  const { text, cutOff } = context;
  let end = text.length;
  while (end > 0 && undecorated.test(text.charAt(end - 1)) && text.charCodeAt(end - 1) < 0xd800) {
    end--;
  }
  const denied = afterDenied(context, end);
  const from = denied > 0 ? denied : sentenceStart(text, end, 60);
  // A last line of its own is the label lines' to judge.
  if (cutOff || from === 0 || end === 0 || text.charCodeAt(from - 1) === 10) {
    return null;
  }
  decoration.lastIndex = from;
  decoration.test(text);
  const list = readLabelList(context, skipBridge(text, Math.max(from, decoration.lastIndex)));
  if (list === null || list.start < from || isEcho(context, list)) {
    return null;
  }
  return undecorated.test(text.slice(list.end)) ? finding(context, list, "closing-label") : null;
}
