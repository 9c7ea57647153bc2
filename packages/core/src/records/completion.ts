import type { Likelihoods } from "./likelihood.ts";

/** Why a model stopped. `content-filter` also stands for a filter that answered with HTTP 400. */
export type FinishReason = "stop" | "length" | "content-filter" | "tool-calls" | "unknown";

/** Tokens as the server counted them; null where it did not say. */
export interface Usage {
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly reasoningTokens: number | null;
  readonly cachedTokens: number | null;
}

/** What a model returned, before anything is read out of it. */
export interface Completion {
  /** The reply without its reasoning; empty when the model returned nothing. */
  readonly text: string;
  /** Reasoning the server or the text kept apart; null when there was none. `text` is null when it is hidden. */
  readonly reasoning: { readonly text: string | null; readonly tokens: number | null } | null;
  readonly finishReason: FinishReason;
  /** Where a cut-off reply (finishReason "length") was cut; null otherwise. */
  readonly cutIn: "reasoning" | "answer" | null;
  /** The model name the server reports; null when it reports none. */
  readonly servedModel: string | null;
  readonly usage: Usage | null;
  /** What else the answer might have begun with; absent where it was not asked for or the server does not say. */
  readonly logprobs?: TokenLogprobs;
  /** How likely each option is, where that was asked for instead of a reply. */
  readonly likelihoods?: Likelihoods;
  /** The text as JSON, where a server's own stands ready: the journal takes it over. Absent once read from there. */
  readonly textJson?: string;
}

/** The most likely tokens at the place of the answer's first token that is not blank, as a chat interface gives them. */
export interface TokenLogprobs {
  readonly kind: "chat-top";
  /** Most likely first; `logprob` is the natural logarithm of the probability. */
  readonly top: readonly { readonly token: string; readonly logprob: number }[];
}

/** One try of a call. */
export interface Attempt {
  /** Milliseconds since the epoch at the start of the try. */
  readonly startedAtMs: number;
  readonly durationMs: number;
  /** HTTP status, or null when no response came. */
  readonly status: number | null;
  /** "ok", or the code of what went wrong. */
  readonly cause: string;
}

/** A completion without text and without usage, for candidates to fill in. */
export function plainCompletion(text: string): Completion {
  return { text, reasoning: null, finishReason: "stop", cutIn: null, servedModel: null, usage: null };
}
