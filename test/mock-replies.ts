import type { MockBehaviour } from "./mock-server.ts";

/** An interface the mock server speaks. */
export type InterfaceName = "chat" | "messages" | "generate-content" | "embeddings";

type Reply = Extract<MockBehaviour, { kind: "reply" }>;

/** The interface a path belongs to; null for any other path. */
export function interfaceOf(path: string): InterfaceName | null {
  if (path.startsWith("/v1/chat/completions")) {
    return "chat";
  }
  // What a script sends there is its own body; what is chat here is only how the question is found.
  if (path.startsWith("/v1/completions")) {
    return "chat";
  }
  if (path.startsWith("/v1/embeddings")) {
    return "embeddings";
  }
  if (path.startsWith("/v1/messages")) {
    return "messages";
  }
  return /^\/v1(?:beta)?\/.+:generateContent/.test(path) ? "generate-content" : null;
}

/** Text of the last message of a user, in whichever interface, or the text whose vector is wanted. */
export function questionOf(body: Readonly<Record<string, unknown>>): string {
  if (typeof body["input"] === "string") {
    return body["input"];
  }
  if (body["prompt"] !== undefined) {
    return JSON.stringify(body["prompt"]);
  }
  const turns = (body["messages"] ?? body["contents"]) as { role: string; content?: string; parts?: unknown }[];
  const last = turns.findLast(({ role }) => role === "user");
  return last?.content ?? (last?.parts as { text: string }[] | undefined)?.map(({ text }) => text).join("") ?? "";
}

/** A reply as a server of the interface gives it; tokens are counted in characters, so that they are always the same. */
export function replyBody(spoken: InterfaceName, reply: Reply, model: string): unknown {
  switch (spoken) {
    case "chat":
      return chatBody(reply, model);
    case "messages":
      return {
        id: "msg_mock",
        type: "message",
        role: "assistant",
        model,
        content: [
          ...(reply.reasoning === undefined
            ? []
            : [{ type: "thinking", thinking: reply.reasoning, signature: "mock" }]),
          ...(reply.text === null ? [] : [{ type: "text", text: reply.text }]),
        ],
        stop_reason: reply.finishReason ?? "end_turn",
        stop_sequence: null,
        usage: { input_tokens: 100, output_tokens: (reply.text ?? "").length + (reply.reasoning ?? "").length },
      };
    case "embeddings":
      // The reply's text is the vector, as JSON.
      return {
        object: "list",
        model,
        data: [{ object: "embedding", index: 0, embedding: JSON.parse(reply.text ?? "[]") as unknown }],
        usage: { prompt_tokens: 100, total_tokens: 100 },
      };
    case "generate-content":
      return {
        candidates: [
          {
            content: {
              parts: [
                ...(reply.reasoning === undefined ? [] : [{ text: reply.reasoning, thought: true }]),
                { text: reply.text ?? "" },
              ],
              role: "model",
            },
            finishReason: reply.finishReason ?? "STOP",
            index: 0,
          },
        ],
        usageMetadata: {
          promptTokenCount: 100,
          candidatesTokenCount: (reply.text ?? "").length,
          thoughtsTokenCount: (reply.reasoning ?? "").length,
        },
        modelVersion: model,
      };
  }
}

/** A reply in the shape vLLM gives it. */
function chatBody(reply: Reply, model: string): unknown {
  const length = (reply.text ?? "").length + (reply.reasoning ?? "").length;
  return {
    id: "chatcmpl-mock",
    object: "chat.completion",
    created: 1_700_000_000,
    model,
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: reply.text,
          refusal: reply.refusal ?? null,
          ...(reply.reasoning === undefined ? {} : { reasoning_content: reply.reasoning }),
        },
        logprobs: null,
        finish_reason: reply.finishReason ?? "stop",
      },
    ],
    usage: { prompt_tokens: 100, completion_tokens: length, total_tokens: 100 + length },
  };
}
