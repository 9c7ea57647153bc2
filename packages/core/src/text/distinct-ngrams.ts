import { NgramTable } from "./ngram-table.ts";

/** How many n-grams there are, and how many different ones. */
export interface NgramVariety {
  readonly distinct: number;
  readonly all: number;
}

/**
 * Different n-grams in some texts together. N-grams do not reach from one text into the next.
 *
 * @param order Tokens of an n-gram, from 1.
 * @param table Memory to work in, cleared; one table serves any number of calls.
 */
export function ngramVariety(
  texts: readonly Int32Array[],
  order: number,
  table: NgramTable = new NgramTable(),
): NgramVariety {
  let starts: readonly Int32Array[] = texts;
  let variety = { distinct: 0, all: 0 };
  for (let n = 1; n <= order; n++) {
    table.clear();
    let all = 0;
    starts = texts.map((tokens, text) => {
      const before = starts[text] ?? tokens;
      const numbers = new Int32Array(Math.max(0, tokens.length - n + 1));
      for (let at = 0; at < numbers.length; at++) {
        numbers[at] = table.add(n === 1 ? 0 : (before[at] ?? 0), tokens[at + n - 1] ?? 0);
      }
      all += numbers.length;
      return numbers;
    });
    variety = { distinct: table.size, all };
  }
  return variety;
}

/**
 * Distinct-n of some replies together: different n-grams over all n-grams, 0–1. Low where replies say the same again and
 * again, and lower the more text there is: only corpora of about the same size can be compared. Null where no reply is
 * long enough.
 * Source: Li et al. 2016, doi:10.18653/v1/N16-1014.
 *
 * @example distinctNgrams([Int32Array.of(0, 1, 0, 1)], 2) // 2/3
 */
export function distinctNgrams(texts: readonly Int32Array[], order: number): number | null {
  const { distinct, all } = ngramVariety(texts, order);
  return all === 0 ? null : distinct / all;
}

/**
 * Share of a reply's n-grams that it has had before, 0–1: 1 − distinct/all. Around 0 for prose, towards 1 for a reply
 * caught in a loop. Null for a reply shorter than n. Source: Welleck et al. 2020, arXiv:1908.04319 (seq-rep-n, n = 4).
 *
 * @example repetitionRate(Int32Array.of(7, 7, 7, 7, 7), 4) // 0.5
 */
export function repetitionRate(tokens: Int32Array, order = 4): number | null {
  const distinct = distinctNgrams([tokens], order);
  return distinct === null ? null : 1 - distinct;
}
