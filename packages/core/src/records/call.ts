import type { LikelihoodRequest } from "./likelihood.ts";
import type { Prompt } from "./prompt.ts";
import type { Variant } from "./variant.ts";

/** Which part a model plays in a call. */
export type CallRole = "examinee" | "judge" | "paraphraser" | "embedder";

/** One question to one model: what is asked, never how it went. */
export interface Call {
  /** Identity, 32 hex digits: a hash of place, prompt, model and parameters. */
  readonly id: string;
  /** Place in the plan, 32 hex digits: exam, variant, arm, model, repeat, turn and role, without what is asked. */
  readonly place: string;
  readonly role: CallRole;
  readonly exam: string;
  readonly itemId: string;
  readonly variantId: string;
  readonly perturbation: string;
  readonly arm: string;
  /** The model's id in the study. */
  readonly model: string;
  /** From 0. */
  readonly repeat: number;
  /** From 0. */
  readonly turn: number;
  /** Seed of this call, a non-negative 31-bit integer; differs between repeats. */
  readonly seed: number;
}

/** A call with everything a backend may look at. The variant is for candidates without a network; servers see only the prompt. */
export interface PosedCall {
  readonly call: Call;
  readonly prompt: Prompt;
  /** The prompt's messages as JSON: what its hash is over, what chat servers are sent and what prompts.jsonl keeps. */
  readonly messagesJson: string;
  /** Passages that stand beside the question in the prompt; empty without a retriever. */
  readonly passages: readonly string[];
  readonly variant: Variant;
  /** Likelihoods that are wanted instead of a reply; absent where a reply is. */
  readonly likelihood?: LikelihoodRequest;
}
