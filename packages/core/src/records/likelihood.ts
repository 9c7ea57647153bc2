/** What a call asks for instead of a reply: how likely the model is to go on from the prompt with each option. */
export interface LikelihoodRequest {
  readonly of: LikelihoodOf;
  /** One an option, in display order. */
  readonly continuations: readonly { readonly optionId: string; readonly text: string }[];
  /** What stands before an answer in a prompt that asks nothing, for likelihoods without the question; null where they are not wanted. */
  readonly neutralPrompt: string | null;
}

/** What is scored: the label an option is shown under, or its text. */
export const likelihoodForms = ["label", "option-text"] as const;
export type LikelihoodOf = (typeof likelihoodForms)[number];

/**
 * How options of different length are made comparable. `none`: the logarithm of the probability of the whole text.
 * `characters`, `tokens`: that, divided by the text's length (lm-evaluation-harness's acc_norm divides by bytes).
 * `unconditional`: less the same without the question, so that a text is not preferred for being common (Brown et al. 2020, 2.4).
 */
export const likelihoodNormalisations = ["none", "characters", "tokens", "unconditional"] as const;
export type LikelihoodNormalisation = (typeof likelihoodNormalisations)[number];

/** How likely one option is. */
export interface OptionLikelihood {
  readonly optionId: string;
  /** Natural logarithm of the probability of the option's text after the prompt; null where the server did not say. */
  readonly logprob: number | null;
  /** Tokens of the text; null where the server does not say. */
  readonly tokens: number | null;
  /** Unicode characters of the text. */
  readonly characters: number;
  /** The same without the question; absent where it was not asked for. */
  readonly unconditional?: number;
}

/**
 * Likelihoods of a call's options. `sequence`: of the whole text. `first-token`: out of the most likely tokens at the first place of
 * a chat reply, which is all that many servers give: a label that is not among them has none, one that begins with
 * another token than itself is missed, and what the model would have said before its answer is not waited for.
 */
export interface Likelihoods {
  readonly kind: "sequence" | "first-token";
  readonly of: LikelihoodOf;
  readonly options: readonly OptionLikelihood[];
}

/**
 * An option's score under a normalisation, in nats; null where what it needs is not known. An empty text has 0 under `characters`
 * and `tokens`.
 */
export function normalisedLikelihood(option: OptionLikelihood, by: LikelihoodNormalisation): number | null {
  const { logprob, tokens, characters, unconditional } = option;
  if (logprob === null) {
    return null;
  }
  switch (by) {
    case "none":
      return logprob;
    case "characters":
      return logprob / Math.max(1, characters);
    case "tokens":
      return tokens === null ? null : logprob / Math.max(1, tokens);
    case "unconditional":
      return unconditional === undefined ? null : logprob - unconditional;
  }
}

/**
 * The options' probabilities among themselves under a normalisation: the softmax of their scores, in their order; they sum to 1.
 * An option without a score has 0. Empty where none has one.
 *
 * @example two options with logprob ln 0.3 and ln 0.1 → [0.75, 0.25]
 */
export function optionProbabilities({ options }: Likelihoods, by: LikelihoodNormalisation): readonly number[] {
  const scores = options.map((option) => normalisedLikelihood(option, by));
  const most = Math.max(...scores.map((score) => score ?? Number.NEGATIVE_INFINITY));
  if (!Number.isFinite(most)) {
    return [];
  }
  const weights = scores.map((score) => (score === null ? 0 : Math.exp(score - most)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
