import { isDigit, isHan, isLatinLetter } from "./characters.ts";

/** A text reduced to what decides whether two texts say the same, with the way back. */
export interface FoldedText {
  /** Lower case, accents off, no spaces and no punctuation; signs that change a value (+ % < > ± ↑ ↓ °) stay. */
  readonly text: string;
  /** Where each folded unit stood in the text that was folded. */
  readonly at: readonly number[];
}

/** ASCII signs that change what an option says. */
const keptSigns = "+%<>=";
const folds = new Map<number, string>();
/** Distinct characters in a reply are few; the bound only stops a hostile stream of them. */
const foldLimit = 20_000;

function foldCharacter(code: number): string {
  let folded = folds.get(code);
  if (folded === undefined) {
    folded = String.fromCharCode(code)
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();
    if (!/[\p{L}\p{N}+%<>=≤≥±↑↓°]/u.test(folded) && !(code >= 0xd800 && code < 0xe000)) {
      folded = "";
    }
    if (folds.size >= foldLimit) {
      folds.clear();
    }
    folds.set(code, folded);
  }
  return folded;
}

/**
 * ASCII and Han characters, no mark among them that might be a decimal point or a minus: nothing in such a text folds by
 * what stands beside it.
 */
const plainText = /^[\t\n\r -+/-~\u3400-\u9fff]*(?:[-.,](?![\d)])[\t\n\r -+/-~\u3400-\u9fff]*)*$/;
const droppedSigns = /[\t\n\r -$&-*,-/:;?@[-`{-~]+/g;

/** A stretch of text folded, without the way back: what `foldText` gives as its `text`. */
export function foldedText(source: string, start = 0, end = source.length): string {
  if (start > 0 || end < source.length || !plainText.test(source)) {
    return fold(source, start, end, null);
  }
  return source.toLowerCase().replace(droppedSigns, "");
}

/** Fold a stretch of text (whole by default). Linear. The way back is found when it is first asked for: few texts match. */
export function foldText(source: string, start = 0, end = source.length): FoldedText {
  return new FoldedStretch(source, start, end);
}

class FoldedStretch implements FoldedText {
  readonly text: string;
  readonly #source: string;
  readonly #start: number;
  readonly #end: number;
  #at: readonly number[] | null = null;

  constructor(source: string, start: number, end: number) {
    this.text = fold(source, start, end, null);
    this.#source = source;
    this.#start = start;
    this.#end = end;
  }

  get at(): readonly number[] {
    if (this.#at === null) {
      const places: number[] = [];
      fold(this.#source, this.#start, this.#end, places);
      this.#at = places;
    }
    return this.#at;
  }
}

/** The folded text; where `places` is given, the place of each of its units is added to it. */
function fold(source: string, start: number, end: number, places: number[] | null): string {
  let text = "";
  /** Where a run of units that stay as they are began. */
  let run = start;
  for (let i = start; i < end; i++) {
    const code = source.charCodeAt(i);
    if ((code >= 97 && code <= 122) || isDigit(code) || isHan(code)) {
      places?.push(i);
      continue;
    }
    if (run < i) {
      text += source.slice(run, i);
    }
    run = i + 1;
    const folded = foldUnit(source, i, code);
    for (let unit = 0; unit < folded.length; unit++) {
      places?.push(i);
    }
    text += folded;
  }
  return run < end ? text + source.slice(run, end) : text;
}

/** What one unit folds to that does not stay as it is. */
function foldUnit(source: string, i: number, code: number): string {
  if (code >= 65 && code <= 90) {
    return String.fromCharCode(code + 32);
  }
  if (code >= 128 && code !== 0x2212 && code !== 0x2013) {
    return foldCharacter(code);
  }
  if ((code === 46 || code === 44) && isDigit(source.charCodeAt(i - 1)) && isDigit(source.charCodeAt(i + 1))) {
    return ".";
  }
  if ((code === 45 || code >= 128) && source.charAt(i - 1) === "(" && source.charAt(i + 1) === ")") {
    return "-";
  }
  return code < 128 && keptSigns.includes(source.charAt(i)) ? source.charAt(i) : "";
}

/** The first folded unit of a text at or after `start`, looking at no more than `reach` characters; "" when none is. */
export function firstFolded(source: string, start: number, reach: number): string {
  const end = Math.min(source.length, start + reach);
  for (let i = start; i < end; i++) {
    const code = source.charCodeAt(i);
    const plain = (code >= 97 && code <= 122) || isDigit(code) || isHan(code);
    const folded = plain ? source.charAt(i) : foldUnit(source, i, code);
    if (folded !== "") {
      return folded.charAt(0);
    }
  }
  return "";
}

const negatingPrefix = /(?:non|not|no|não|nao|sem|sin|without)[-\s]{1,2}$/i;

/** Whether a match that starts at `at` starts a word, and no prefix there turns it into its opposite. */
export function startsWord(source: string, at: number): boolean {
  const first = source.charCodeAt(at);
  const before = source.charCodeAt(at - 1);
  if (isHan(first)) {
    return !"不非无未抗假".includes(source.charAt(at - 1) || " ");
  }
  if (isLatinLetter(before) && isLatinLetter(first)) {
    return false;
  }
  if (isDigit(first) && (isDigit(before) || ((before === 46 || before === 44) && isDigit(source.charCodeAt(at - 2))))) {
    return false;
  }
  return !negatingPrefix.test(source.slice(Math.max(0, at - 10), at));
}

/** Whether a match that ends before `end` ends a word or a number. */
export function endsWord(source: string, end: number): boolean {
  const last = source.charCodeAt(end - 1);
  const next = source.charCodeAt(end);
  if (isLatinLetter(last)) {
    return !isLatinLetter(next) && !isDigit(next);
  }
  if (isDigit(last)) {
    const number = isDigit(next) || ((next === 46 || next === 44) && isDigit(source.charCodeAt(end + 1)));
    return !number && next !== 37;
  }
  return true;
}
