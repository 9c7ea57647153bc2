import type { Completion, FinishReason, Usage } from "../records/completion.ts";
import { splitReasoning } from "../text/split-reasoning.ts";

/** A server's reply, read: a completion, or what is wrong with the envelope. */
export type ReadReply =
  | { readonly status: "completion"; readonly completion: Completion }
  /** The server says inside a 200 that it failed, or broke off; `code` is the HTTP status it names, if it names one. */
  | { readonly status: "error"; readonly code: number | null; readonly why: string }
  | { readonly status: "malformed"; readonly why: string };

/** The object a body holds, or why there is none. */
export function parseEnvelope(
  body: string,
): { readonly status: "object"; readonly envelope: object } | Extract<ReadReply, { status: "malformed" }> {
  let envelope: unknown;
  try {
    envelope = JSON.parse(body);
  } catch {
    return { status: "malformed", why: "the reply is not JSON" };
  }
  return typeof envelope === "object" && envelope !== null
    ? { status: "object", envelope }
    : { status: "malformed", why: "the reply is not a JSON object" };
}

/** An error that stands inside a 200, with the status it names, else the given one. */
export function errorInside(error: unknown, otherwise: number | null = null): ReadReply {
  const named = typeof error === "object" && error !== null && "code" in error ? Number(error.code) : Number.NaN;
  return {
    status: "error",
    code: Number.isInteger(named) && named >= 400 && named < 600 ? named : otherwise,
    why: `the reply holds an error: ${JSON.stringify(error).slice(0, 300)}`,
  };
}

/** A number of tokens as a server gives it; null for anything that is none. */
export function tokenCount(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}

/** What every interface says of a reply, in its own words. */
export interface ReplyParts {
  /** The text as sent; think blocks in it are taken out. */
  readonly text: string;
  /** Reasoning given apart from the text; "" when there is none. */
  readonly reasoning: string;
  /** The model reasoned, but the server shows nothing of it and need not say how much. */
  readonly hiddenReasoning?: boolean;
  readonly finishReason: FinishReason;
  readonly servedModel: unknown;
  readonly usage: Usage | null;
}

/**
 * Make a completion of a reply's parts: reasoning from both places is joined and kept apart, and a cut-off reply says
 * where it was cut. A reply that reasoned and has no text was cut in its reasoning.
 */
export function assembleCompletion(parts: ReplyParts): Completion {
  const split = splitReasoning(parts.text);
  const shown = [parts.reasoning, split.reasoning ?? ""].filter((part) => part !== "");
  const tokens = parts.usage?.reasoningTokens ?? null;
  const reasoned = shown.length > 0 || (tokens ?? 0) > 0 || parts.hiddenReasoning === true;
  const insideReasoning = split.unclosed || (split.text === "" && reasoned);
  return {
    text: split.text,
    reasoning: reasoned ? { text: shown.length > 0 ? shown.join("\n") : null, tokens } : null,
    finishReason: parts.finishReason,
    cutIn: parts.finishReason === "length" ? (insideReasoning ? "reasoning" : "answer") : null,
    servedModel: typeof parts.servedModel === "string" ? parts.servedModel : null,
    usage: parts.usage,
  };
}
