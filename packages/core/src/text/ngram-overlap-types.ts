/** What n counts: words, or for Chinese and Japanese characters (a Latin word or a number among them counts as one). */
export type NgramUnit = "word" | "character";

/** A text that is looked for in a corpus. */
export interface SoughtText {
  readonly text: string;
  readonly unit: NgramUnit;
  /** Texts of one group (questions on one case) share what they share: it is no phrase of the exam. */
  readonly group: number;
}

/** How long what is found must be. */
export interface NgramSizes {
  /** Length of an n-gram, in units; a text that is shorter must be found whole. */
  readonly length: number;
  /** Shorter texts are not looked for, nor are shorter runs seen. At most `length`. */
  readonly least: number;
}

/** Settings of a search for texts in a corpus. */
export interface NgramOverlapSettings {
  readonly word: NgramSizes;
  readonly character: NgramSizes;
  /** An n-gram that stands in more groups than this is a phrase of the exam and counts for no text. At least 1. */
  readonly mostGroups: number;
}

/** What was found of one text. */
export interface TextOverlap {
  /** Length of the text, in its unit. */
  readonly units: number;
  /** N-grams that count; 0 for a text that is too short, or made of phrases of the exam alone. */
  readonly ngrams: number;
  /** Those of them that are in the corpus. */
  readonly found: number;
  /** Units of the longest run the text has in common with the corpus; 0 below `least`. Phrases of the exam count here. */
  readonly longestRun: number;
  /** The number that was given with the piece of the corpus in which the longest run ends; −1 without one. */
  readonly place: number;
}
