import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { negationsOf } from "../lexicons/negation-phrases.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import { readTextList, skipBridge } from "./answer-value.ts";
import { isBlank, sentenceStart } from "./characters.ts";
import type { TextMatch } from "./option-texts.ts";
import type { Finding, ReplyContext } from "./reply-context.ts";
import { skipBullet, textAt } from "./text-run.ts";

const undecorated = /^[^\p{L}\p{N}]*$/u;
/** Looks back from where it is put: "not", "rule out", 排除, with articles between. */
const deniedBefore = new RegExp(
  `(?<=${anyPhrase([...negationsOf("negators"), ...negationsOf("before")])}(?:[ \\t:"'“(]|${anyPhrase([...phrasesOf("articles"), ...phrasesOf("optionWords"), "a", "an", "un", "una", "um", "uma", "be", "是"])}){0,8})`,
  "iy",
);
const deniedAfter = new RegExp(
  `[)\\]"'”’\\s]*(?:${anyPhrase(negationsOf("links"))}|[\\s:—–-])*(?:${anyPhrase(negationsOf("wrong"))}|[✗✘❌❎✖]|${anyPhrase(negationsOf("negators"))})`,
  "iy",
);
const conclusion = new RegExp(
  anyPhrase([...phrasesOf("conclusions"), ...phrasesOf("nouns"), ...phrasesOf("adjectives"), ...negationsOf("right")]),
  "i",
);
const joint = new RegExp(`^[\\s,、]{0,4}(?:${anyPhrase([...phrasesOf("and"), ...phrasesOf("or")])})?\\s{0,4}$`, "i");
const either = new RegExp(`^[\\s,]*${anyPhrase(phrasesOf("or"))}\\s*$`, "i");

function found(matches: readonly TextMatch[], rule: string, status: Finding["status"] = "chosen"): Finding {
  return {
    status,
    indexes: [...new Set(matches.map(({ index }) => index))],
    start: matches[0]?.start ?? 0,
    end: matches[matches.length - 1]?.end ?? 0,
    rule,
  };
}

/** The option whose text is the whole reply, over lines of which each is no option of its own; -1 when none is. */
function wholeReply(context: ReplyContext): number {
  const { text } = context;
  const whole = context.options().wholeOf(text, 0, text.length);
  return whole >= 0 && text.trim().includes("\n") && textAt(context, 0)?.index !== whole ? -1 : whole;
}

/** A reply that is an option's text (or several) and nothing else. */
export function readWholeText(context: ReplyContext): Finding | null {
  const { text } = context;
  const whole = wholeReply(context);
  if (whole >= 0) {
    return found([{ index: whole, start: 0, end: text.length }], "option-text");
  }
  if (text.length > 4000) {
    return null;
  }
  const at = skipBridge(text, 0);
  const listed = skipBullet(context, at);
  const list = readTextList(context, at) ?? (listed > at ? readTextList(context, listed) : null);
  if (list === null || !undecorated.test(text.slice(list.end)) || isWholeEcho(context, list.indexes)) {
    return null;
  }
  const { status, indexes, start, end } = list;
  return {
    status: status === "ambiguous" ? "ambiguous" : "chosen",
    indexes,
    start,
    end,
    rule: status === "ambiguous" ? "two-answers" : "option-text",
  };
}

function isWholeEcho(context: ReplyContext, indexes: readonly number[]): boolean {
  return indexes.length === context.labels.length && indexes.length > 2;
}

/** The line that begins or ends a reply, when it is one option's text alone. */
function lineAlone(context: ReplyContext, start: number, end: number): TextMatch | null {
  const { text } = context;
  const at = skipBridge(text, start);
  if (at >= end) {
    return null;
  }
  const match = context.options().prefixAt(text, at);
  return match !== null && match.end <= end && undecorated.test(text.slice(match.end, end)) ? match : null;
}

/** The matches that are not denied; texts joined by commas or "and" are denied together ("aspirin and … are wrong"). */
function notDenied(text: string, matches: readonly TextMatch[]): readonly TextMatch[] {
  const standing: TextMatch[] = [];
  let next: TextMatch | null = null;
  let nextDenied = false;
  for (const match of matches.toReversed()) {
    deniedBefore.lastIndex = match.start;
    deniedAfter.lastIndex = match.end;
    const together: boolean = next !== null && nextDenied && joint.test(text.slice(match.end, next.start));
    nextDenied = together || deniedBefore.test(text) || deniedAfter.test(text);
    next = match;
    if (!nextDenied) {
      standing.unshift(match);
    }
  }
  return standing;
}

/**
 * The option whose text a reply settles on in running text: alone on the first or last line, alone in a closing
 * sentence that concludes, or the only one named at all. Texts that are denied do not count.
 */
export function readTextInProse(context: ReplyContext): Finding | null {
  const { text } = context;
  const trimmed = text.trimEnd();
  const all = context.options().matchesIn(text, 0, text.length);
  if (all.length === 0) {
    return null;
  }
  const standing = notDenied(text, all);
  const firstLine = text.search(/\S/);
  const firstEnd = text.indexOf("\n", firstLine);
  const opening = firstEnd < 0 ? null : lineAlone(context, firstLine, firstEnd);
  const lastLine = trimmed.lastIndexOf("\n") + 1;
  const closing = lastLine === 0 || context.cutOff ? null : lineAlone(context, lastLine, trimmed.length);
  const closingIndexes = new Set(standing.filter(({ start }) => start >= lastLine).map(({ index }) => index));
  if (
    closing !== null &&
    (opening === null || opening.index === closing.index) &&
    !listsOptions(context, closing, all)
  ) {
    return found([closing], "closing-text");
  }
  if (opening !== null && closing === null && !listsOptions(context, opening, all)) {
    return found([opening], "opening-text");
  }
  const indexes = new Set(standing.map(({ index }) => index));
  if (context.cutOff) {
    return null;
  }
  if (indexes.size === 1) {
    return found(standing.slice(-1), "unique-text");
  }
  let from = sentenceStart(text, trimmed.length - 1, 600);
  while (from < trimmed.length && isBlank(text.charCodeAt(from))) {
    from++;
  }
  const last = standing.filter(({ start }) => start >= from);
  const lastIndexes = new Set(last.map(({ index }) => index));
  const concludes = conclusion.test(text.slice(from, from + 300));
  if (lastIndexes.size === 1 && concludes) {
    return found(last, "concluding-text");
  }
  if (closingIndexes.size === 1 && concludes) {
    return found(
      standing.filter(({ start }) => start >= lastLine),
      "concluding-text",
    );
  }
  const [one, two] = standing;
  if (indexes.size === 2 && one !== undefined && two !== undefined && either.test(text.slice(one.end, two.start))) {
    return found([one, two], "two-answers", "ambiguous");
  }
  return null;
}

/** Whether a line belongs to a list that repeats the options: its neighbours are the options beside it. */
function listsOptions(context: ReplyContext, line: TextMatch, all: readonly TextMatch[]): boolean {
  const beside = all.filter(({ index }) => index !== line.index);
  const between = (from: number, to: number): boolean =>
    undecorated.test(context.text.slice(from, to).replace(/\b[A-Za-z0-9]{1,3}\b/g, ""));
  return beside.some(({ start, end }) => (start > line.end ? between(line.end, start) : between(end, line.start)));
}
