import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { afterClinicalLetter, afterClinicalLetterHan, beforeClinicalLetter } from "../lexicons/clinical-letters.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import type { PromptLabel } from "../records/prompt.ts";
import { isAsciiWord, isBlank, isDigit, isGreekLetter, isHan, isLatinLetter, skipBlanks } from "./characters.ts";

/** One or more labels read at one place. */
export interface LabelToken {
  /** Positions in display order of the labels; more than one for a run such as "ABD". */
  readonly indexes: readonly number[];
  readonly end: number;
  /** Could as well be a word or a number: "A", "I", "e", "3". */
  readonly wordy: boolean;
}

/** How readily letters are taken for labels. */
export interface TokenStyle {
  /** Take "bd" for B and D, and runs out of order. True only where nothing but labels is expected. */
  readonly looseRuns: boolean;
}

/** The labels of one prompt, compiled once for every prompt that shows the same ones. */
export interface LabelSet {
  readonly labels: readonly string[];
  /** Finds every place where a label may stand in running text; null where labels are words of the language. */
  readonly mention: RegExp | null;
  /** Every label is one ASCII letter or digit, so that they can be run together. */
  readonly single: boolean;
  /** The label at `at`, whatever follows it; null when there is none. */
  tokenAt(text: string, at: number, style?: TokenStyle): LabelToken | null;
}

const sentenceStyle: TokenStyle = { looseRuns: false };
/** A label longer than this is compared as literal text only. */
const longestToken = 12;
/** Letters that are words in one of the languages: a, à, e, é, i, o, u, y. */
const oneLetterWords = new Set(["A", "E", "I", "O", "U", "Y"]);
const continuation = new RegExp(`(?:${anyPhrase(phrasesOf("continuations"))})`, "iy");
const clinicalAfter = new RegExp(anyPhrase(afterClinicalLetter), "iy");
/** Looks back from where it is put, so that it costs nothing where no such word stands. */
const clinicalBefore = new RegExp(`(?<=${anyPhrase(beforeClinicalLetter)}[ \\t\\-–(]{0,4})`, "iy");

/** Full-width and circled labels read like the plain ones, as the reply's own are. */
function plainLabel(label: string): string {
  return label.normalize("NFKC").replace(/[().\s:*]/g, "");
}

/** Compile the labels of a prompt. */
export function createLabelSet(shown: readonly string[]): LabelSet {
  const labels = shown.map((label) => plainLabel(label) || label);
  const byToken = new Map<string, number>();
  const literals: { text: string; index: number }[] = [];
  labels.forEach((label, index) => {
    if (label === "") {
      // An empty label can stand nowhere.
      return;
    }
    if (label.length <= longestToken && [...label].every((character) => isAsciiWord(character.charCodeAt(0)))) {
      byToken.set(label.toUpperCase(), index);
    } else {
      literals.push({ text: label, index });
    }
  });
  literals.sort((left, right) => right.text.length - left.text.length);
  const single = labels.length > 0 && literals.length === 0 && labels.every((label) => label.length === 1);
  const short = literals.length === 0 && labels.every((label) => label.length <= 4 && !/[a-z]{2}/i.test(label));
  const roman = labels.length > 0 && labels.every((label) => /^[IVX]+$/i.test(label));

  const tokens = [...byToken.keys()].sort((left, right) => right.length - left.length);

  function runAt(token: string, style: TokenStyle): number[] | null {
    if (!single || token.length < 2 || token.length > labels.length) {
      return null;
    }
    const indexes: number[] = [];
    for (const character of token) {
      const index = byToken.get(character.toUpperCase());
      if (index === undefined || indexes.includes(index)) {
        return null;
      }
      const ordered = indexes.length === 0 || index > (indexes[indexes.length - 1] ?? -1);
      if (!style.looseRuns && (!ordered || character !== character.toUpperCase())) {
        return null;
      }
      indexes.push(index);
    }
    return indexes;
  }

  return {
    labels,
    single,
    mention:
      (short || roman) && byToken.size > 0
        ? new RegExp(
            `(?<![A-Za-z0-9À-ɏͰ-Ͽ_])(?:${tokens.join("|")}|(?<=\\()(?:${tokens.join("|").toLowerCase()})(?=\\)))(?![A-Za-z0-9À-ɏͰ-Ͽ_])`,
            "g",
          )
        : null,
    tokenAt(text, at, style = sentenceStyle) {
      for (const literal of literals) {
        if (text.startsWith(literal.text, at)) {
          return { indexes: [literal.index], end: at + literal.text.length, wordy: false };
        }
      }
      let end = at;
      while (end < text.length && end - at <= longestToken && isAsciiWord(text.charCodeAt(end))) {
        end++;
      }
      const next = text.charCodeAt(end);
      if (end === at || end - at > longestToken || isLatinLetter(next) || isGreekLetter(next) || next === 95) {
        return null;
      }
      if (at > 0 && (isAsciiWord(text.charCodeAt(at - 1)) || isLatinLetter(text.charCodeAt(at - 1)))) {
        return null;
      }
      const token = text.slice(at, end);
      const index = byToken.get(token.toUpperCase());
      if (index === undefined) {
        const run = runAt(token, style);
        return run === null ? null : { indexes: run, end, wordy: true };
      }
      const lower = token !== token.toUpperCase() && token.length === 1;
      const wordy = lower || isDigit(token.charCodeAt(0)) || oneLetterWords.has(token);
      return { indexes: [index], end, wordy };
    },
  };
}

