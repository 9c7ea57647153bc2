import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { anyPhrase, phrasePattern } from "../lexicons/phrase-pattern.ts";

/** What a cue announces: the answer by name, a choice, a conclusion, or a change of mind. */
export type CueKind = "answer" | "choice" | "conclusion" | "correction";

/** A phrase that may introduce an answer. */
export interface AnswerCue {
  readonly kind: CueKind;
  readonly start: number;
  readonly end: number;
  /** "Final answer", "correct option": more than the noun alone. */
  readonly emphatic: boolean;
}

const adjectives = anyPhrase(phrasesOf("adjectives"));
const optionWords = anyPhrase(phrasesOf("optionWords"));
const nouns = anyPhrase(phrasesOf("nouns"));
const superlative = "(?:(?:m[aá]s|mais|que)\\s+)?";

/** Everything a cue may be, as [first characters, kind, pattern]. */
function sources(): [firsts: string, kind: CueKind, pattern: string][] {
  const all: [string, CueKind, string][] = [];
  for (const word of phrasesOf("adjectives")) {
    const pattern = `${phrasePattern(word)}\\s+(?:${adjectives}\\s+)?(?:${optionWords}|${nouns})`;
    all.push([word.slice(0, 2), "answer", pattern]);
  }
  for (const word of phrasesOf("optionWords")) {
    all.push([word.slice(0, 2), "answer", `${phrasePattern(word)}\\s+${superlative}${adjectives}`]);
  }
  for (const word of phrasesOf("nouns")) {
    const tail = /^[a-z]/.test(word) ? `(?:\\s+${superlative}${adjectives})?` : "";
    all.push([word.slice(0, 2), "answer", phrasePattern(word) + tail]);
  }
  for (const word of phrasesOf("verbs")) {
    all.push([word.slice(0, 2), "choice", phrasePattern(word)]);
  }
  for (const word of phrasesOf("corrections")) {
    all.push([word.slice(0, 2), "correction", phrasePattern(word)]);
  }
  for (const word of phrasesOf("conclusions")) {
    all.push([word.slice(0, 2), "conclusion", phrasePattern(word)]);
  }
  return all;
}

/** Accents off and lower case, for one character. */
function plain(character: string): string {
  return character
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

/** One pattern per first character; its groups are the kinds, in this order. */
const kinds: readonly CueKind[] = ["answer", "choice", "correction", "conclusion"];
const patterns = new Map<number, RegExp>();
/** 1 where a word that starts with these two plain letters may be a cue: index = first × 32 + second (a = 1). */
const latinStarts = new Uint8Array(32 * 32);

function letter(code: number): number {
  const lower = code | 32;
  if (lower >= 97 && lower <= 122) {
    return lower - 96;
  }
  return code >= 0xc0 && code < 0x180 ? plain(String.fromCharCode(code)).charCodeAt(0) - 96 : 0;
}

const byFirst = new Map<string, Map<CueKind, string[]>>();
for (const [firsts, kind, pattern] of sources()) {
  const first = plain(firsts.charAt(0));
  const perKind = byFirst.get(first) ?? new Map<CueKind, string[]>();
  perKind.set(kind, [...(perKind.get(kind) ?? []), pattern]);
  byFirst.set(first, perKind);
  const [one, two] = [letter(firsts.charCodeAt(0)), letter(firsts.charCodeAt(1))];
  if (one > 0) {
    latinStarts[one * 32 + (two > 0 && two < 27 ? two : 0)] = 1;
  }
}
for (const [first, perKind] of byFirst) {
  const groups = kinds.map((kind) => `(${(perKind.get(kind) ?? ["(?!)"]).join("|")})`);
  patterns.set(first.charCodeAt(0), new RegExp(groups.join("|"), "iy"));
}

/** An adjective makes a cue emphatic, and so do the words for "final". */
const emphasis = new RegExp(`${adjectives}|correct|最|正确|gabarito|correcta|correta|certa`, "i");

/** The cue that starts at `at`, given its first character's code; null when none does. */
function cueAt(text: string, at: number, first: number): AnswerCue | null {
  const pattern = patterns.get(first);
  if (pattern === undefined) {
    return null;
  }
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) {
    return null;
  }
  const kind = kinds.find((_, group) => match[group + 1] !== undefined) ?? "answer";
  return { kind, start: at, end: at + match[0].length, emphatic: kind === "answer" && emphasis.test(match[0]) };
}

/** More cues than this are a loop or an attack; the last ones are kept. */
const mostCues = 512;

/**
 * Every cue of a text, in order. Linear: a table of two letters lets only a few words through to a pattern.
 * Cues may follow each other directly; none lies inside another.
 */
export function findCues(text: string, start: number, end: number): readonly AnswerCue[] {
  const cues: AnswerCue[] = [];
  let inWord = false;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    let first: number;
    if (code < 0x3000) {
      const here = letter(code);
      const wasInWord = inWord;
      inWord = here > 0;
      if (wasInWord || here === 0) {
        continue;
      }
      const second = letter(text.charCodeAt(i + 1));
      if (latinStarts[here * 32 + (second > 0 && second < 27 ? second : 0)] === 0) {
        continue;
      }
      first = here + 96;
    } else {
      inWord = false;
      first = code;
    }
    const cue = cueAt(text, i, first);
    if (cue !== null) {
      cues.push(cue);
      inWord = false;
      i = cue.end - 1;
    }
  }
  return cues.length > mostCues ? cues.slice(-mostCues) : cues;
}
