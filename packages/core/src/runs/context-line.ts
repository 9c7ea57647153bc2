import type { Passage } from "../retrievers/define.ts";

/** One line of contexts.jsonl: what was looked up for one variant by one arm's retriever. */
export interface ContextLine {
  readonly exam: string;
  readonly variantId: string;
  readonly arm: string;
  readonly passages: readonly Passage[];
  /** Why nothing could be looked up, as a sentence; absent where it was. The question is not posed in this way then. */
  readonly missing?: string;
}
