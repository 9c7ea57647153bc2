import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkBackend } from "../../../../test/conformance/check-backend.ts";
import { startMockServer } from "../../../../test/mock-server.ts";
import { temporaryFolder } from "../../../../test/run-folder.ts";
import { checkPluginFacts } from "../base/conformance.ts";
import { itemsForContracts } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { posedCall, testContext } from "./__fixtures__/backend-context.ts";
import { tinyGguf } from "./__fixtures__/tiny-gguf.ts";
import { catalog } from "./catalog.ts";
import type { Backend, CompletionResult } from "./define.ts";

/** Settings with which a backend can answer the items of the contracts. */
async function settingsFor(name: string, folder: string): Promise<unknown> {
  const path = join(folder, "replies.jsonl");
  const lines = itemsForContracts.map(({ id }) =>
    JSON.stringify({ itemId: id, model: "candidate", text: `B (${id})` }),
  );
  writeFileSync(path, `${lines.join("\n")}\n`);
  writeFileSync(join(folder, "vectors.jsonl"), '{"input":"a","vector":[1,0]}\n');
  if (name === "local") {
    return { model: await tinyGguf("tiny-qwen2"), gpu: "off", contextSize: 512, maxTokens: 6, trial: false };
  }
  const settings: Readonly<Record<string, unknown>> = {
    replay: { path },
    "recorded-vectors": { path: join(folder, "vectors.jsonl") },
    scripted: { replies: { "es-1": "A" }, otherwise: "B" },
  };
  return settings[name] ?? {};
}

async function loaded(name: string): Promise<Backend> {
  const plugin = (await catalog[name]?.())?.default;
  if (plugin === undefined) {
    throw new Error(`the catalog has no ${name}`);
  }
  return plugin;
}

async function answersTo(plugin: Backend, settings: unknown, items: readonly Item[]): Promise<CompletionResult[]> {
  const { context, close } = testContext({ model: "candidate" });
  const backend = await plugin.configure(settings, context).open(context);
  const answers: CompletionResult[] = [];
  for (const item of items) {
    answers.push(await backend.complete(posedCall(item)));
  }
  await backend.close();
  await close();
  return answers;
}

describe.each(Object.keys(catalog))("%s", (name) => {
  it("says what it is", async () => {
    const plugin = await loaded(name);
    expect(plugin.kind).toBe("backend");
    expect(checkPluginFacts(plugin, name)).toEqual([]);
  });

  it("keeps the contract", async () => {
    await using folder = await temporaryFolder();
    const plugin = await loaded(name);
    if (!plugin.needsNetwork) {
      expect(await checkBackend(plugin, await settingsFor(name, folder.path), itemsForContracts)).toEqual([]);
      return;
    }
    const server = await startMockServer({ behave: () => ({ kind: "reply", text: "B" }) });
    try {
      const settings = { baseUrl: server.baseUrl, model: "m" };
      const { context, close } = testContext();
      const backend = await plugin.configure(settings, context).open(context);
      expect(await backend.complete(posedCall())).toMatchObject({ status: "completed", completion: { text: "B" } });
      await backend.close();
      await backend.close();
      expect(await backend.complete(posedCall())).toEqual({ status: "cancelled" });
      await close();
      expect(Object.keys(plugin.configure(settings, context).parameters)).not.toContain("baseUrl");
    } finally {
      await server.close();
    }
  });

  it("knows neither the key nor the explanation", async () => {
    await using folder = await temporaryFolder();
    const plugin = await loaded(name);
    if (!plugin.needsNetwork) {
      const settings = await settingsFor(name, folder.path);
      const blind = itemsForContracts.map((item) => ({
        ...item,
        accepted: item.options.slice(0, 1).map(({ id }) => [id]),
        references: ["B"],
      }));
      expect(await answersTo(plugin, settings, blind)).toEqual(await answersTo(plugin, settings, itemsForContracts));
    }
  });

  it("refuses a setting it does not know", async () => {
    const plugin = await loaded(name);
    const { context } = testContext();
    const settings = { path: "x", baseUrl: "http://127.0.0.1:1/v1", model: "m", nonsense: 1 };
    expect(() => plugin.configure(settings, context)).toThrow(expect.objectContaining({ code: "SETTINGS_INVALID" }));
  });
});
