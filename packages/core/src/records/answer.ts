/** What was read out of a reply. */
export type AnswerStatus = "chosen" | "ambiguous" | "none-of-these" | "abstained" | "refused" | "unreadable";

/** Every status, in the order tables show them. */
export const answerStatuses: readonly AnswerStatus[] = [
  "chosen",
  "ambiguous",
  "none-of-these",
  "abstained",
  "refused",
  "unreadable",
];

/** What an extractor returns: the reading alone, without its address. */
export interface Reading {
  readonly status: AnswerStatus;
  /** In display order; empty unless `status` is "chosen". */
  readonly optionIds: readonly string[];
  readonly labels: readonly string[];
  /** Name of the rule that decided, for audits. */
  readonly rule: string;
  /** Start and end (exclusive) of the deciding text in the reply, UTF-16 units; null when nothing was found. */
  readonly span: readonly [number, number] | null;
  /** How sure the model is of this answer, 0–1: by its own probabilities, or as it says itself. Absent where neither is known. */
  readonly confidence?: number;
}

/** A reading with its address: one line of `answers.jsonl`. */
export interface Answer extends Reading {
  readonly callId: string;
  readonly exam: string;
  readonly itemId: string;
  readonly variantId: string;
  readonly model: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly repeat: number;
  readonly turn: number;
  readonly extractor: { readonly name: string; readonly version: number };
  /** The reply was cut off by the token limit; it may still have declared its answer. */
  readonly truncated: boolean;
}
