import type { Completion } from "../records/completion.ts";
import type { LikelihoodRequest, Likelihoods } from "../records/likelihood.ts";

/**
 * Likelihoods of labels out of the most likely tokens at a chat reply's first place: every token that is the label with or
 * without white space around it counts. A label that is not among them has none.
 *
 * @example tokens " B" (ln 0.5), "B" (ln 0.2), "A" (ln 0.1) → B: ln 0.7, A: ln 0.1, C: null
 */
export function firstTokenLikelihoods({ logprobs }: Completion, { of, continuations }: LikelihoodRequest): Likelihoods {
  return {
    kind: "first-token",
    of,
    options: continuations.map(({ optionId, text }) => {
      const its = (logprobs?.top ?? []).filter(({ token }) => token.trim() === text);
      const probability = its.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0);
      return {
        optionId,
        logprob: probability > 0 ? Math.log(probability) : null,
        tokens: null,
        characters: [...text].length,
      };
    }),
  };
}
