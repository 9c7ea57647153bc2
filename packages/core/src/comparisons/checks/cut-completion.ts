import type { Completion } from "../../records/completion.ts";

/** Tokens of a reply, reasoning first; what a limit counts. */
interface ReplyTokens {
  readonly reasoning: number;
  readonly answer: number;
}

/**
 * How many tokens a reply took, by the server's own count; null where it gave none, or hid how many went into
 * reasoning. Where it counts reasoning and answer together, the two share the count by their characters. A count of
 * reasoning above the whole is taken to come on top of it.
 */
export function replyTokens({ text, reasoning, usage }: Completion): ReplyTokens | null {
  const total = usage?.completionTokens ?? null;
  if (total === null) {
    return null;
  }
  const stated = usage?.reasoningTokens ?? reasoning?.tokens ?? null;
  if (stated !== null) {
    return { reasoning: stated, answer: stated > total ? total : total - stated };
  }
  if (reasoning === null) {
    return { reasoning: 0, answer: total };
  }
  if (reasoning.text === null) {
    return null;
  }
  const characters = reasoning.text.length + text.length;
  const ofReasoning = characters === 0 ? 0 : Math.round((total * reasoning.text.length) / characters);
  return { reasoning: ofReasoning, answer: total - ofReasoning };
}

/**
 * A reply as it would have come, by approximation, had the model been stopped after so many tokens: the text is cut at
 * the character that stands where the token would, tokens being taken as equally long. A model that is told its limit, or
 * has another way of saying less, would have answered otherwise. The completion itself where it is no longer than the
 * limit; null where its tokens are not known.
 *
 * @param limit Tokens, reasoning included; above 0.
 * @example cutCompletion({ ...plainCompletion("0123456789"), usage: { …, completionTokens: 5 } }, 2)?.text // "0123"
 */
export function cutCompletion(completion: Completion, limit: number): Completion | null {
  const tokens = replyTokens(completion);
  if (tokens === null) {
    return null;
  }
  const { reasoning, answer } = tokens;
  if (reasoning + answer <= limit) {
    return completion;
  }
  const left = limit - reasoning;
  const thought = completion.reasoning;
  return {
    ...completion,
    text: left <= 0 ? "" : beginning(completion.text, left / answer),
    reasoning:
      thought === null || thought.text === null || left >= 0
        ? thought
        : { text: beginning(thought.text, limit / reasoning), tokens: limit },
    finishReason: "length",
    cutIn: left < 0 || (left === 0 && reasoning > 0) ? "reasoning" : "answer",
  };
}

/** So large a part of a text, without half a character at its end. */
function beginning(text: string, share: number): string {
  const end = Math.floor(text.length * Math.min(1, share));
  const code = text.charCodeAt(end - 1);
  return text.slice(0, end > 0 && end < text.length && code >= 0xd800 && code <= 0xdbff ? end - 1 : end);
}
