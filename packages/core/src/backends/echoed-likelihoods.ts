import type { LikelihoodRequest, OptionLikelihood } from "../records/likelihood.ts";
import type { Message } from "../records/prompt.ts";
import { answerAfter, plainPrompt } from "./plain-prompt.ts";
import { errorInside, parseEnvelope, type ReadReply, tokenCount } from "./reply-envelope.ts";

/** A text whose end is scored: where it begins, in Unicode characters, and how long it is. */
interface ScoredText {
  readonly text: string;
  readonly start: number;
}

interface Echo {
  readonly index?: unknown;
  readonly logprobs?: { readonly token_logprobs?: unknown; readonly text_offset?: unknown } | null;
}

/** The texts a server is asked to repeat: with the question one an option, then, where wanted, without it. */
export function echoedTexts(
  messages: readonly Message[],
  { continuations, neutralPrompt }: LikelihoodRequest,
): string[] {
  return scoredTexts(messages, { continuations, neutralPrompt }).map(({ text }) => text);
}

function scoredTexts(
  messages: readonly Message[],
  { continuations, neutralPrompt }: Pick<LikelihoodRequest, "continuations" | "neutralPrompt">,
): ScoredText[] {
  const prompts = [plainPrompt(messages), ...(neutralPrompt === null ? [] : [neutralPrompt])];
  return prompts.flatMap((prompt) =>
    continuations.map(({ text }) => ({ text: prompt + answerAfter(prompt, text), start: [...prompt].length })),
  );
}

/**
 * Read the body of a 200 reply of /completions that was asked to echo `echoedTexts` with log-probabilities. A token belongs to the
 * answer when it begins where the answer does or behind; one that spans the border counts when the answer has no other.
 * Tokens a server could not help making behind the text (vLLM makes at least one) are left out.
 *
 * Malformed: fewer choices than texts, or one without `token_logprobs` and `text_offset` (the server does not echo).
 */
export function readEchoedLikelihoods(
  body: string,
  messages: readonly Message[],
  request: LikelihoodRequest,
): ReadReply {
  const parsed = parseEnvelope(body);
  if (parsed.status === "malformed") {
    return parsed;
  }
  const envelope = parsed.envelope as {
    choices?: unknown;
    model?: unknown;
    usage?: { prompt_tokens?: unknown } | null;
    error?: unknown;
  };
  if (envelope.error !== undefined && envelope.error !== null) {
    return errorInside(envelope.error);
  }
  const choices: readonly Echo[] = Array.isArray(envelope.choices) ? envelope.choices : [];
  const scores = scoredTexts(messages, request).map((scored, place) =>
    scoreOf(choices.find(({ index }) => index === place) ?? {}, scored),
  );
  const options = request.continuations.map(({ optionId, text }, place): OptionLikelihood | null => {
    const score = scores[place];
    const without = request.neutralPrompt === null ? undefined : scores[request.continuations.length + place];
    return score === null || score === undefined || without === null
      ? null
      : {
          optionId,
          logprob: score.logprob,
          tokens: score.tokens,
          characters: [...text].length,
          ...(without === undefined ? undefined : { unconditional: without.logprob }),
        };
  });
  const known = options.filter((option) => option !== null);
  if (known.length < options.length) {
    return { status: "malformed", why: "the reply does not echo every text with token_logprobs and text_offset" };
  }
  return {
    status: "completion",
    completion: {
      text: "",
      reasoning: null,
      finishReason: "stop",
      cutIn: null,
      servedModel: typeof envelope.model === "string" ? envelope.model : null,
      usage: {
        promptTokens: tokenCount(envelope.usage?.prompt_tokens),
        completionTokens: 0,
        reasoningTokens: null,
        cachedTokens: null,
      },
      likelihoods: { kind: "sequence", of: request.of, options: known },
    },
  };
}

function scoreOf(
  { logprobs }: Echo,
  { text, start }: ScoredText,
): { readonly logprob: number; readonly tokens: number } | null {
  const given: readonly unknown[] = Array.isArray(logprobs?.token_logprobs) ? logprobs.token_logprobs : [];
  const offsets: readonly unknown[] = Array.isArray(logprobs?.text_offset) ? logprobs.text_offset : [];
  if (given.length === 0 || given.length !== offsets.length) {
    return null;
  }
  const end = [...text].length;
  const within = offsets.flatMap((offset, place) =>
    typeof offset === "number" && offset >= start && offset < end ? [place] : [],
  );
  const spanning = offsets.findLastIndex((offset) => typeof offset === "number" && offset < end);
  const places = within.length > 0 ? within : spanning < 0 ? [] : [spanning];
  const logs = places.map((place) => given[place]);
  return logs.length > 0 && logs.every((log) => typeof log === "number" && !Number.isNaN(log))
    ? { logprob: logs.reduce((sum: number, log) => sum + Number(log), 0), tokens: logs.length }
    : null;
}
