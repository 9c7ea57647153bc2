import { describe, expect, it } from "vitest";
import type { MockBehaviour } from "../../../../test/mock-server.ts";
import { posedCall, scurvyItem } from "./__fixtures__/backend-context.ts";
import { causes, withServer } from "./__fixtures__/served-backend.ts";
import { readEmbeddingReply } from "./embedding-reply.ts";

const wanted = posedCall(scurvyItem, { role: "embedder" });

describe("readEmbeddingReply", () => {
  it("gives the vector as JSON, with the tokens the server counted", () => {
    const body = { data: [{ embedding: [0.25, -1e-7, 3] }], model: "v", usage: { prompt_tokens: 4, total_tokens: 4 } };
    expect(readEmbeddingReply(JSON.stringify(body))).toMatchObject({
      status: "completion",
      completion: { text: "[0.25,-1e-7,3]", servedModel: "v", usage: { promptTokens: 4, completionTokens: 0 } },
    });
  });

  it.each([
    "",
    "<html></html>",
    "[]",
    "{}",
    '{"data": []}',
    '{"data": [null]}',
    '{"data": [{"embedding": []}]}',
    '{"data": [{"embedding": "AACAPw=="}]}',
    '{"data": [{"embedding": [1, null]}]}',
  ])("calls %j malformed", (body) => {
    expect(readEmbeddingReply(body).status).toBe("malformed");
  });

  it("tells an error that stands inside a 200", () => {
    expect(readEmbeddingReply('{"error": {"code": 429, "message": "slow down"}}')).toMatchObject({
      status: "error",
      code: 429,
    });
  });
});

describe("a request for a vector", () => {
  it("goes to the service for vectors with the study's parameters, and is tried again like any other", async () => {
    const script: MockBehaviour[] = [
      { kind: "status", status: 503 },
      { kind: "malformed", body: '{"data": []}' },
      { kind: "reply", text: "[1,0]" },
    ];
    await withServer(
      ({ tries }) => script[tries] ?? { kind: "hang" },
      { parameters: { dimensions: 2 } },
      async ({ server, model }) => {
        const result = await model.complete(wanted);
        expect(causes(result)).toEqual(["BACKEND_SERVER_ERROR", "BACKEND_REPLY_MALFORMED", "ok"]);
        expect(result).toMatchObject({ status: "completed", completion: { text: "[1,0]" } });
        expect(server.requests.map(({ path }) => path)).toEqual(Array.from({ length: 3 }, () => "/v1/embeddings"));
        const body = JSON.parse(server.requests[0]?.body ?? "{}");
        expect(body).toMatchObject({
          dimensions: 2,
          input: wanted.prompt.messages[0]?.content,
          encoding_format: "float",
        });
        expect(body).not.toHaveProperty("messages");
      },
    );
  });
});
