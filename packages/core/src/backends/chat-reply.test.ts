import { describe, expect, it } from "vitest";
import { readChatReply } from "./chat-reply.ts";
import type { ReadReply } from "./reply-envelope.ts";

function read(message: unknown, rest: Readonly<Record<string, unknown>> = { finish_reason: "stop" }): ReadReply {
  return readChatReply(JSON.stringify({ model: "m", choices: [{ index: 0, message, ...rest }] }));
}

function completionOf(reply: ReadReply): Extract<ReadReply, { status: "completion" }>["completion"] {
  if (reply.status !== "completion") {
    throw new Error(`${reply.status}: ${reply.why}`);
  }
  return reply.completion;
}

describe("an envelope that is none", () => {
  it.each([
    ["", "the reply is not JSON"],
    ['{"choices":[', "the reply is not JSON"],
    ["null", "the reply is not a JSON object"],
    ['"text"', "the reply is not a JSON object"],
    ["[]", "the reply has no choices[0].message"],
    ["{}", "the reply has no choices[0].message"],
    ['{"choices":null}', "the reply has no choices[0].message"],
    ['{"choices":[]}', "the reply has no choices[0].message"],
    ['{"choices":[null]}', "the reply has no choices[0].message"],
    ['{"choices":{"0":{"message":{"content":"C"}}}}', "the reply has no choices[0].message"],
    ['{"choices":[{"text":"C"}]}', "the reply has no choices[0].message"],
    ['{"choices":[{"message":null}]}', "the reply has no choices[0].message"],
    ['{"choices":[{"message":"C"}]}', "the reply has no choices[0].message"],
    ['{"choices":[{"message":{"content":7}}]}', "choices[0].message.content is neither text nor null"],
    ['{"choices":[{"message":{"content":{"text":"C"}}}]}', "choices[0].message.content is neither text nor null"],
  ])("%s", (body, why) => {
    expect(readChatReply(body)).toEqual({ status: "malformed", why });
  });
});

describe("an error inside a 200", () => {
  it.each([
    [{ error: { code: 502, message: "down" } }, 502],
    [{ error: { code: "429", message: "slow down" } }, 429],
    [{ error: { code: "server_error", message: "down" } }, null],
    [{ error: { code: 7, message: "down" } }, null],
    [{ error: "down" }, null],
    [{ choices: [{ message: { content: "" }, finish_reason: "error", error: { code: 503 } }] }, 503],
  ])("%j", (envelope, code) => {
    expect(readChatReply(JSON.stringify(envelope))).toMatchObject({ status: "error", code });
  });

  it.each(["abort", "error", "insufficient_system_resource", "network_error"])("finish_reason %s", (reason) => {
    expect(read({ content: "The" }, { finish_reason: reason })).toEqual({
      status: "error",
      code: null,
      why: `the server broke off the reply: finish_reason "${reason}"`,
    });
  });
});

describe("a completion", () => {
  it.each([
    ["stop", "stop"],
    ["eos", "stop"],
    ["end_turn", "stop"],
    ["stop_sequence", "stop"],
    ["length", "length"],
    ["max_tokens", "length"],
    ["content_filter", "content-filter"],
    ["sensitive", "content-filter"],
    ["SAFETY", "content-filter"],
    ["refusal", "content-filter"],
    ["tool_calls", "tool-calls"],
    ["function_call", "tool-calls"],
    ["something new", "unknown"],
    ["constructor", "unknown"],
    ["", "unknown"],
    [null, "unknown"],
    [undefined, "unknown"],
  ])("finish_reason %j is %s", (reason, finishReason) => {
    expect(completionOf(read({ content: "C" }, { finish_reason: reason })).finishReason).toBe(finishReason);
  });

  it.each([
    ["text", { content: "C" }, "C", null],
    ["null", { content: null }, "", null],
    ["nothing", {}, "", null],
    [
      "parts",
      {
        content: [
          { type: "text", text: "The answer " },
          { type: "text", text: "is C." },
        ],
      },
      "The answer is C.",
      null,
    ],
    ["an odd part", { content: [{ type: "image_url" }, null, "x", { type: "text", text: "C" }] }, "C", null],
    [
      "Mistral's thinking part",
      {
        content: [
          { type: "thinking", thinking: [{ type: "text", text: "Scurvy." }] },
          { type: "text", text: "C" },
        ],
      },
      "C",
      "Scurvy.",
    ],
    ["a think block", { content: "<think>Scurvy.</think>C" }, "C", "Scurvy."],
    ["only the end of one", { content: "Scurvy.\n</think>\n\nC" }, "C", "Scurvy."],
    ["reasoning_content", { content: "C", reasoning_content: "Scurvy." }, "C", "Scurvy."],
    ["reasoning", { content: "C", reasoning: "Scurvy." }, "C", "Scurvy."],
    ["both fields", { content: "C", reasoning_content: "Scurvy.", reasoning: "Scurvy." }, "C", "Scurvy."],
    ["field and block", { content: "<think>b</think>C", reasoning_content: "a" }, "C", "a\nb"],
    ["empty reasoning", { content: "C", reasoning_content: "" }, "C", null],
    ["a refusal", { content: null, refusal: "I cannot." }, "I cannot.", null],
    ["a refusal beside a text", { content: "C", refusal: "I cannot." }, "C", null],
  ])("%s", (_name, message, text, reasoning) => {
    const completion = completionOf(read(message));
    expect(completion.text).toBe(text);
    expect(completion.reasoning?.text ?? null).toBe(reasoning);
  });

  it.each([
    ["answer", { content: "The answer is" }],
    ["answer", { content: "" }],
    ["answer", { content: "C because", reasoning_content: "Scurvy." }],
    ["reasoning", { content: null, reasoning_content: "Scur" }],
    ["reasoning", { content: "<think>Scur" }],
  ])("cut in the %s: %j", (cutIn, message) => {
    expect(completionOf(read(message, { finish_reason: "length" })).cutIn).toBe(cutIn);
    expect(completionOf(read(message, { finish_reason: "stop" })).cutIn).toBeNull();
  });

  it("keeps token counts that are counts", () => {
    const usage = (value: unknown): unknown =>
      completionOf(readChatReply(JSON.stringify({ choices: [{ message: { content: "C" } }], usage: value }))).usage;
    expect(usage(null)).toBeNull();
    expect(usage("many")).toBeNull();
    expect(usage({})).toEqual({
      promptTokens: null,
      completionTokens: null,
      reasoningTokens: null,
      cachedTokens: null,
    });
    expect(usage({ prompt_tokens: -1, completion_tokens: "7", completion_tokens_details: null })).toEqual({
      promptTokens: null,
      completionTokens: null,
      reasoningTokens: null,
      cachedTokens: null,
    });
    expect(
      usage({
        prompt_tokens: 3,
        completion_tokens: 0,
        completion_tokens_details: { reasoning_tokens: 0 },
        prompt_tokens_details: { cached_tokens: 2 },
      }),
    ).toEqual({ promptTokens: 3, completionTokens: 0, reasoningTokens: 0, cachedTokens: 2 });
  });

  it("says who served it, when the server does", () => {
    expect(completionOf(read({ content: "C" })).servedModel).toBe("m");
    expect(
      completionOf(readChatReply('{"choices":[{"message":{"content":"C"}}],"model":null}')).servedModel,
    ).toBeNull();
  });
});
