import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { anyPhrase, casedPhrases } from "../lexicons/phrase-pattern.ts";
import { isBlank, isDigit, skipBlanks } from "./characters.ts";
import { closesLabel, isClinicalLetter } from "./label-set.ts";
import type { TextBeginning } from "./option-texts.ts";
import type { ReplyContext } from "./reply-context.ts";
import { readTextRun } from "./text-run.ts";

/** Labels named together: "C", "C. Metformin", "A, B and D", "A、C", "ABD", "B or C". */
export interface LabelList {
  readonly indexes: readonly number[];
  readonly start: number;
  readonly end: number;
  /** "B or C": left open. */
  readonly open: boolean;
  /** A label stands with another option's text. */
  readonly conflict: boolean;
  /** End of the list before its last comma, for "B, C is wrong"; null when it has none. */
  readonly beforeComma: { readonly count: number; readonly end: number } | null;
}

const orWord = anyPhrase(casedPhrases(phrasesOf("or")));
const andWord = anyPhrase(casedPhrases(phrasesOf("and")));
/** Signs between labels; groups: comma, slash, hyphen. */
const sign =
  /[ \t]{0,9}[)\]}"'”’」』】.]*[ \t]{0,9}(?:([,;])|(\/)|([-–—])(?=[ \t]{0,9}[A-Z0-9][ \t]{0,9}(?:[-–—]|$|[\n.]))|[、&+|]|(?<=[)\]】])(?=[([【]))\s{0,9}/y;
/** Words between labels; group: "or". */
const word = new RegExp(`[ \\t]{0,9}[)\\]}"'”’」』】]*[ \\t]{0,9}(?:(${orWord})|${andWord})\\s{0,9}`, "y");
const optionWord = anyPhrase(casedPhrases(phrasesOf("optionWords")));
const article = anyPhrase(casedPhrases(phrasesOf("articles")));
const opener = new RegExp(
  `(?:[\\s"'“‘「『【([{#]|${optionWord}|${article}(?=\\s+(?:${optionWord}|["'“([]?[A-Z0-9]{1,4}(?![A-Za-zÀ-ɏ0-9])))){0,20}`,
  "y",
);
const afterLabel = /[ \t]{0,9}(?:项|选项)?[ \t]{0,9}[)\]}"'”’」』】.:,、\-–—→=|(（>]*[ \t]{0,9}[("“「『[]?[ \t]{0,9}/y;
const strictEnd = /[ \t]{0,9}(?:$|[\n.,;:!?。、)\]}"'”’」』】|/&]|<\/|项|选项)/y;
/** Digits joined by commas without a blank, up to the end of what they stand in. */
const commaDigits = /\d(?:,\d){1,9}(?=[ \t]{0,9}(?:$|[\n;!?。)\]}"'”’」』】]|\.(?!\d)|<\/))/y;
const decimal = /\d[.,]\d/;
/** A list is read up to this many items. */
const longestList = 40;

/** Whether a label ends what it stands in: nothing but punctuation, another separator or the line's end follows. */
export function endsClause(text: string, end: number): boolean {
  strictEnd.lastIndex = end;
  return strictEnd.test(text) || end >= text.length;
}

/** The option's text that follows a label; null when none does on its line. */
function textAfter(context: ReplyContext, end: number): TextBeginning | null {
  const { text } = context;
  afterLabel.lastIndex = end;
  afterLabel.test(text);
  const at = Math.max(end, afterLabel.lastIndex);
  return at >= text.length || text.charCodeAt(at) === 10 ? null : context.options().beginningAt(text, at);
}

/**
 * Whether the labels from `at` on are digits joined by commas without a blank, "1,3". Only where several may be chosen,
 * every digit is another label and no option has a decimal in its text: "1,5" may be a number elsewhere.
 */
function inCommaRun({ text, set, labels, choose }: ReplyContext, at: number): boolean {
  commaDigits.lastIndex = at;
  const run = choose === "any" && isDigit(text.charCodeAt(at)) ? commaDigits.exec(text)?.[0].split(",") : undefined;
  return (
    run !== undefined &&
    new Set(run).size === run.length &&
    run.every((digit) => set.labels.includes(digit)) &&
    !labels.some((option) => decimal.test(option.text))
  );
}

