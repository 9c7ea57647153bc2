import type { MetricTokenizer } from "./metric-tokenizer.ts";
import { bestRouge, type RougeScore, rougeScore } from "./rouge-score.ts";
import { createSubsequencePlaces } from "./subsequence-places.ts";
import type { TextPair } from "./token-pairs.ts";
import { createTokenVocabulary } from "./token-vocabulary.ts";

/**
 * ROUGE-Lsum of each pair: lines are compared with lines. Every line of the reference is matched with all lines of the
 * reply, the union of its longest common subsequences counts, and no token counts more often than the reply has it. On
 * single lines it is ROUGE-L. Sentences are parted by line feeds, as in rouge_score; part them before if lines are not
 * sentences. Of several references the one with the best F counts.
 *
 * Lines of the reply that are repeated change nothing and cost nothing.
 * Source: Lin 2004, section 3.2; the algorithm of rouge_score 0.1.2 (`rougeLsum`) on the given tokens.
 */
export function rougeSummary(
  pairs: readonly TextPair[],
  tokenizer: MetricTokenizer,
  { lowercase = false }: { readonly lowercase?: boolean } = {},
): readonly RougeScore[] {
  const vocabulary = createTokenVocabulary();
  const linesOf = (text: string): Int32Array[] =>
    (lowercase ? text.toLowerCase() : text)
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => vocabulary.encode(tokenizer.tokens(line)));
  const encoded = pairs.map(({ hypothesis, references }) => ({
    reply: linesOf(hypothesis),
    references: references.map(linesOf),
  }));
  const score = createSummaryScore(vocabulary.size());
  return encoded.map(({ reply, references }) => bestRouge(references.map((reference) => score(reply, reference))));
}

function createSummaryScore(
  vocabulary: number,
): (reply: readonly Int32Array[], reference: readonly Int32Array[]) => RougeScore {
  const markPlaces = createSubsequencePlaces(vocabulary);
  return (reply, reference) => {
    const left = counts(reply);
    const distinct = [...new Map(reply.map((line) => [line.join(), line])).values()];
    let hits = 0;
    for (const line of reference) {
      const marks = new Uint8Array(line.length);
      for (const candidate of distinct) {
        markPlaces(line, candidate, marks);
      }
      for (const [at, token] of line.entries()) {
        const inReply = left.get(token) ?? 0;
        if (marks[at] === 1 && inReply > 0) {
          hits += 1;
          left.set(token, inReply - 1);
        }
      }
    }
    return rougeScore(hits, total(reply), total(reference));
  };
}

function counts(lines: readonly Int32Array[]): Map<number, number> {
  const counted = new Map<number, number>();
  for (const line of lines) {
    for (const token of line) {
      counted.set(token, (counted.get(token) ?? 0) + 1);
    }
  }
  return counted;
}

function total(lines: readonly Int32Array[]): number {
  return lines.reduce((sum, { length }) => sum + length, 0);
}
