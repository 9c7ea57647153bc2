import type { Completion } from "../records/completion.ts";
import { plainCompletion } from "../records/completion.ts";
import type { LikelihoodRequest } from "../records/likelihood.ts";
import type { Message } from "../records/prompt.ts";
import type { LocalModel } from "./local-model.ts";
import { answerAfter, plainPrompt } from "./plain-prompt.ts";
import { tokenLogprobs } from "./token-logprobs.ts";

/**
 * How likely a model is to go on with each option. Messages are written by the file's chat template, and the option stands where
 * the reply begins; a file without a template (a base model) goes on from the messages as one text.
 *
 * The tokens counted are those of prompt and options that were evaluated: what options share is evaluated once.
 */
export async function scoreOptions(
  model: LocalModel,
  messages: readonly Message[],
  { of, continuations, neutralPrompt }: LikelihoodRequest,
  signal?: AbortSignal,
): Promise<Completion> {
  const texts = continuations.map(({ text }) => text);
  const plain = plainPrompt(messages);
  const asked =
    model.file.chatTemplate === undefined
      ? await tokenLogprobs(
          model,
          plain,
          texts.map((text) => answerAfter(plain, text)),
          signal,
        )
      : await tokenLogprobs(model, messages, texts, signal);
  const without =
    neutralPrompt === null
      ? null
      : await tokenLogprobs(
          model,
          neutralPrompt,
          texts.map((text) => answerAfter(neutralPrompt, text)),
          signal,
        );
  return {
    ...plainCompletion(""),
    usage: {
      promptTokens: asked.promptTokens,
      completionTokens: 0,
      reasoningTokens: null,
      cachedTokens: Math.max(0, asked.naiveTokens - asked.evaluatedTokens),
    },
    likelihoods: {
      kind: "sequence",
      of,
      options: continuations.map(({ optionId, text }, place) => {
        const scored = asked.continuations[place];
        const unconditional = without?.continuations[place]?.logprob;
        return {
          optionId,
          logprob: scored?.logprob ?? null,
          tokens: scored?.tokens.length ?? null,
          characters: [...text].length,
          ...(unconditional === undefined ? undefined : { unconditional }),
        };
      }),
    },
  };
}
