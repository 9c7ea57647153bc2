import type { MetricTokenizer } from "./metric-tokenizer.ts";
import { createTokenVocabulary } from "./token-vocabulary.ts";

/** A reply and the texts it is measured against. */
export interface TextPair {
  readonly hypothesis: string;
  /** At least one for every pair that is to be scored. */
  readonly references: readonly string[];
}

/** Pairs after tokenization: what the metrics over tokens (BLEU, ROUGE, length, distinct-n) compute from. */
export interface TokenPairs {
  /** The tokenizer's name, for the signature. */
  readonly tokenizer: string;
  /** Whether texts were put in lower case before they were cut. */
  readonly lowercase: boolean;
  /** Numbers of the tokens of each reply. */
  readonly hypotheses: readonly Int32Array[];
  /** The same of each pair's references; equal tokens have equal numbers throughout. */
  readonly references: readonly (readonly Int32Array[])[];
  /** Every token's number is below it. */
  readonly vocabulary: number;
}

/** Cut all texts of some pairs with one tokenizer. Letter case is changed before cutting, as sacrebleu does. */
export function tokenizePairs(
  pairs: readonly TextPair[],
  tokenizer: MetricTokenizer,
  { lowercase = false }: { readonly lowercase?: boolean } = {},
): TokenPairs {
  const vocabulary = createTokenVocabulary();
  const encoded = (text: string): Int32Array =>
    vocabulary.encode(tokenizer.tokens(lowercase ? text.toLowerCase() : text));
  const hypotheses: Int32Array[] = [];
  const references: Int32Array[][] = [];
  for (const pair of pairs) {
    hypotheses.push(encoded(pair.hypothesis));
    references.push(pair.references.map(encoded));
  }
  return { tokenizer: tokenizer.name, lowercase, hypotheses, references, vocabulary: vocabulary.size() };
}
