import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { anyPhrase, casedPhrases } from "../lexicons/phrase-pattern.ts";
import { isBlank, skipBlanks } from "./characters.ts";
import { closesLabel, isClinicalLetter } from "./label-set.ts";
import type { TextMatch } from "./option-texts.ts";
import type { ReplyContext } from "./reply-context.ts";

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

const orWord = anyPhrase(phrasesOf("or"));
const andWord = anyPhrase(phrasesOf("and"));
const separator = new RegExp(
  `[ \\t]*[)\\]}"'”’」』】.]*[ \\t]*(?:(?:[,;、][ \\t]*)?(?:(${orWord})|${andWord})|(/)|([,;])|[、&+|])\\s*`,
  "iy",
);
const opener = new RegExp(
  `(?:[\\s"'“‘「『【([{#]|(?:${anyPhrase(casedPhrases(phrasesOf("articles")))}\\s+)?${anyPhrase(casedPhrases(phrasesOf("optionWords")))})*`,
  "y",
);
const afterLabel = /[ \t]*(?:项|选项)?[ \t]*[)\]}"'”’」』】.:,、\-–—→=|(（>]*[ \t]*[("“「『[]?[ \t]*/y;
const strictEnd = /[ \t]*(?:$|[\n.,;:!?。、)\]}"'”’」』】|/&]|项|选项)/y;
/** More labels than this in one list is no list. */
const longestList = 40;

/** Whether a label ends what it stands in: nothing but punctuation, another separator or the line's end follows. */
export function endsClause(text: string, end: number): boolean {
  strictEnd.lastIndex = end;
  return strictEnd.test(text) || end >= text.length;
}

function textAfter(context: ReplyContext, end: number): TextMatch | null {
  afterLabel.lastIndex = end;
  afterLabel.test(context.text);
  const at = Math.max(end, afterLabel.lastIndex);
  if (at >= context.text.length || context.text.charCodeAt(at) === 10) {
    return null;
  }
  return context.options().prefixAt(context.text, at);
}

function endsStatement(text: string, end: number): boolean {
  const at = skipBlanks(text, end);
  const character = text.charAt(at);
  return character === "" || '\n.。)]】}"”;；|'.includes(character);
}

interface ListItem {
  readonly indexes: readonly number[];
  readonly end: number;
  readonly conflict: boolean;
}

function itemAt(context: ReplyContext, at: number, first: boolean): ListItem | null {
  const { text, set } = context;
  const token = set.tokenAt(text, at);
  if (token === null || isClinicalLetter(text, at)) {
    return null;
  }
  const own = token.indexes[0] ?? -1;
  if (endsLine(text, token.end)) {
    return { indexes: token.indexes, end: token.end, conflict: false };
  }
  const whole = context.options().prefixAt(text, at);
  if (whole !== null && whole.end > token.end) {
    // The letter belongs to an option's text ("E. coli", "B超").
    return null;
  }
  const following = token.indexes.length === 1 ? textAfter(context, token.end) : null;
  if (!closesLabel(text, token, set) && following?.index !== own) {
    return null;
  }
  const lower = text.slice(at, token.end) !== text.slice(at, token.end).toUpperCase();
  if ((lower || token.indexes.length > 1) && !first && !endsClause(text, token.end)) {
    return null;
  }
  if (following === null) {
    return { indexes: token.indexes, end: token.end, conflict: false };
  }
  if (following.index === own) {
    return { indexes: token.indexes, end: following.end, conflict: false };
  }
  return { indexes: token.indexes, end: token.end, conflict: endsStatement(text, following.end) };
}

function endsLine(text: string, end: number): boolean {
  const at = skipBlanks(text, end);
  return at >= text.length || text.charCodeAt(at) === 10;
}

/** The labels named together from `start` on; null when none is. */
export function readLabelList(context: ReplyContext, start: number): LabelList | null {
  const { text, set } = context;
  const first = itemAt(context, start, true);
  if (first === null) {
    return null;
  }
  const indexes = [...first.indexes];
  let { end, conflict } = first;
  let open = false;
  let beforeComma: LabelList["beforeComma"] = null;
  while (indexes.length < longestList) {
    let at: number;
    let comma = false;
    separator.lastIndex = end;
    const found = separator.exec(text);
    let alternative = false;
    if (found !== null) {
      at = separator.lastIndex;
      comma = found[3] !== undefined;
      alternative = found[1] !== undefined || (found[2] !== undefined && context.choose === "one");
      opener.lastIndex = at;
      opener.test(text);
      at = Math.max(at, opener.lastIndex);
    } else {
      at = skipBlanks(text, end);
      const upper = text.charAt(at) === text.charAt(at).toUpperCase();
      if (at === end || !set.single || !isBlank(text.charCodeAt(end)) || !upper) {
        break;
      }
    }
    const item = itemAt(context, at, false);
    if (item === null) {
      break;
    }
    if ((comma || found === null) && context.choose === "one" && item.end <= at + 3 && !endsClause(text, item.end)) {
      break;
    }
    if (found === null && !endsClause(text, item.end) && set.tokenAt(text, skipBlanks(text, item.end)) === null) {
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
