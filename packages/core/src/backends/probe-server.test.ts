import { getGlobalDispatcher, MockAgent, setGlobalDispatcher } from "undici";
import { afterEach, beforeEach, expect, it } from "vitest";
import { probeServer } from "./probe-server.ts";

const dispatcher = getGlobalDispatcher();
const environment = {
  OPENAI_API_KEY: "openai-key-1",
  ANTHROPIC_API_KEY: "claude-key-1",
  GEMINI_API_KEY: "google-key-1",
};
let agent = new MockAgent();

beforeEach(() => {
  agent = new MockAgent();
  agent.disableNetConnect();
  setGlobalDispatcher(agent);
});
afterEach(async () => {
  setGlobalDispatcher(dispatcher);
  await agent.close();
});

it.each([
  ["https://api.openai.com/v1", "/v1/models", { authorization: "Bearer openai-key-1" }, ["m-1"]],
  [
    "https://api.anthropic.com/v1",
    "/v1/models",
    { "x-api-key": "claude-key-1", "anthropic-version": "2023-06-01", authorization: undefined },
    [],
  ],
  [
    "https://generativelanguage.googleapis.com/v1beta",
    "/v1beta/models",
    { "x-goog-api-key": "google-key-1", authorization: undefined },
    [],
  ],
])("%s is tried with the key where its interface wants it", async (baseUrl, path, headers, models) => {
  let seen: unknown;
  agent
    .get(new URL(baseUrl).origin)
    .intercept({ path, method: "GET" })
    .reply((options) => {
      seen = options.headers;
      return { statusCode: 200, data: { data: [{ id: "m-1" }, { id: 7 }, null] } };
    });
  expect(await probeServer({ baseUrl }, environment)).toEqual({ reachable: true, status: 200, models, problem: "" });
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) {
      expect(seen).not.toHaveProperty([name]);
      continue;
    }
    expect(seen).toHaveProperty([name], value);
  }
});

it("says what is wrong", async () => {
  const server = agent.get("http://127.0.0.1:9");
  server.intercept({ path: "/v1/models" }).reply(401, "no");
  const settings = { baseUrl: "http://127.0.0.1:9/v1" };
  expect(await probeServer(settings, {})).toEqual({ reachable: true, status: 401, models: [], problem: "HTTP 401" });
  server.intercept({ path: "/v1/models" }).replyWithError(new Error("nobody there"));
  expect(await probeServer(settings, {})).toMatchObject({ reachable: false, status: null, problem: "nobody there" });
});
