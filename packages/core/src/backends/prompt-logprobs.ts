/** How likely a continuation is, token by token. */
export interface ContinuationLogprobs {
  readonly text: string;
  readonly tokens: readonly { readonly token: string; readonly logprob: number }[];
  /** Sum over the tokens; 0 for an empty continuation. */
  readonly logprob: number;
}

/** Likelihoods of the continuations of one prompt. */
export interface PromptLogprobs {
  /** In the order in which they were given. */
  readonly continuations: readonly ContinuationLogprobs[];
  readonly promptTokens: number;
  /** Tokens that were evaluated, those of the prompt included. */
  readonly evaluatedTokens: number;
  /** Tokens that evaluating every continuation with its prompt anew would have taken. */
  readonly naiveTokens: number;
}