function endsStatement(text: string, end: number): boolean {
  const at = skipBlanks(text, end);
  const character = text.charAt(at);
  return character === "" || '\n.。)]】}"”;；|'.includes(character);
}

interface ListItem {
  readonly start: number;
  readonly indexes: readonly number[];
  readonly end: number;
  readonly conflict: boolean;
}

function within(part: readonly number[], whole: readonly number[]): boolean {
  return part.every((index) => whole.includes(index));
}

/** The item at `at` of a list that has named `before` already. */
function itemAt(context: ReplyContext, at: number, before: readonly number[] | null): ListItem | null {
  const { text, set } = context;
  const token = set.tokenAt(text, at);
  if (token === null || isClinicalLetter(text, at)) {
    return null;
  }
  const own = token.indexes[0] ?? -1;
  if (endsLine(text, token.end)) {
    return { start: at, indexes: token.indexes, end: token.end, conflict: false };
  }
  const whole = context.options().prefixAt(text, at);
  if (whole !== null && whole.end > token.end) {
    // The letter belongs to an option's text ("E. coli", "B超").
    return null;
  }
  const named = [...(before ?? []), ...token.indexes];
  const behind = textAfter(context, token.end);
  const texts = named.length > 1 && behind?.isPart === false ? readTextRun(context, behind) : null;
  if (texts !== null && (texts.indexes.length > 1 || texts.indexes[0] !== own)) {
    // Labels first, then their texts.
    const theirs = within(texts.indexes, named);
    if (theirs || (texts.indexes.length > 1 && endsStatement(text, texts.end))) {
      return { start: at, indexes: token.indexes, end: theirs ? texts.end : token.end, conflict: !theirs };
    }
  }
  const following = token.indexes.length === 1 && behind?.isPart === false ? behind : null;
  if (!closesLabel(text, token, set) && following?.index !== own && !inCommaRun(context, at)) {
    return null;
  }
  const lower = text.slice(at, token.end) !== text.slice(at, token.end).toUpperCase();
  if (
    (lower || token.indexes.length > 1) &&
    before !== null &&
    !endsClause(text, token.end) &&
    !joins(text, token.end)
  ) {
    return null;
  }
  if (following === null) {
    // "C. Metformin plus insulin", where "Metformin and insulin" is D.
    const conflict = behind?.isPart === true && behind.index === own;
    return { start: at, indexes: token.indexes, end: token.end, conflict };
  }
  if (following.index === own) {
    return { start: at, indexes: token.indexes, end: following.end, conflict: false };
  }
  return { start: at, indexes: token.indexes, end: token.end, conflict: endsStatement(text, following.end) };
}

/** Whether "and" or "or" follows. */
function joins(text: string, end: number): boolean {
  word.lastIndex = end;
  return word.test(text);
}

function endsLine(text: string, end: number): boolean {
  const at = skipBlanks(text, end);
  return at >= text.length || text.charCodeAt(at) === 10;
}

/** A further label of a list, and how it is joined to the one before. */
interface ListLink {
  readonly item: ListItem;
  readonly comma: boolean;
  readonly bare: boolean;
  readonly alternative: boolean;
}

function nextItem(context: ReplyContext, end: number, before: readonly number[]): ListLink | null {
  const { text, set } = context;
  const open = (at: number): number => {
    opener.lastIndex = at;
    opener.test(text);
    return Math.max(at, opener.lastIndex);
  };
  sign.lastIndex = end;
  const signed = sign.exec(text);
  let at = end;
  const comma = signed?.[1] !== undefined;
  if (signed !== null) {
    at = sign.lastIndex;
    const item = signed[3] !== undefined && context.choose === "one" ? null : itemAt(context, open(at), before);
    if (item !== null) {
      return { item, comma, bare: false, alternative: signed[2] !== undefined && context.choose === "one" };
    }
  }
  word.lastIndex = at;
  const worded = word.exec(text);
  if (worded !== null) {
    const item = itemAt(context, open(word.lastIndex), before);
    return item === null ? null : { item, comma, bare: false, alternative: worded[1] !== undefined };
  }
  at = skipBlanks(text, end);
  const upper = text.charAt(at) === text.charAt(at).toUpperCase();
  if (signed !== null || at === end || !set.single || !isBlank(text.charCodeAt(end)) || !upper) {
    return null;
  }
  const item = itemAt(context, at, before);
  return item === null ? null : { item, comma: false, bare: true, alternative: false };
}

