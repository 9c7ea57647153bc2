import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { anyPhrase, casedPhrases } from "../lexicons/phrase-pattern.ts";
import { refusalsOf } from "../lexicons/refusal-phrases.ts";
import { lineStart, sentenceEnd } from "./characters.ts";
import { echoRunEnd, isEcho, type LabelList, readLabelList } from "./label-list.ts";
import { declaresSeveral, readListedLines } from "./listed-lines.ts";
import type { TextMatch } from "./option-texts.ts";
import type { ReplyContext } from "./reply-context.ts";
import { readTextRun, textAt } from "./text-run.ts";

/** What stands where an answer was announced. */
export interface AnswerValue {
  readonly status: "chosen" | "ambiguous" | "none-of-these" | "abstained" | "refused";
  readonly indexes: readonly number[];
  readonly start: number;
  readonly end: number;
  /** The labels, when it is labels that were read. */
  readonly list: LabelList | null;
  /** A label stands with another option's text. */
  readonly conflict: boolean;
}

const optionWords = anyPhrase(casedPhrases(phrasesOf("optionWords")));
const adverbs = anyPhrase(casedPhrases(phrasesOf("adverbs")));
const articles = anyPhrase(casedPhrases(phrasesOf("articles")));
/** What may stand between an announcement and the answer. Case counts: "a" may be an article, "A" a label. */
const bridge = new RegExp(
  `(?:[\\s"'“”‘’«»「」『』《》()\\[\\]{}【】<>#|:=—–\\-→➡⇒👉✅✔✓☑⭐🎯…,•]|${optionWords}|${adverbs}|[AO](?=\\s+${optionWords})|${articles}(?=:\\n|\\s+(?:["'“(\\[]*[A-Za-z0-9]{1,4}(?![A-Za-zÀ-ɏ0-9])|${optionWords}|${adverbs}))){0,60}`,
  "yu",
);
const leadingArticle = /(?:the|an?|el|la|los|las|una?|os?|as?|ums?|umas?)\s+/iy;
/** A bullet or a number before the first of several lines. */
const listMark = /(?:[-•*+–▪◦●]|\d{1,2}[.)])[ \t]{1,9}/y;
const bracketedLabel = /[ \t]{0,9}[([（【]/y;
const noneOfThese = new RegExp(anyPhrase(refusalsOf("noneOfThese")), "iy");
const abstention = new RegExp(
  `${anyPhrase([...refusalsOf("abstention"), "unclear", "n/a", "none", "null", "无", "unable"])}`,
  "iy",
);
const refusal = new RegExp(anyPhrase(refusalsOf("refusal")), "iy");

/** Where the answer begins after an announcement that ends at `at`. */
export function skipBridge(text: string, at: number): number {
  bridge.lastIndex = at;
  bridge.test(text);
  return Math.max(at, bridge.lastIndex);
}

/** The option texts named together from `at` on; null when none is. */
export function readTextList(context: ReplyContext, at: number): AnswerValue | null {
  const { text } = context;
  let found: TextMatch | null = textAt(context, at);
  if (found === null) {
    leadingArticle.lastIndex = at;
    found = leadingArticle.test(text) ? textAt(context, leadingArticle.lastIndex) : null;
  }
  if (found === null) {
    return null;
  }
  bracketedLabel.lastIndex = found.end;
  if (bracketedLabel.test(text)) {
    const list = readLabelList(context, skipBridge(text, found.end));
    if (list !== null && list.indexes.length === 1) {
      const conflict = list.indexes[0] !== found.index;
      const status = conflict ? "ambiguous" : "chosen";
      return { status, indexes: [found.index], start: found.start, end: list.end, list: null, conflict };
    }
  }
  const { indexes, start, end, open } = readTextRun(context, found);
  const several = indexes.length > 1 && context.choose === "one";
  return { status: open || several ? "ambiguous" : "chosen", indexes, start, end, list: null, conflict: false };
}

/** A phrase that names no option, at `at`: none of these, unknown, a refusal. */
export function readNonChoice(text: string, at: number): AnswerValue | null {
  const statuses = [
    ["none-of-these", noneOfThese],
    ["refused", refusal],
    ["abstained", abstention],
  ] as const;
  for (const [status, pattern] of statuses) {
    pattern.lastIndex = at;
    if (pattern.test(text)) {
      return { status, indexes: [], start: at, end: pattern.lastIndex, list: null, conflict: false };
    }
  }
  return null;
}

/** A label list as a value: open lists and conflicts are ambiguous, and so are several labels where one is asked. */
export function valueOfList(context: ReplyContext, list: LabelList): AnswerValue {
  const several = list.indexes.length > 1 && context.choose === "one";
  const ambiguous = list.open || list.conflict || several;
  return {
    status: ambiguous ? "ambiguous" : "chosen",
    indexes: list.indexes,
    start: list.start,
    end: list.end,
    list,
    conflict: list.conflict,
  };
}

/** Whether nothing but blanks stands before `at` on its line. */
function opensLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === "";
}

/** A declared list with the lines below it; null for one that only repeats the options. */
function declaredList(context: ReplyContext, first: LabelList): AnswerValue | null {
  const repeats = (list: LabelList): boolean =>
    (isEcho(context, list) || echoRunEnd(context, list) > 0) &&
    !(context.choose === "any" && declaresSeveral(context.text, first.start));
  if (repeats(first)) {
    return null;
  }
  const list = readListedLines(context, first);
  return list !== first && repeats(list) ? null : valueOfList(context, list);
}

/**
 * The answer that stands at `from`, behind any quotes, brackets, articles and option words: labels, else option
 * texts, else a phrase that names no option, else (where `loose`) a part of a text that only one option has.
 */
export function readValue(context: ReplyContext, from: number, loose: boolean): AnswerValue | null {
  const { text } = context;
  let at = skipBridge(text, from);
  if (at >= text.length) {
    return null;
  }
  let list = readLabelList(context, at);
  listMark.lastIndex = at;
  if (list === null && listMark.test(text) && opensLine(text, at)) {
    at = skipBridge(text, listMark.lastIndex);
    list = readLabelList(context, at);
  }
  if (list !== null) {
    return declaredList(context, list);
  }
  const named = readTextList(context, at) ?? readNonChoice(text, at);
  if (named !== null || !loose) {
    return named;
  }
  leadingArticle.lastIndex = at;
  const start = leadingArticle.test(text) ? leadingArticle.lastIndex : at;
  let end = sentenceEnd(text, start, 300);
  while (end > start && /[.\s)"'”」】]/.test(text.charAt(end - 1))) {
    end--;
  }
  const index = context.options().holding(text, start, end);
  return index < 0 ? null : { status: "chosen", indexes: [index], start, end, list: null, conflict: false };
}
