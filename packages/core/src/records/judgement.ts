/**
 * How a judge's reply could be read: in exactly the form that was asked for; only with allowances (a code fence, words around
 * it); not at all, though there is a reply; or no reply came.
 */
export type JudgementForm = "strict" | "lenient" | "unreadable" | "failed";

/** What one judge says of one reply. */
export interface Judgement {
  /** Id of the judge in the study. */
  readonly judge: string;
  readonly form: JudgementForm;
  /** Every value the judge may give a criterion, ascending. */
  readonly scale: readonly number[];
  /** Criterion → value of the scale; empty where the reply could not be read. */
  readonly values: Readonly<Record<string, number>>;
  /** What the values come to by the scorer's rule, 0–1; null where the reply could not be read. */
  readonly points: number | null;
}

/** One line of `judgements.jsonl`: a judgement with the address of the call that is judged. */
export interface JudgementLine extends Judgement {
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
  /** Characters of the reply that is judged. */
  readonly length: number;
}
