import { describe, expect, it } from "vitest";
import { posedCall, testContext } from "./__fixtures__/backend-context.ts";
import { answer, withServer } from "./__fixtures__/served-backend.ts";
import backend from "./anthropic.ts";
import { readMessagesReply } from "./anthropic-reply.ts";

describe("a request", () => {
  it("has a token limit of its own, no system field without a system message, and no key header without a key", async () => {
    await withServer(
      () => answer,
      {},
      async ({ server, model }) => {
        expect(await model.complete(posedCall())).toMatchObject({ completion: { text: "C", finishReason: "stop" } });
        const messages = JSON.stringify(posedCall().prompt.messages);
        expect(server.requests[0]?.body).toBe(`{"model":"m","max_tokens":8192,"stream":false,"messages":${messages}}`);
        expect(server.requests[0]?.headers).not.toHaveProperty("x-api-key");
        expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
      },
      {},
      backend,
    );
  });

  it("goes to Anthropic unless told otherwise, with the default limit in the call's identity", async () => {
    const { context } = testContext();
    const configured = backend.configure({ model: "m" }, context);
    expect(configured.parameters).toEqual({ model: "m", parameters: { max_tokens: 8192 }, extraBody: {} });
    await expect(async () => await configured.open(context)).rejects.toMatchObject({
      code: "API_KEY_MISSING",
      message: expect.stringContaining("ANTHROPIC_API_KEY is not set, and api.anthropic.com needs it"),
    });
  });

  it("does not take a key from the study", async () => {
    const { context } = testContext();
    const settings = { model: "m", baseUrl: "http://127.0.0.1:1/v1", headers: { "X-Api-Key": "k" } };
    await expect(async () => await backend.configure(settings, context).open(context)).rejects.toMatchObject({
      code: "SETTINGS_INVALID",
    });
  });
});

it("cleans a reply that repeats the key", async () => {
  const key = "sesame-open-0123456789";
  await withServer(
    ({ headers }) => ({ kind: "reply", text: `You sent ${headers["x-api-key"]}.` }),
    { apiKeyEnv: "MY_KEY" },
    async ({ model }) => {
      expect(await model.complete(posedCall())).toMatchObject({ completion: { text: "You sent [redacted]." } });
    },
    { environment: { MY_KEY: key } },
    backend,
  );
});

describe("a reply", () => {
  it.each([
    ["", "the reply is not JSON"],
    ["null", "the reply is not a JSON object"],
    ["{}", "the reply has no content list"],
    ['{"content":"C"}', "the reply has no content list"],
  ])("that is none: %s", (body, why) => {
    expect(readMessagesReply(body)).toEqual({ status: "malformed", why });
  });

  it.each([
    ["overloaded_error", 529],
    ["rate_limit_error", 429],
    ["authentication_error", 401],
    ["of_tomorrow", null],
  ])("that holds an error of type %s", (type, code) => {
    expect(readMessagesReply(JSON.stringify({ type: "error", error: { type, message: "x" } }))).toMatchObject({
      status: "error",
      code,
    });
  });

  it("of odd blocks and counts is read as far as it goes", () => {
    const content = [null, "C", { type: "text", text: 7 }, { type: "future", text: "no" }, { type: "text", text: "C" }];
    const usage = { input_tokens: -1, output_tokens: "7", output_tokens_details: null };
    expect(readMessagesReply(JSON.stringify({ content, usage, stop_reason: "of_tomorrow" }))).toEqual({
      status: "completion",
      completion: {
        text: "C",
        reasoning: null,
        finishReason: "unknown",
        cutIn: null,
        servedModel: null,
        usage: { promptTokens: null, completionTokens: null, reasoningTokens: null, cachedTokens: null },
      },
    });
  });

  it("keeps think blocks of the text apart, too", () => {
    const content = [{ type: "text", text: "<thinking>Scurvy.</thinking>C" }];
    expect(readMessagesReply(JSON.stringify({ content }))).toMatchObject({
      completion: { text: "C", reasoning: { text: "Scurvy.", tokens: null }, usage: null },
    });
  });
});
