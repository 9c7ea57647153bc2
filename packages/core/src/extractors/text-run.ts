import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { anyPhrase, casedPhrases } from "../lexicons/phrase-pattern.ts";
import { lineEnd } from "./characters.ts";
import type { TextMatch } from "./option-texts.ts";
import type { ReplyContext } from "./reply-context.ts";

/** What stands between two option texts on one line; group: "or". Case counts: "E" is a label. */
const inline = new RegExp(
  `[ \\t]{0,9}(?:[,;、][ \\t]{0,9})?(?:${anyPhrase(casedPhrases(phrasesOf("and")))}|(${anyPhrase(casedPhrases(phrasesOf("or")))})|[,;、&+])\\s*`,
  "y",
);
/** Marks that end a text or close a bracket or quotation in it. */
const closing = `[ \\t]{0,9}[.。!?…)\\]}"'”’」』】]{0,6}[ \\t]{0,9}`;
/** What ends one of several texts listed one by one: a line break (written out within JSON) or a semicolon. */
const itemBreak = new RegExp(`${closing}(?:[;,、]?[ \\t]{0,9}(?:\\n|\\\\n)|;)\\s*`, "y");
/** Nothing but marks stands between a text and the end of its line, the next semicolon or a closing tag. */
const itemEnd = new RegExp(`${closing}(?:$|[;\\n]|[,、][ \\t]{0,9}\\n|\\\\n|</)|[ \\t]{0,9}["']\\s*[,}\\]]`, "y");
/** The stop of a sentence behind the last item, where the items before it have none: "Gout\\nRash. Both are …". */
const sentenceStop = /[ \t]{0,9}["'”’)]?(?:\.(?=\s)|。)/y;
const unmarkedBreak = /^[ \t]*\n[ \t]*(?=\S|$)/;
/** A bullet or a number before an item. */
const bullet = /(?:[-•*+–▪◦●]|\d{1,2}[.)])[ \t]{0,9}/y;
const emptyLine = /\n[ \t]*\n/;
const nextLineFull = /[^\n]*\n[ \t]*[^\s]/y;
/** Lines below a list that are looked at. */
const mostLines = 40;

/** Option texts named one after another. */
export interface TextRun {
  /** Positions in display order, in the order of the reply, no repeats. */
  readonly indexes: readonly number[];
  readonly start: number;
  readonly end: number;
  /** "Aspirin or ibuprofen": left open. */
  readonly open: boolean;
}

/** Where an item's text begins behind its bullet or number; a number that is a label of the prompt stays. */
export function skipBullet({ text, set }: ReplyContext, at: number): number {
  bullet.lastIndex = at;
  return bullet.test(text) && set.tokenAt(text, at) === null ? bullet.lastIndex : at;
}

/** The option's text at `at`; of a text that goes over a line break, the line's own where that is an option, too. */
export function textAt(context: ReplyContext, at: number): TextMatch | null {
  const { text } = context;
  const options = context.options();
  const match = options.prefixAt(text, at);
  const line = match === null ? 0 : lineEnd(text, match.start);
  if (match === null || match.end <= line) {
    return match;
  }
  const index = options.wholeOf(text, match.start, line);
  return index < 0 ? match : { index, start: match.start, end: line };
}

/** The text after `end` on the same line, joined to the one before; null when none is. */
function joinedAfter(context: ReplyContext, end: number): { readonly match: TextMatch; readonly open: boolean } | null {
  inline.lastIndex = end;
  const between = inline.exec(context.text);
  const match = between === null ? null : textAt(context, skipBullet(context, inline.lastIndex));
  return match === null ? null : { match, open: between?.[1] !== undefined };
}

/**
 * The texts of one item, from `at` to its end; null when anything else stands there, so that a sentence is no item.
 * `stops`: the stop of a sentence ends it, too.
 */
function itemAt(
  context: ReplyContext,
  at: number,
  stops: boolean,
): { readonly matches: TextMatch[]; open: boolean } | null {
  const { text } = context;
  const first = textAt(context, skipBullet(context, at));
  if (first === null) {
    return null;
  }
  const item = { matches: [first], open: false };
  for (let last = first; item.matches.length <= context.labels.length; ) {
    itemEnd.lastIndex = last.end;
    sentenceStop.lastIndex = last.end;
    if (itemEnd.test(text) || (stops && sentenceStop.test(text))) {
      return item;
    }
    const next = joinedAfter(context, last.end);
    if (next === null) {
      return null;
    }
    item.matches.push(next.match);
    item.open ||= next.open;
    last = next.match;
  }
  return null;
}

/** Whether the line that ends an item stands right above one that is no item: a heading above what is said of it. */
function headsText(context: ReplyContext, end: number): boolean {
  nextLineFull.lastIndex = end;
  itemBreak.lastIndex = end;
  return (
    nextLineFull.test(context.text) &&
    !(itemBreak.test(context.text) && itemAt(context, itemBreak.lastIndex, false) !== null)
  );
}

/** Whether a line of its own below `from` is an option that a list leaves out, as in a discussion of the options. */
function discussesOthers(context: ReplyContext, from: number, indexes: readonly number[]): boolean {
  const { text } = context;
  let start = text.indexOf("\n", from) + 1;
  for (let lines = 0; start > 0 && lines < mostLines; lines++) {
    const whole = context.options().wholeOf(text, skipBullet(context, start), lineEnd(text, start));
    if (whole >= 0 && !indexes.includes(whole)) {
      return true;
    }
    start = text.indexOf("\n", start) + 1;
  }
  return false;
}

/**
 * The option texts that follow `first`, and `first` itself: joined on its line by commas, semicolons, "and" or "or", or
 * listed below it or behind semicolons, each with bullets and final marks or without. An item that holds anything but
 * options ends the list. Lines that stand apart (an empty line between each two) count only where no line below is an
 * option they leave out: a discussion of the options looks the same.
 */
export function readTextRun(context: ReplyContext, first: TextMatch): TextRun {
  const { text } = context;
  const indexes = [first.index];
  let { end } = first;
  let open = false;
  /** What was read before the first empty line. */
  let near: TextRun | null = null;
  const readSoFar = (): TextRun => ({ indexes: [...indexes], start: first.start, end, open });
  while (indexes.length < context.labels.length) {
    const joined = joinedAfter(context, end);
    if (joined !== null) {
      if (indexes.includes(joined.match.index)) {
        break;
      }
      indexes.push(joined.match.index);
      end = joined.match.end;
      open ||= joined.open;
      continue;
    }
    itemBreak.lastIndex = end;
    const broken = itemBreak.exec(text);
    const item = broken === null ? null : itemAt(context, itemBreak.lastIndex, unmarkedBreak.test(broken[0]));
    if (broken === null || item === null || item.matches.some(({ index }) => indexes.includes(index))) {
      break;
    }
    const last = item.matches.at(-1)?.end ?? end;
    if (emptyLine.test(broken[0])) {
      if (headsText(context, last)) {
        break;
      }
      near ??= readSoFar();
    }
    indexes.push(...item.matches.map(({ index }) => index));
    end = last;
    open ||= item.open;
  }
  return near !== null && discussesOthers(context, end, indexes) ? near : readSoFar();
}
