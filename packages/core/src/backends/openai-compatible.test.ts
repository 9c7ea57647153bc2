import { describe, expect, it } from "vitest";
import { type MockBehaviour, startMockServer } from "../../../../test/mock-server.ts";
import { posedCall, scurvyItem, testContext } from "./__fixtures__/backend-context.ts";
import { answer, causes, withServer } from "./__fixtures__/served-backend.ts";
import backend from "./openai-compatible.ts";

describe("a request", () => {
  it("carries the key, the study's headers and nothing else of the environment", async () => {
    await withServer(
      () => answer,
      { apiKeyEnv: "MY_KEY", headers: { "X-Title": "Viva" } },
      async ({ server, model }) => {
        await model.complete(posedCall());
        expect(server.requests[0]?.headers).toMatchObject({
          authorization: "Bearer sesame-open-123",
          "content-type": "application/json",
          "x-title": "Viva",
        });
      },
      { environment: { MY_KEY: " sesame-open-123\n", OPENAI_API_KEY: "other" } },
    );
  });

  it("keeps the query of the address and sends a seed only when asked to", async () => {
    await withServer(
      () => answer,
      {},
      async ({ server }) => {
        const { context, close } = testContext();
        const model = await backend
          .configure({ model: "m", baseUrl: `${server.baseUrl}/?api-version=2025-01-01`, sendSeed: true }, context)
          .open(context);
        expect(await model.complete(posedCall(scurvyItem, { seed: 99 }))).toMatchObject({ status: "completed" });
        expect(JSON.parse(server.requests[0]?.body ?? "")).toMatchObject({ seed: 99 });
        await close();
      },
    );
  });

  it.each(["Authorization", "api-key", "X-API-Key", "x-auth-token", "Cookie"])(
    "does not take a key from the study: %s",
    async (name) => {
      const { context } = testContext();
      const configured = backend.configure(
        { model: "m", baseUrl: "http://127.0.0.1:1/v1", headers: { [name]: "k" } },
        context,
      );
      await expect(async () => await configured.open(context)).rejects.toMatchObject({ code: "SETTINGS_INVALID" });
    },
  );

  it("has parameters without address, key and time limits", () => {
    const { context } = testContext();
    const parameters = { temperature: 0 };
    const at = (baseUrl: string, timeoutMs: number): unknown =>
      backend.configure({ model: "m", baseUrl, parameters, timeoutMs, apiKeyEnv: "K" }, context).parameters;
    expect(at("http://a:1/v1", 1)).toEqual({ model: "m", parameters, extraBody: {}, sendSeed: false });
    expect(at("http://a:1/v1", 1)).toEqual(at("https://b/v1", 2));
  });
});

describe("what the transport spoils", () => {
  it("is tried again, and every try is noted with its status and cause", async () => {
    const script: MockBehaviour[] = [
      { kind: "status", status: 502, body: "<html>Bad Gateway</html>" },
      { kind: "reset", when: "at-once" },
      { kind: "reset", when: "in-the-body" },
      { kind: "hang" },
      { kind: "malformed", body: '{"choices":[]}' },
      answer,
    ];
    await withServer(
      ({ tries }) => script[tries] ?? answer,
      { timeoutMs: 200 },
      async ({ model }) => {
        const result = await model.complete(posedCall());
        expect(causes(result)).toEqual([
          "BACKEND_SERVER_ERROR",
          "BACKEND_CONNECTION_LOST",
          "BACKEND_CONNECTION_LOST",
          "BACKEND_TIMEOUT",
          "BACKEND_REPLY_MALFORMED",
          "ok",
        ]);
        expect(result.status === "completed" && result.attempts.map(({ status }) => status)).toEqual([
          502,
          null,
          null,
          null,
          200,
          200,
        ]);
      },
    );
  });

  it("is given up after maxAttempts, with what the server said", async () => {
    await withServer(
      () => ({ kind: "status", status: 500, body: "out of memory" }),
      { maxAttempts: 3 },
      async ({ server, model }) => {
        const result = await model.complete(posedCall());
        expect(result).toMatchObject({ status: "failed", error: { code: "BACKEND_SERVER_ERROR" }, hopeless: false });
        expect(result.status === "failed" && result.error.message).toContain("HTTP 500: out of memory");
        expect(server.arrivals).toBe(3);
      },
    );
  });

  it("counts 429s apart, and waits with jitter when the server names no time", async () => {
    await withServer(
      ({ tries }) => (tries < 12 ? { kind: "status", status: 429, headers: { "retry-after": "0" } } : answer),
      { maxAttempts: 1 },
      async ({ model }) => {
        const result = await model.complete(posedCall());
        expect(causes(result).filter((cause) => cause === "BACKEND_RATE_LIMITED")).toHaveLength(12);
        expect(result.status).toBe("completed");
      },
    );
  });
});

