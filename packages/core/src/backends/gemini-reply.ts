import type { FinishReason, Usage } from "../records/completion.ts";
import { assembleCompletion, errorInside, parseEnvelope, type ReadReply, tokenCount } from "./reply-envelope.ts";

/** Finish reasons of generateContent; a map, because the name comes from outside. OTHER stays unknown. */
const finishReasons: ReadonlyMap<unknown, FinishReason> = new Map<unknown, FinishReason>([
  ["STOP", "stop"],
  ["MAX_TOKENS", "length"],
  ["SAFETY", "content-filter"],
  ["RECITATION", "content-filter"],
  ["LANGUAGE", "content-filter"],
  ["BLOCKLIST", "content-filter"],
  ["PROHIBITED_CONTENT", "content-filter"],
  ["SPII", "content-filter"],
  ["MALFORMED_FUNCTION_CALL", "tool-calls"],
  ["UNEXPECTED_TOOL_CALL", "tool-calls"],
  ["TOO_MANY_TOOL_CALLS", "tool-calls"],
]);

interface Envelope {
  readonly candidates?: unknown;
  readonly promptFeedback?: { readonly blockReason?: unknown } | null;
  readonly usageMetadata?: {
    readonly promptTokenCount?: unknown;
    readonly candidatesTokenCount?: unknown;
    readonly thoughtsTokenCount?: unknown;
    readonly cachedContentTokenCount?: unknown;
  } | null;
  readonly modelVersion?: unknown;
  readonly error?: unknown;
}

interface Candidate {
  readonly content?: { readonly parts?: unknown } | null;
  readonly finishReason?: unknown;
}

/**
 * Read the body of a 200 reply of generateContent. Parts marked as thought are reasoning; thoughts that are only
 * counted are hidden reasoning. A prompt that is blocked has no candidate: that is a filter's step, an outcome. A
 * candidate without content is an empty answer.
 */
export function readGenerateContentReply(body: string): ReadReply {
  const parsed = parseEnvelope(body);
  if (parsed.status === "malformed") {
    return parsed;
  }
  const envelope: Envelope = parsed.envelope;
  const candidate: unknown = Array.isArray(envelope.candidates) ? envelope.candidates[0] : undefined;
  const blocked = typeof envelope.promptFeedback?.blockReason === "string";
  if (!isCandidate(candidate) && !blocked) {
    return envelope.error === undefined || envelope.error === null
      ? { status: "malformed", why: "the reply has neither a candidate nor a block reason" }
      : errorInside(envelope.error);
  }
  const { content, finishReason }: Candidate = isCandidate(candidate) ? candidate : {};
  const parts: readonly unknown[] = Array.isArray(content?.parts) ? content.parts : [];
  return {
    status: "completion",
    completion: assembleCompletion({
      text: textOf(parts, false),
      reasoning: textOf(parts, true),
      finishReason: blocked ? "content-filter" : (finishReasons.get(finishReason) ?? "unknown"),
      servedModel: envelope.modelVersion,
      usage: usageOf(envelope.usageMetadata),
    }),
  };
}

function isCandidate(value: unknown): value is Candidate {
  return typeof value === "object" && value !== null;
}

function textOf(parts: readonly unknown[], thoughts: boolean): string {
  return parts
    .map((part) =>
      typeof part === "object" && part !== null && "text" in part && typeof part.text === "string"
        ? ("thought" in part && part.thought === true) === thoughts
          ? part.text
          : ""
        : "",
    )
    .join("");
}

/** Thoughts are counted beside the candidate's tokens; here they are part of the completion, as everywhere else. */
function usageOf(usage: Envelope["usageMetadata"]): Usage | null {
  if (typeof usage !== "object" || usage === null) {
    return null;
  }
  const written = tokenCount(usage.candidatesTokenCount);
  const reasoningTokens = tokenCount(usage.thoughtsTokenCount);
  return {
    promptTokens: tokenCount(usage.promptTokenCount),
    completionTokens: written === null && reasoningTokens === null ? null : (written ?? 0) + (reasoningTokens ?? 0),
    reasoningTokens,
    cachedTokens: tokenCount(usage.cachedContentTokenCount),
  };
}
