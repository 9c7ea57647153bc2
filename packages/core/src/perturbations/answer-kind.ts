import { comparedText } from "./told-apart.ts";

const han = /\p{Script=Han}/u;
/** Decimal digits: "Ⅱ" and "½" are written in names as well and make no number of a text. */
const lastNumber = /\p{Nd}(?![\s\S]*\p{Nd})\s*([%‰°℃]|\p{L}+)?/u;
const firstLetter = /\p{L}/u;
const lastWord = /([\p{L}\p{N}]+)[^\p{L}\p{N}]*$/u;
const fullStop = /[.。]$/;
const contentWord = /[\p{L}\p{N}]{4,}/gu;
/** Letters of a word that count: "anaemia" and "anaemias" say the same. */
const wordStem = 6;
/** Two texts that share more than this of their words, or pairs of Han characters, say the same. */
const mostShared = 0.5;

/** What kind of answer a text is, apart from what it says. */
export interface AnswerKind {
  /** Without blanks around it and its full stop. */
  readonly text: string;
  readonly compared: string;
  readonly stopped: boolean;
  readonly han: boolean;
  readonly hasNumber: boolean;
  /** What stands behind its last number: "mg", 天, %; "" for none. */
  readonly unit: string;
  /** It begins with a capital; false where letters have no case. */
  readonly capital: boolean;
  /** Its last word in lower case; of Han characters the last two. */
  readonly ending: string;
}

/** The kind of answer an option's text is. */
export function answerKindOf(option: string): AnswerKind {
  const trimmed = option.trim();
  const stopped = fullStop.test(trimmed);
  const text = stopped ? trimmed.slice(0, -1) : trimmed;
  const number = lastNumber.exec(text);
  const letter = firstLetter.exec(text)?.[0] ?? "";
  return {
    text,
    compared: comparedText(text),
    stopped,
    han: han.test(text),
    hasNumber: number !== null,
    unit: number?.[1]?.toLowerCase() ?? "",
    capital: letter !== letter.toLowerCase(),
    ending: endingOf(text, 2),
  };
}

/** The last word of a text in lower case, or its last Han characters, at most `characters`. */
export function endingOf(text: string, characters: number): string {
  const word = lastWord.exec(text.slice(-40))?.[1]?.toLowerCase() ?? "";
  return han.test(word) ? word.slice(-characters) : word;
}

/**
 * Whether two texts say the same as far as their wording shows it: one holds the other, all content words of one stand in
 * the other ("iron deficiency anaemia", "anaemia due to iron deficiency"; with Han characters, all characters), or they
 * share more than half of them. Synonyms are not seen.
 */
export function saysTheSame(one: AnswerKind, other: AnswerKind): boolean {
  if (one.compared.includes(other.compared) || other.compared.includes(one.compared)) {
    return true;
  }
  if (one.han && other.han) {
    return (
      holdsAll(new Set(one.compared), new Set(other.compared)) || shared(pairsOf(one), pairsOf(other)) > mostShared
    );
  }
  const [words, others] = [wordsOf(one), wordsOf(other)];
  return words.size > 0 && others.size > 0 && (holdsAll(words, others) || shared(words, others) > mostShared);
}

function wordsOf({ text }: AnswerKind): ReadonlySet<string> {
  return new Set((text.toLowerCase().match(contentWord) ?? []).map((word) => word.slice(0, wordStem)));
}

function pairsOf({ compared }: AnswerKind): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(0, compared.length - 1) }, (_, at) => compared.slice(at, at + 2)));
}

/** Whether all members of the smaller set are in the other. */
function holdsAll(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return inBoth(one, other) === Math.min(one.size, other.size);
}

/** Shared members as a share of all, 0 to 1. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = inBoth(one, other);
  return both / Math.max(1, one.size + other.size - both);
}

function inBoth(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0;
  for (const member of one) {
    both += other.has(member) ? 1 : 0;
  }
  return both;
}