describe("Retry-After", () => {
  it("holds back every call of the endpoint", async () => {
    await withServer(
      ({ arrival }) =>
        arrival === 0 ? { kind: "status", status: 429, headers: { "retry-after-ms": "300" }, ofBurst: true } : answer,
      {},
      async ({ server, model, endpoint }) => {
        const begunMs = performance.now();
        const first = model.complete(posedCall());
        await server.arrived(1);
        // The 429 is on its way back; once it is read, no call of this endpoint starts.
        while (endpoint.limiter.inFlight > 0) {
          await new Promise((resolve) => setImmediate(resolve));
        }
        const others = [1, 2, 3].map((repeat) => model.complete(posedCall(scurvyItem, { repeat })));
        const results = await Promise.all([first, ...others]);
        expect(results.every(({ status }) => status === "completed")).toBe(true);
        for (const result of results) {
          const last = result.status === "completed" ? result.attempts.at(-1) : undefined;
          expect((last?.startedAtMs ?? 0) - begunMs).toBeGreaterThanOrEqual(299);
        }
        expect(server.arrivals).toBe(5);
      },
    );
  });
});

describe("a server that is not there", () => {
  it("is given up after its patience, and the calls that wait are not tried", async () => {
    const server = await startMockServer({ behave: () => answer });
    await server.close();
    // Every look at the clock finds it half a second on, so that the patience is over after a few tries.
    let nowMs = 0;
    const now = (): number => {
      nowMs += 500;
      return nowMs;
    };
    const { context, close } = testContext({ now, concurrency: 2 });
    const model = await backend
      .configure({ model: "m", baseUrl: server.baseUrl, maxAttempts: 100 }, context)
      .open(context);
    const results = [1, 2, 3, 4].map((repeat) => model.complete(posedCall(scurvyItem, { repeat })));
    const ended = await Promise.all(results);
    expect(ended.filter(({ status }) => status === "failed").length).toBeGreaterThanOrEqual(1);
    for (const result of ended) {
      if (result.status === "failed") {
        expect(result).toMatchObject({ error: { code: "BACKEND_UNREACHABLE" }, hopeless: true });
      } else {
        expect(result.status).toBe("cancelled");
      }
    }
    expect(await model.complete(posedCall())).toEqual({ status: "cancelled" });
    await close();
  });

  it("is waited for when it has answered before", async () => {
    let server = await startMockServer({ behave: () => answer });
    const { port } = server;
    const { context, close } = testContext({ jitter: () => 0.2 });
    const model = await backend
      .configure({ model: "m", baseUrl: server.baseUrl, maxAttempts: 100 }, context)
      .open(context);
    expect(await model.complete(posedCall())).toMatchObject({ status: "completed" });
    await server.close();
    const result = model.complete(posedCall());
    server = await startMockServer({ behave: () => answer, port });
    expect(await result).toMatchObject({ status: "completed" });
    await close();
    await server.close();
  });
});

describe("closing", () => {
  it("cancels what is under way, what waits for a place and what waits for its next try", async () => {
    await withServer(
      ({ body }) => (body["seed"] === 1 ? { kind: "status", status: 500 } : { kind: "hang" }),
      { sendSeed: true },
      async ({ server, model, endpoint }) => {
        const calls = [1, 2, 3, 4, 5, 6, 7].map((seed) => model.complete(posedCall(scurvyItem, { seed })));
        await server.arrived(5);
        await model.close();
        await endpoint.destroy();
        expect(await Promise.all(calls)).toEqual(calls.map(() => ({ status: "cancelled" })));
        expect(await model.complete(posedCall())).toEqual({ status: "cancelled" });
        await model.close();
      },
      { jitter: () => 1 },
    );
  });
});

it("takes its key out of a reply that repeats it", async () => {
  const key = "hk-7d1e0c5b9a3f48e2";
  await withServer(
    ({ headers }) => ({ kind: "reply", text: `${headers.authorization}: C` }),
    { apiKeyEnv: "MY_KEY" },
    async ({ model }) => {
      expect(await model.complete(posedCall())).toMatchObject({ completion: { text: "Bearer [redacted]: C" } });
    },
    { environment: { MY_KEY: key } },
  );
});
