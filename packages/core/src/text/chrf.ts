import { type ChrfSettings, chrfDefaults, chrfScore } from "./chrf-score.ts";
import { createNgramMatcher } from "./ngram-matches.ts";
import { columnSums, type SegmentStatistics } from "./segment-statistics.ts";
import { splitWhiteSpace } from "./split-white-space.ts";
import type { TextPair } from "./token-pairs.ts";
import { createTokenVocabulary } from "./token-vocabulary.ts";

const punctuation = new Set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");

/**
 * What chrF knows of each pair: for every order of characters, then of words, n-grams of the reply, of the reference, and
 * matches. Of several references the one with the best score of its own counts. chrF cuts no words in Chinese: chrF++ of
 * a Chinese text sees whole sentences as words.
 */
export function chrfStatistics(pairs: readonly TextPair[], settings: ChrfSettings = {}): SegmentStatistics {
  const { characterOrder, wordOrder, lowercase, whiteSpace } = { ...chrfDefaults, ...settings };
  const columns = 3 * (characterOrder + wordOrder);
  const values = new Float64Array(pairs.length * columns);
  const characters = createTokenVocabulary();
  const words = createTokenVocabulary();
  const match = createNgramMatcher();
  const matches = [new Float64Array(characterOrder), new Float64Array(wordOrder)];
  const cut = (text: string): Int32Array[] => {
    const cased = lowercase ? text.toLowerCase() : text;
    return [
      characters.encode([...(whiteSpace ? cased : splitWhiteSpace(cased).join(""))]),
      wordOrder > 0 ? words.encode(wordsOf(cased)) : new Int32Array(),
    ];
  };
  const row = new Float64Array(columns);
  for (const [at, { hypothesis, references }] of pairs.entries()) {
    const reply = cut(hypothesis);
    let best = -1;
    for (const text of references) {
      const reference = cut(text);
      let column = 0;
      for (const [kind, found] of matches.entries()) {
        const mine = reply[kind] ?? new Int32Array();
        const theirs = reference[kind] ?? new Int32Array();
        match(mine, [theirs], found);
        for (let order = 1; order <= found.length; order++) {
          const there = Math.max(0, theirs.length - order + 1);
          // sacrebleu does not count a reply's n-grams where the reference is too short to have any.
          row[column] = there > 0 ? Math.max(0, mine.length - order + 1) : 0;
          row[column + 1] = there;
          row[column + 2] = found[order - 1] ?? 0;
          column += 3;
        }
      }
      const score = references.length === 1 ? 0 : chrfScore(row, settings);
      if (score > best) {
        best = score;
        values.set(row, at * columns);
      }
    }
  }
  return { columns, values };
}

/**
 * chrF of all pairs together, 0–100 (sacrebleu's chrF2; with `wordOrder: 2` chrF2++). Null without pairs.
 *
 * @example corpusChrf([{ hypothesis: "心力衰竭", references: ["心力衰竭"] }]) // 100
 */
export function corpusChrf(pairs: readonly TextPair[], settings: ChrfSettings = {}): number | null {
  return pairs.length === 0 ? null : chrfScore(columnSums(chrfStatistics(pairs, settings)), settings);
}

/** chrF of each pair by itself, 0–100. */
export function sentenceChrf(pairs: readonly TextPair[], settings: ChrfSettings = {}): Float64Array {
  const { columns, values } = chrfStatistics(pairs, settings);
  return Float64Array.from(pairs, (_, row) => chrfScore(values.subarray(row * columns, (row + 1) * columns), settings));
}

/** Words, with one mark of punctuation taken off the end, else off the start. */
function wordsOf(text: string): string[] {
  return splitWhiteSpace(text).flatMap((word) => {
    const first = word[0] ?? "";
    const last = word.at(-1) ?? "";
    if (word.length === 1) {
      return [word];
    }
    return punctuation.has(last) ? [word.slice(0, -1), last] : punctuation.has(first) ? [first, word.slice(1)] : [word];
  });
}
