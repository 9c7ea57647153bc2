import { characterTables } from "../text/ngram-overlap-characters.ts";
import { createTokenBuffer, cutTokens } from "../text/ngram-overlap-tokens.ts";
import { createShingleIndex } from "./shingle-index.ts";

/** Texts of items that are tested: nothing that repeats them may teach a graph. */
export interface TestedTexts {
  /** Add all texts of one item: stem, options, explanation, shared stem. */
  add(text: string): void;
  /** How a sentence repeats one of them; null where it does not. */
  repeats(sentence: string): "ngram" | "near-duplicate" | null;
}

/** Tokens of the runs by which near duplicates are known. */
const shingleTokens = 5;

/**
 * Start collecting tested texts. A sentence repeats one of them where they have a run of `ngram` tokens in common (a token
 * is a word, or one Chinese character; case, accents and punctuation do not count), or where at least `nearShare` of its
 * runs of 5 tokens stand in one text. A sentence of fewer than 5 tokens repeats nothing.
 *
 * Source for the 13-gram: Brown et al. 2020, arXiv 2005.14165, appendix C.
 */
export function createTestedTexts({ ngram = 13, nearShare = 0.8 } = {}): TestedTexts {
  const tables = characterTables();
  const buffer = createTokenBuffer();
  const long = createShingleIndex(ngram);
  const short = createShingleIndex(shingleTokens);
  let texts = 0;
  return {
    add: (text) => {
      cutTokens(text, tables, buffer);
      long.add(buffer, texts);
      short.add(buffer, texts);
      texts += 1;
    },
    repeats: (sentence) => {
      cutTokens(sentence, tables, buffer);
      let overlaps = false;
      long.find(buffer, () => {
        overlaps = true;
      });
      if (overlaps) {
        return "ngram";
      }
      const runs = buffer.length - shingleTokens + 1;
      const counts = new Map<number, number>();
      const lastEnd = new Map<number, number>();
      short.find(buffer, (text, end) => {
        if (lastEnd.get(text) !== end) {
          lastEnd.set(text, end);
          counts.set(text, (counts.get(text) ?? 0) + 1);
        }
      });
      const most = Math.max(0, ...counts.values());
      return runs > 0 && most / runs >= nearShare ? "near-duplicate" : null;
    },
  };
}
