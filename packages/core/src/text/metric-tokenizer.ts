/**
 * How a text is cut for a published metric. Its name is kept with every score, because scores under two tokenizers are
 * not comparable: the same Chinese replies differ by ten points of BLEU between characters and words.
 */
export interface MetricTokenizer {
  /** What a signature says after `tok:`, with the version of dictionary and segmenter where there are any. */
  readonly name: string;
  /** The tokens of a text, in order; none of an empty text. Linear in the text's length and never throws. */
  readonly tokens: (text: string) => readonly string[];
}
