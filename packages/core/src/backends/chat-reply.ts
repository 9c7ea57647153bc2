import type { Completion, FinishReason, Usage } from "../records/completion.ts";
import { splitReasoning } from "../text/split-reasoning.ts";

/** A server's chat reply, read: a completion, or what is wrong with the envelope. */
export type ReadReply =
  | { readonly status: "completion"; readonly completion: Completion }
  /** The server says inside a 200 that it failed, or broke off; `code` is the HTTP status it names, if it names one. */
  | { readonly status: "error"; readonly code: number | null; readonly why: string }
  | { readonly status: "malformed"; readonly why: string };

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
  let envelope: Envelope | null;
  try {
    envelope = JSON.parse(body) as Envelope | null;
  } catch {
    return { status: "malformed", why: "the reply is not JSON" };
  }
  if (typeof envelope !== "object" || envelope === null) {
    return { status: "malformed", why: "the reply is not a JSON object" };
  }
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
  const split = splitReasoning(content === "" && typeof message.refusal === "string" ? message.refusal : content);
  const given = typeof message.reasoning_content === "string" ? message.reasoning_content : message.reasoning;
  const reasoningText = joinReasoning(
    typeof given === "string" ? given : thinkingText(message.content),
    split.reasoning,
  );
  const usage = usageOf(envelope.usage);
  const reasoningTokens = usage?.reasoningTokens ?? null;
  const finishReason = finishReasons.get((reason ?? "").toLowerCase()) ?? "unknown";
  const reasoned = reasoningText !== null || (reasoningTokens ?? 0) > 0;
  const insideReasoning = split.unclosed || (split.text === "" && reasoned);
  return {
    status: "completion",
    completion: {
      text: split.text,
      reasoning:
        reasoningText !== null
          ? { text: reasoningText, tokens: reasoningTokens }
          : reasoningTokens !== null && reasoningTokens > 0
            ? { text: null, tokens: reasoningTokens }
            : null,
      finishReason,
      cutIn: finishReason === "length" ? (insideReasoning ? "reasoning" : "answer") : null,
      servedModel: typeof envelope.model === "string" ? envelope.model : null,
      usage,
    },
  };
}

function errorInside(error: unknown): ReadReply {
  const named = typeof error === "object" && error !== null && "code" in error ? Number(error.code) : Number.NaN;
  return {
    status: "error",
    code: Number.isInteger(named) && named >= 400 && named < 600 ? named : null,
    why: `the reply holds an error: ${JSON.stringify(error).slice(0, 300)}`,
  };
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

function joinReasoning(given: string, fromText: string | null): string | null {
  const parts = [given, fromText ?? ""].filter((part) => part !== "");
  return parts.length === 0 ? null : parts.join("\n");
}

function usageOf(usage: Envelope["usage"]): Usage | null {
  if (typeof usage !== "object" || usage === null) {
    return null;
  }
  return {
    promptTokens: count(usage.prompt_tokens),
    completionTokens: count(usage.completion_tokens),
    reasoningTokens: count(usage.completion_tokens_details?.reasoning_tokens ?? usage.reasoning_tokens),
    cachedTokens: count(usage.prompt_tokens_details?.cached_tokens),
  };
}

function count(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}
