import type { FinishReason, Usage } from "../records/completion.ts";
import { assembleCompletion, errorInside, parseEnvelope, type ReadReply, tokenCount } from "./reply-envelope.ts";

/** Stop reasons of the Messages interface; a map, because the name comes from outside. */
const finishReasons: ReadonlyMap<string, FinishReason> = new Map([
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["max_tokens", "length"],
  ["model_context_window_exceeded", "length"],
  ["refusal", "content-filter"],
  ["tool_use", "tool-calls"],
]);

/** HTTP statuses that belong to the types of errors, for an error inside a 200. */
const errorStatuses: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ["invalid_request_error", 400],
  ["authentication_error", 401],
  ["billing_error", 402],
  ["permission_error", 403],
  ["not_found_error", 404],
  ["request_too_large", 413],
  ["rate_limit_error", 429],
  ["api_error", 500],
  ["timeout_error", 504],
  ["overloaded_error", 529],
]);

interface Envelope {
  readonly content?: unknown;
  readonly model?: unknown;
  readonly stop_reason?: unknown;
  readonly usage?: {
    readonly input_tokens?: unknown;
    readonly cache_creation_input_tokens?: unknown;
    readonly cache_read_input_tokens?: unknown;
    readonly output_tokens?: unknown;
    readonly output_tokens_details?: { readonly thinking_tokens?: unknown } | null;
  } | null;
  readonly error?: unknown;
}

interface Block {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly thinking?: unknown;
}

/**
 * Read the body of a 200 reply of /v1/messages. Thinking blocks are reasoning; one that is redacted, or shown without
 * its text, is hidden reasoning. A refusal is data: finishReason "content-filter", with what was said before it.
 */
export function readMessagesReply(body: string): ReadReply {
  const parsed = parseEnvelope(body);
  if (parsed.status === "malformed") {
    return parsed;
  }
  const envelope: Envelope = parsed.envelope;
  const { error, content } = envelope;
  if (error !== undefined && error !== null) {
    const type: unknown = typeof error === "object" && "type" in error ? error.type : undefined;
    return errorInside(error, errorStatuses.get(type) ?? null);
  }
  if (!Array.isArray(content)) {
    return { status: "malformed", why: "the reply has no content list" };
  }
  const blocks = content.filter((block): block is Block => typeof block === "object" && block !== null);
  const textOf = (type: string, field: "text" | "thinking"): string[] =>
    blocks.flatMap((block) => {
      const value = block[field];
      return block.type === type && typeof value === "string" && value !== "" ? [value] : [];
    });
  return {
    status: "completion",
    completion: assembleCompletion({
      text: textOf("text", "text").join(""),
      reasoning: textOf("thinking", "thinking").join("\n"),
      hiddenReasoning: blocks.some(({ type }) => type === "thinking" || type === "redacted_thinking"),
      finishReason: finishReasons.get(String(envelope.stop_reason)) ?? "unknown",
      servedModel: envelope.model,
      usage: usageOf(envelope.usage),
    }),
  };
}

/** Tokens read from or written to the cache are counted beside `input_tokens`; here they are part of the prompt. */
function usageOf(usage: Envelope["usage"]): Usage | null {
  if (typeof usage !== "object" || usage === null) {
    return null;
  }
  const input = tokenCount(usage.input_tokens);
  const cachedTokens = tokenCount(usage.cache_read_input_tokens);
  return {
    promptTokens:
      input === null ? null : input + (cachedTokens ?? 0) + (tokenCount(usage.cache_creation_input_tokens) ?? 0),
    completionTokens: tokenCount(usage.output_tokens),
    reasoningTokens: tokenCount(usage.output_tokens_details?.thinking_tokens),
    cachedTokens,
  };
}
