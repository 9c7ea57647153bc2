import type { Writable } from "../base/writable.ts";
import type { Completion, FinishReason, Usage } from "../records/completion.ts";
import { answerLogprobs } from "./chat-logprobs.ts";
import { assembleCompletion, errorInside, parseEnvelope, type ReadReply, tokenCount } from "./reply-envelope.ts";
import { literalOfContent } from "./text-literal.ts";

/** Finish reasons of the servers Viva knows, in small letters; a map, because the name comes from outside. */
const finishReasons: ReadonlyMap<string, FinishReason> = new Map([
  ["stop", "stop"],
  ["eos", "stop"],
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["length", "length"],
  ["max_tokens", "length"],
  ["content_filter", "content-filter"],
  ["sensitive", "content-filter"],
  ["safety", "content-filter"],
  ["refusal", "content-filter"],
  ["tool_calls", "tool-calls"],
  ["function_call", "tool-calls"],
]);

/**
 * Finish reasons with which a server says that it, not the model, ended the reply: vLLM and SGLang (abort), DeepSeek,
 * Zhipu, OpenRouter and Mistral (error). Such a reply says nothing about the model.
 */
const brokenOff: ReadonlySet<string> = new Set(["abort", "error", "insufficient_system_resource", "network_error"]);

interface Envelope {
  readonly choices?: readonly {
    readonly message?: {
      readonly content?: unknown;
      readonly reasoning_content?: unknown;
      readonly reasoning?: unknown;
      readonly refusal?: unknown;
    };
    readonly finish_reason?: unknown;
    readonly logprobs?: unknown;
    readonly error?: unknown;
  }[];
  readonly model?: unknown;
  readonly usage?: {
    readonly prompt_tokens?: unknown;
    readonly completion_tokens?: unknown;
    readonly reasoning_tokens?: unknown;
    readonly completion_tokens_details?: { readonly reasoning_tokens?: unknown } | null;
    readonly prompt_tokens_details?: { readonly cached_tokens?: unknown } | null;
  } | null;
  readonly error?: unknown;
}

/**
 * Read the body of a 200 reply of /chat/completions. Reasoning comes as `reasoning_content` (DeepSeek, vLLM,
 * SGLang), as `reasoning` (OpenRouter, newer vLLM), or inside the text as think blocks; it is kept apart.
 */
export function readChatReply(body: string): ReadReply {
  const parsed = parseEnvelope(body);
  if (parsed.status === "malformed") {
    return parsed;
  }
  const envelope: Envelope = parsed.envelope;
  const choice = Array.isArray(envelope.choices) ? envelope.choices[0] : undefined;
  if (choice?.message === undefined || choice.message === null || typeof choice.message !== "object") {
    return envelope.error === undefined || envelope.error === null
      ? { status: "malformed", why: "the reply has no choices[0].message" }
      : errorInside(envelope.error);
  }
  const reason = typeof choice.finish_reason === "string" ? choice.finish_reason : null;
  if (choice.error !== undefined && choice.error !== null) {
    return errorInside(choice.error);
  }
  if (reason !== null && brokenOff.has(reason)) {
    return { status: "error", code: null, why: `the server broke off the reply: finish_reason "${reason}"` };
  }
  const { message } = choice;
  const content = contentText(message.content);
  if (content === undefined) {
    return { status: "malformed", why: "choices[0].message.content is neither text nor null" };
  }
  const given = typeof message.reasoning_content === "string" ? message.reasoning_content : message.reasoning;
  const completion: Writable<Completion> = assembleCompletion({
    text: content === "" && typeof message.refusal === "string" ? message.refusal : content,
    reasoning: typeof given === "string" ? given : thinkingText(message.content),
    finishReason: finishReasons.get((reason ?? "").toLowerCase()) ?? "unknown",
    servedModel: envelope.model,
    usage: usageOf(envelope.usage),
  });
  const logprobs = answerLogprobs(choice.logprobs, completion);
  if (logprobs !== null) {
    completion.logprobs = logprobs;
  }
  const textJson = completion.text === message.content ? literalOfContent(body, completion.text) : undefined;
  if (textJson !== undefined) {
    completion.textJson = textJson;
  }
  return { status: "completion", completion };
}

/** The text; undefined when it is neither text, nor parts, nor absent. */
function contentText(content: unknown): string | undefined {
  if (typeof content === "string") {
    return content;
  }
  if (content === null || content === undefined) {
    return "";
  }
  if (!Array.isArray(content)) {
    return undefined;
  }
  return partsText(content);
}

function partsText(parts: readonly unknown[]): string {
  return parts
    .map((part) =>
      typeof part === "object" && part !== null && "text" in part && typeof part.text === "string" ? part.text : "",
    )
    .join("");
}

/** Mistral's reasoning models put their thinking into the content, as a part that holds parts. */
function thinkingText(content: unknown): string {
  return (Array.isArray(content) ? content : [])
    .map((part: unknown) =>
      typeof part === "object" && part !== null && "thinking" in part && Array.isArray(part.thinking)
        ? partsText(part.thinking)
        : "",
    )
    .join("");
}

function usageOf(usage: Envelope["usage"]): Usage | null {
  if (typeof usage !== "object" || usage === null) {
    return null;
  }
  return {
    promptTokens: tokenCount(usage.prompt_tokens),
    completionTokens: tokenCount(usage.completion_tokens),
    reasoningTokens: tokenCount(usage.completion_tokens_details?.reasoning_tokens ?? usage.reasoning_tokens),
    cachedTokens: tokenCount(usage.prompt_tokens_details?.cached_tokens),
  };
}