const together = /[ \t]{0,3}(?:都|均|皆|全|(?:are|were|son|são|sont|sind)(?![A-Za-zÀ-ɏ]))/iy;

/** "A, B, C are …": a plural verb takes the whole list. */
function holdsTogether(text: string, end: number): boolean {
  together.lastIndex = end;
  return together.test(text);
}

/** The labels named together from `start` on; null when none is. */
export function readLabelList(context: ReplyContext, start: number): LabelList | null {
  const { text, set } = context;
  const first = itemAt(context, start, null);
  if (first === null) {
    return null;
  }
  const indexes = [...first.indexes];
  let { end, conflict } = first;
  let open = false;
  let beforeComma: LabelList["beforeComma"] = null;
  for (let items = 1; items < longestList; items++) {
    const link = nextItem(context, end, indexes);
    if (link === null) {
      break;
    }
    const { item, comma, bare, alternative } = link;
    const last = endsClause(text, item.end) || holdsTogether(text, item.end);
    if ((comma || bare) && context.choose === "one" && item.end <= item.start + 3 && !last) {
      break;
    }
    if (bare && !endsClause(text, item.end) && set.tokenAt(text, skipBlanks(text, item.end)) === null) {
      break;
    }
    if (comma) {
      beforeComma = { count: indexes.length, end };
    }
    for (const index of item.indexes) {
      if (!indexes.includes(index)) {
        indexes.push(index);
      }
    }
    open ||= alternative;
    conflict ||= item.conflict;
    end = item.end;
  }
  return { indexes, start, end, open, conflict, beforeComma };
}

const betweenItems = /[\s.;,。；)*\-•|>]{0,16}/y;

/** The next item of a list that repeats the options: the label after `index`, with its own text. */
function repeatedItem(context: ReplyContext, from: number, index: number): ListItem | null {
  betweenItems.lastIndex = from;
  betweenItems.test(context.text);
  const item = itemAt(context, Math.max(from, betweenItems.lastIndex), null);
  const own = item !== null && item.indexes.length === 1 && item.indexes[0] === index && !item.conflict;
  return own && item.end > item.start + (context.set.labels[index]?.length ?? 0) ? item : null;
}

/**
 * Where a list that repeats the question's options ends, when `list` is its first item; -1 when it is none. Such a list
 * runs from the first label to the last, each with its own text and nothing between; three in a row are enough where
 * one answer is asked.
 */
export function echoRunEnd(context: ReplyContext, list: LabelList): number {
  const first = list.indexes[0] ?? -1;
  const length = context.set.labels[first]?.length ?? 0;
  if (list.indexes.length !== 1 || list.conflict || list.end <= list.start + length + 1) {
    return -1;
  }
  let count = 1;
  let { end } = list;
  for (
    let item = repeatedItem(context, end, first + 1);
    item !== null;
    item = repeatedItem(context, end, first + count)
  ) {
    count++;
    end = item.end;
  }
  const whole = first === 0 && count === context.labels.length;
  return count > 1 && (whole || (context.choose === "one" && count > 2)) ? end : -1;
}

/** Whether a list repeats every option of the question rather than choosing among them. */
export function isEcho(context: ReplyContext, list: LabelList): boolean {
  const all = list.indexes.length === context.labels.length && list.indexes.length > 2;
  return all && (context.choose === "one" || list.open || list.end - list.start > 5 * list.indexes.length);
}
