import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { posedCall, testContext } from "./__fixtures__/backend-context.ts";
import { answer, withServer } from "./__fixtures__/served-backend.ts";
import { keyVariableOf } from "./api-key.ts";
import backend from "./openai-compatible.ts";
import { presetNames, type ServerPreset, serverPresets } from "./server-presets.ts";

const { context } = testContext();

/** The body that is sent with these settings, to a server of our own. */
async function sent(settings: Readonly<Record<string, unknown>>): Promise<string> {
  let body = "";
  await withServer(
    () => answer,
    settings,
    async ({ server, model }) => {
      await model.complete(posedCall());
      body = server.requests[0]?.body ?? "";
    },
  );
  return body;
}

describe("a preset", () => {
  it.each(presetNames)("%s has an address that the backend takes", (preset) => {
    const settings = backend.settings.parse({ preset, model: "m" });
    expect(settings).toMatchObject({ baseUrl: serverPresets[preset].baseUrl });
    expect(backend.settings.parse(settings)).toEqual(settings);
  });

  it.each(presetNames)("%s needs a key where it is a provider, and none on one's own machine", async (preset) => {
    const { hostname } = new URL(serverPresets[preset].baseUrl);
    const variable = keyVariableOf(hostname);
    expect(variable === undefined).toBe(hostname === "127.0.0.1");
    const opened = async (): Promise<unknown> => await backend.configure({ preset, model: "m" }, context).open(context);
    if (variable === undefined) {
      await expect(opened()).resolves.toBeDefined();
    } else {
      await expect(opened()).rejects.toMatchObject({
        code: "API_KEY_MISSING",
        message: expect.stringContaining(variable),
      });
    }
  });

  it("gives way to an address of the study", () => {
    expect(backend.settings.parse({ preset: "openai", model: "m", baseUrl: "http://a:1/v1" })).toMatchObject({
      baseUrl: "http://a:1/v1",
    });
  });

  it("is needed where there is no address, and known by its name", () => {
    for (const settings of [{ model: "m" }, { model: "m", preset: "nobody" }]) {
      expect(() => backend.configure(settings, context)).toThrow(expect.objectContaining({ code: "SETTINGS_INVALID" }));
    }
    expect(() => backend.configure({ model: "m" }, context)).toThrow("needed, or a preset that has an address");
  });

  it("never sends its provider's key elsewhere", async () => {
    const configured = backend.configure({ preset: "openai", model: "m", baseUrl: "http://127.0.0.1:1/v1" }, context);
    const environment = { OPENAI_API_KEY: "openai-key-1" };
    await withServer(
      () => answer,
      { preset: "openai" },
      async ({ server, model }) => {
        await model.complete(posedCall());
        expect(server.requests[0]?.headers.authorization).toBeUndefined();
      },
      { environment },
    );
    expect(configured.parameters).not.toHaveProperty("preset");
  });

  it("does not make a finished call another one", () => {
    const rest = { model: "m", parameters: { max_tokens: 9 } };
    const at = (settings: unknown): unknown => backend.configure(settings, context).parameters;
    expect(at({ ...rest, preset: "openai" })).toEqual(at({ ...rest, baseUrl: "https://api.openai.com/v1" }));
  });
});

describe("fields of another name", () => {
  const messages = JSON.stringify(posedCall().prompt.messages);

  it("are sent under the server's name, in their place", async () => {
    const parameters = { max_tokens: 9, top_p: 1 };
    expect(await sent({ preset: "openai", parameters })).toBe(
      `{"model":"m","max_completion_tokens":9,"top_p":1,"stream":false,"messages":${messages}}`,
    );
    expect(await sent({ preset: "mistral", parameters, sendSeed: true })).toBe(
      `{"model":"m","max_tokens":9,"top_p":1,"stream":false,"random_seed":7,"messages":${messages}}`,
    );
    expect(await sent({ parameters, sendSeed: true })).toBe(
      `{"model":"m","max_tokens":9,"top_p":1,"stream":false,"seed":7,"messages":${messages}}`,
    );
  });

  it("stay as written beside the server's own name and in extraBody", async () => {
    expect(await sent({ preset: "openai", parameters: { max_tokens: 9, max_completion_tokens: 8 } })).toContain(
      '"max_tokens":9,"max_completion_tokens":8',
    );
    expect(await sent({ preset: "openai", extraBody: { max_tokens: 9 } })).toContain('"max_tokens":9');
  });
});

it("refuses logprobs of a server that has none", () => {
  const refused = presetNames.filter(
    (preset) => !backend.settings.safeParse({ preset, model: "m", logprobs: 5 }).success,
  );
  expect(refused).toEqual(["mistral", "groq", "together"]);
  for (const logprobs of [0, 21, 1.5, true]) {
    expect(backend.settings.safeParse({ preset: "vllm", model: "m", logprobs }).success).toBe(false);
  }
});

it("is described row by row in docs/servers.md", () => {
  const page = readFileSync(new URL("../../../../docs/servers.md", import.meta.url), "utf8");
  const rows = presetNames.map((name) => {
    const { baseUrl, note }: ServerPreset = serverPresets[name];
    const variable = keyVariableOf(new URL(baseUrl).hostname);
    return `| \`${name}\` | \`${baseUrl}\` | ${variable === undefined ? "–" : `\`${variable}\``} | ${note} |`;
  });
  expect(page.split("\n").filter((line) => /^\| `[a-z-]+` \| `http/.test(line))).toEqual(rows);
});
