import type { Completion, FinishReason, Usage } from "../records/completion.ts";
import { splitReasoning } from "../text/split-reasoning.ts";

/** A server's chat reply, read: a completion, or what is wrong with the envelope. */
export type ReadReply =
  | { readonly status: "completion"; readonly completion: Completion }
  | { readonly status: "malformed"; readonly why: string };

const finishReasons: Readonly<Record<string, FinishReason>> = {
  stop: "stop",
  eos: "stop",
  end_turn: "stop",
  length: "length",
  max_tokens: "length",
  content_filter: "content-filter",
  sensitive: "content-filter",
  tool_calls: "tool-calls",
  function_call: "tool-calls",
};

interface Envelope {
  readonly choices?: readonly {
    readonly message?: {
      readonly content?: unknown;
      readonly reasoning_content?: unknown;
      readonly reasoning?: unknown;
      readonly refusal?: unknown;
    };
    readonly finish_reason?: unknown;
  }[];
  readonly model?: unknown;
  readonly usage?: {
    readonly prompt_tokens?: unknown;
    readonly completion_tokens?: unknown;
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
    const why =
      envelope.error === undefined
        ? "the reply has no choices[0].message"
        : `the reply holds an error: ${JSON.stringify(envelope.error).slice(0, 300)}`;
    return { status: "malformed", why };
  }
  const { message } = choice;
  const content = contentText(message.content);
  if (content === undefined) {
    return { status: "malformed", why: "choices[0].message.content is neither text nor null" };
  }
  const split = splitReasoning(content === "" && typeof message.refusal === "string" ? message.refusal : content);
  const given = typeof message.reasoning_content === "string" ? message.reasoning_content : message.reasoning;
  const reasoningText = joinReasoning(typeof given === "string" ? given : "", split.reasoning);
  const usage = usageOf(envelope.usage);
  const reasoningTokens = usage?.reasoningTokens ?? null;
  const finishReason =
    finishReasons[String(choice.finish_reason)] ?? (choice.finish_reason == null ? "unknown" : "stop");
  const insideReasoning = split.unclosed || (split.text === "" && reasoningText !== null);
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
  return content
    .map((part: unknown) =>
      typeof part === "object" && part !== null && "text" in part && typeof part.text === "string" ? part.text : "",
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
    reasoningTokens: count(usage.completion_tokens_details?.reasoning_tokens),
    cachedTokens: count(usage.prompt_tokens_details?.cached_tokens),
  };
}

function count(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}
