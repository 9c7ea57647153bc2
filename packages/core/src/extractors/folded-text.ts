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

/** Fold a stretch of text (whole by default). Linear. */
export function foldText(source: string, start = 0, end = source.length): FoldedText {
  let text = "";
  const at: number[] = [];
  for (let i = start; i < end; i++) {
    const code = source.charCodeAt(i);
    let folded: string;
    if ((code >= 97 && code <= 122) || isDigit(code) || isHan(code)) {
      folded = source.charAt(i);
    } else if (code >= 65 && code <= 90) {
      folded = String.fromCharCode(code + 32);
    } else if (code < 128) {
      folded = keptSigns.includes(source.charAt(i)) ? source.charAt(i) : "";
      const between = isDigit(source.charCodeAt(i - 1)) && isDigit(source.charCodeAt(i + 1));
      if ((code === 46 || code === 44) && between) {
        folded = ".";
      } else if (code === 45 && source.charAt(i - 1) === "(" && source.charAt(i + 1) === ")") {
        folded = "-";
      }
    } else if (code === 0x2212 || code === 0x2013) {
      folded = source.charAt(i - 1) === "(" && source.charAt(i + 1) === ")" ? "-" : "";
    } else {
      folded = foldCharacter(code);
    }
    for (let k = 0; k < folded.length; k++) {
      at.push(i);
    }
    text += folded;
  }
  return { text, at };
}

/** The first folded unit of a text at or after `start`, looking at no more than `reach` characters; "" when none is. */
export function firstFolded(source: string, start: number, reach: number): string {
  const end = Math.min(source.length, start + reach);
  for (let i = start; i < end; i++) {
    const code = source.charCodeAt(i);
    const plain = (code >= 97 && code <= 122) || isDigit(code) || isHan(code);
    const folded = plain ? source.charAt(i) : foldText(source, i, i + 1).text;
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
