import { describe, expect, it } from "vitest";
import { posedCall, testContext } from "./__fixtures__/backend-context.ts";
import { answer, withServer } from "./__fixtures__/served-backend.ts";
import backend from "./gemini.ts";
import { readGenerateContentReply } from "./gemini-reply.ts";

describe("a request", () => {
  it("holds only the contents where nothing else is set", async () => {
    await withServer(
      () => answer,
      {},
      async ({ server, model }) => {
        expect(await model.complete(posedCall())).toMatchObject({ completion: { text: "C", finishReason: "stop" } });
        const text = JSON.stringify(posedCall().prompt.messages[0]?.content);
        expect(server.requests[0]?.body).toBe(`{"contents":[{"role":"user","parts":[{"text":${text}}]}]}`);
        expect(server.requests[0]?.headers).not.toHaveProperty("x-goog-api-key");
      },
      {},
      backend,
    );
  });

  it.each([
    ["gemini-2.5-flash", "/v1/models/gemini-2.5-flash:generateContent"],
    ["models/gemini-2.5-flash", "/v1/models/gemini-2.5-flash:generateContent"],
    ["tunedModels/exam-1", "/v1/tunedModels/exam-1:generateContent"],
    ["a?key=b#c", "/v1/models/a%3Fkey%3Db%23c:generateContent"],
  ])("for %s goes to %s", async (model, path) => {
    await withServer(
      () => answer,
      { model },
      async ({ server, model: opened }) => {
        await opened.complete(posedCall());
        expect(server.requests[0]?.path).toBe(path);
      },
      {},
      backend,
    );
  });

  it("goes to Google unless told otherwise", async () => {
    const { context } = testContext();
    const configured = backend.configure({ model: "m" }, context);
    expect(configured.parameters).toEqual({ model: "m", parameters: {}, extraBody: {}, sendSeed: false });
    await expect(async () => await configured.open(context)).rejects.toMatchObject({
      code: "API_KEY_MISSING",
      message: expect.stringContaining("GEMINI_API_KEY is not set, and generativelanguage.googleapis.com needs it"),
    });
  });
});

describe("a reply", () => {
  it.each([
    ["", "the reply is not JSON"],
    ["[]", "the reply has neither a candidate nor a block reason"],
    ['{"candidates":[]}', "the reply has neither a candidate nor a block reason"],
    ['{"candidates":[null],"promptFeedback":{}}', "the reply has neither a candidate nor a block reason"],
  ])("that is none: %s", (body, why) => {
    expect(readGenerateContentReply(body)).toEqual({ status: "malformed", why });
  });

  it.each([
    ["LANGUAGE", "content-filter"],
    ["BLOCKLIST", "content-filter"],
    ["SPII", "content-filter"],
    ["MALFORMED_FUNCTION_CALL", "tool-calls"],
    ["FINISH_REASON_UNSPECIFIED", "unknown"],
    [undefined, "unknown"],
  ])("with the finish reason %s", (reason, finishReason) => {
    expect(readGenerateContentReply(JSON.stringify({ candidates: [{ finishReason: reason }] }))).toMatchObject({
      completion: { text: "", finishReason, cutIn: null },
    });
  });

  it("of odd parts and counts is read as far as it goes", () => {
    const parts = [null, "C", { text: 7 }, { inlineData: {} }, { text: "C", thought: false }];
    const usageMetadata = { promptTokenCount: "7", candidatesTokenCount: -1 };
    expect(readGenerateContentReply(JSON.stringify({ candidates: [{ content: { parts } }], usageMetadata }))).toEqual({
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
});
