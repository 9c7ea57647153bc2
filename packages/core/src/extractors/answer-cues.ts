import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";

/** What a cue announces: the answer by name, a choice, a conclusion, or a change of mind. */
export type CueKind = "answer" | "choice" | "conclusion" | "correction";

/** A phrase that may introduce an answer. */
export interface AnswerCue {
  readonly kind: CueKind;
  readonly start: number;
  readonly end: number;
}

const adjectives = anyPhrase(phrasesOf("adjectives"));
const optionWords = anyPhrase(phrasesOf("optionWords"));
const nouns = anyPhrase(phrasesOf("nouns"));
const superlative = "(?:(?:m[aá]s|mais|que)\\s{1,4})?";

/** A sort of cue: its words, and what follows them in a pattern. */
interface CueForm {
  readonly kind: CueKind;
  readonly words: readonly string[];
  readonly tail: string;
}

const forms: readonly CueForm[] = [
  {
    kind: "answer",
    words: phrasesOf("adjectives"),
    tail: `\\s{1,4}(?:${adjectives}\\s{1,4})?(?:${optionWords}|${nouns})`,
  },
  { kind: "answer", words: phrasesOf("optionWords"), tail: `\\s{1,4}${superlative}${adjectives}` },
  { kind: "answer", words: phrasesOf("nouns"), tail: `(?:\\s{1,4}${superlative}${adjectives})?` },
  { kind: "choice", words: phrasesOf("verbs"), tail: "" },
  { kind: "correction", words: phrasesOf("corrections"), tail: "" },
  { kind: "conclusion", words: phrasesOf("conclusions"), tail: "" },
];

/** Accents off and lower case, for one character. */
function plain(character: string): string {
  return character
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

/** Kinds in the order of a pattern's groups. */
const kinds: readonly CueKind[] = ["answer", "choice", "correction", "conclusion"];

/** Plain letter (a = 1 … z = 26) of each code below U+0180; 0 where there is none. */
const letters = new Uint8Array(0x180);
for (let code = 65; code < letters.length; code++) {
  const bare = plain(String.fromCharCode(code)).charCodeAt(0) - 96;
  const isLetter = bare > 0 && bare < 27 && (code < 128 || code >= 0xc0);
  letters[code] = isLetter ? bare : 0;
}

function letter(code: number): number {
  return code < 0x180 ? (letters[code] ?? 0) : 0;
}

/** The first three letters at `at` as one number in base 32; 0 when no letter stands there. */
function startCode(text: string, at: number): number {
  const one = letter(text.charCodeAt(at));
  const two = one > 0 ? letter(text.charCodeAt(at + 1)) : 0;
  const three = two > 0 ? letter(text.charCodeAt(at + 2)) : 0;
  return (one * 32 + two) * 32 + three;
}

/** One pattern for each three letters that begin a cue, and one for each Han character that does. */
const latinPatterns: (RegExp | undefined)[] = new Array(32 * 32 * 32).fill(undefined);
const hanPatterns = new Map<number, RegExp>();

const byStart = new Map<string, string[][]>();
forms.forEach(({ words }, form) => {
  for (const word of words) {
    const code = startCode(word, 0);
    const start = code > 0 ? `latin ${code}` : `han ${word.charCodeAt(0)}`;
    const perForm = byStart.get(start) ?? forms.map(() => []);
    perForm[form]?.push(word);
    byStart.set(start, perForm);
  }
});
for (const [start, perForm] of byStart) {
  const groups = kinds.map((kind) => {
    const parts = forms.flatMap((form, index) => {
      const words = perForm[index] ?? [];
      return form.kind === kind && words.length > 0 ? [anyPhrase(words) + form.tail] : [];
    });
    return `(${parts.length > 0 ? parts.join("|") : "(?!)"})`;
  });
  const pattern = new RegExp(groups.join("|"), "iy");
  const [script, code] = start.split(" ");
  if (script === "latin") {
    latinPatterns[Number(code)] = pattern;
  } else {
    hanPatterns.set(Number(code), pattern);
  }
}

/** What looks like a correction and is none: 不对称 (asymmetric), and 等等 behind a list (and so on). */
const noCorrection = /不对[称等劲抗]|(?<=[\u3400-\u9fffA-Za-z0-9])等等/y;

/** The cue that starts at `at`; null when none does. */
function cueAt(text: string, at: number, pattern: RegExp | undefined): AnswerCue | null {
  if (pattern === undefined) {
    return null;
  }
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) {
    return null;
  }
  const kind = kinds.find((_, group) => match[group + 1] !== undefined) ?? "answer";
  noCorrection.lastIndex = at;
  if (kind === "correction" && noCorrection.test(text)) {
    return null;
  }
  return { kind, start: at, end: at + match[0].length };
}

const weakCorrection = new RegExp(`^${anyPhrase(phrasesOf("weakCorrections"))}$`, "i");

/** Whether a cue takes back what was said in plain words, not with "actually", which an explanation may hold as well. */
export function isPlainCorrection(text: string, { kind, start, end }: AnswerCue): boolean {
  return kind === "correction" && !weakCorrection.test(text.slice(start, end));
}

/** More cues than this are a loop or an attack; the last ones are kept. */
const mostCues = 128;

/**
 * Every cue of a text, in order. Linear: only words whose first three letters begin a cue meet a pattern.
 * Cues may follow each other directly; none lies inside another.
 */
export function findCues(text: string, start: number, end: number): readonly AnswerCue[] {
  const cues: AnswerCue[] = [];
  let inWord = false;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    let pattern: RegExp | undefined;
    if (code < 0x3000) {
      const startsWord = !inWord && letter(code) > 0;
      inWord = letter(code) > 0;
      pattern = startsWord ? latinPatterns[startCode(text, i)] : undefined;
    } else {
      inWord = false;
      pattern = hanPatterns.get(code);
    }
    const cue = cueAt(text, i, pattern);
    if (cue !== null) {
      cues.push(cue);
      inWord = false;
      i = cue.end - 1;
    }
  }
  return cues.length > mostCues ? cues.slice(-mostCues) : cues;
}
