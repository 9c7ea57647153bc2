/** Points a scorer gives for one answer, or why it gives none. */
export type Mark =
  | { readonly points: number; readonly min: number; readonly max: number }
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