/**
 * Whether what follows a label leaves it a label: "C.", "C, because", "B项" do; "C-reactive", "A型", "E. coli",
 * "A patient", "3 mg" and "A's" do not.
 */
export function closesLabel(text: string, token: LabelToken, set: LabelSet): boolean {
  const { end } = token;
  const code = text.charCodeAt(end);
  if (Number.isNaN(code) || code === 10) {
    return true;
  }
  const next = text.charCodeAt(end + 1);
  if (code === 39 || code === 0x2019) {
    return !isLatinLetter(next);
  }
  if (code === 45 || code === 0x2010 || code === 0x2011) {
    return !isAsciiWord(next) && !isLatinLetter(next) && !isHan(next);
  }
  if (code === 43) {
    return set.tokenAt(text, skipBlanks(text, end + 1)) !== null;
  }
  if (code === 37 || code === 0xb0 || code === 0x207a) {
    return false;
  }
  if (code === 46 || code === 44 || code === 58) {
    if (isDigit(next)) {
      return false;
    }
    if (code === 58 && token.wordy && isLowerCase(text.charCodeAt(end - 1)) && next === 10) {
      // "A alternativa correta é a:", and the answer on the next line.
      return false;
    }
    // "E. coli", not "The answer is A. Blood is …".
    const word = skipBlanks(text, end + 1);
    return code !== 46 || !(isLowerCase(text.charCodeAt(word)) && clinicalFollows(text, word));
  }
  if (isHan(code)) {
    return !afterClinicalLetterHan.includes(text.charAt(end));
  }
  if (!isBlank(code)) {
    return true;
  }
  const at = skipBlanks(text, end);
  const word = text.charCodeAt(at);
  if (isHan(word)) {
    return !afterClinicalLetterHan.includes(text.charAt(at));
  }
  if (isDigit(word)) {
    return !token.wordy;
  }
  if (!isLatinLetter(word)) {
    return word !== 37;
  }
  if (clinicalFollows(text, at)) {
    return false;
  }
  if (!token.wordy) {
    return true;
  }
  continuation.lastIndex = at;
  if (continuation.test(text)) {
    return true;
  }
  const following = set.tokenAt(text, at);
  return following !== null && text.slice(at, following.end) === text.slice(at, following.end).toUpperCase();
}

function isLowerCase(code: number): boolean {
  return code >= 97 && code <= 122;
}

function clinicalFollows(text: string, at: number): boolean {
  clinicalAfter.lastIndex = at;
  return clinicalAfter.test(text);
}

/** Whether a letter at `at` belongs to the word before it: "vitamin C", "维生素C", "hepatitis B", "factor V". */
export function isClinicalLetter(text: string, at: number): boolean {
  clinicalBefore.lastIndex = at;
  return clinicalBefore.test(text);
}

const cache = new Map<string, LabelSet>();
/** Studies show a handful of label sets; the bound only stops a hostile stream of them. */
const cacheLimit = 256;

/** The compiled labels of a prompt, from a small cache keyed by the labels alone. */
export function labelSetOf(labels: readonly PromptLabel[]): LabelSet {
  let key = "";
  for (const { label } of labels) {
    key += `${label}\u0000`;
  }
  let set = cache.get(key);
  if (set === undefined) {
    if (cache.size >= cacheLimit) {
      cache.clear();
    }
    set = createLabelSet(labels.map(({ label }) => label));
    cache.set(key, set);
  }
  return set;
}
