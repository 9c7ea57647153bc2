/** Points a scorer gives for one answer, or why it gives none. */
export type Mark =
  | {
      readonly points: number;
      readonly min: number;
      readonly max: number;
      /** What the points are made of, by name, each 0–1; only names the scorer declares. */
      readonly parts?: Readonly<Record<string, number>>;
      /** Additive counts for scores of a whole corpus, as many as the scorer declares. */
      readonly counts?: readonly number[];
    }
  | { readonly points: null; readonly reason: string };

/** One line of `scores.jsonl`. */
export type Score = Mark & {
  readonly callId: string;
  readonly exam: string;
  readonly itemId: string;
  readonly variantId: string;
  readonly model: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly repeat: number;
  readonly turn: number;
  readonly scorer: string;
};
