import { errorInside, parseEnvelope, type ReadReply, tokenCount } from "./reply-envelope.ts";

interface Envelope {
  readonly data?: readonly { readonly embedding?: unknown }[];
  readonly model?: unknown;
  readonly usage?: { readonly prompt_tokens?: unknown } | null;
  readonly error?: unknown;
}

/**
 * Read the body of a 200 reply of /embeddings to a request with one text. The completion's text is the vector as a JSON array
 * of numbers. Malformed: no `data[0].embedding`, or one that is no list of numbers.
 */
export function readEmbeddingReply(body: string): ReadReply {
  const parsed = parseEnvelope(body);
  if (parsed.status === "malformed") {
    return parsed;
  }
  const envelope: Envelope = parsed.envelope;
  const vector = Array.isArray(envelope.data)
    ? (envelope.data[0] as { embedding?: unknown } | null)?.embedding
    : undefined;
  if (!Array.isArray(vector) || vector.length === 0 || !vector.every((one) => Number.isFinite(one))) {
    return envelope.error === undefined || envelope.error === null
      ? { status: "malformed", why: "the reply has no data[0].embedding that is a list of numbers" }
      : errorInside(envelope.error);
  }
  return {
    status: "completion",
    completion: {
      text: JSON.stringify(vector),
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
    },
  };
}
