import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { PosedCall } from "../records/call.ts";
import { readGgufHeader } from "../weights/gguf-header.ts";
import { readGgufModel } from "../weights/gguf-model.ts";
import { posedCall, testContext } from "./__fixtures__/backend-context.ts";
import { tinyGguf } from "./__fixtures__/tiny-gguf.ts";
import type { BackendContext, CompletionResult, OpenBackend } from "./define.ts";
import local from "./local.ts";
import { engineInstallLine, engineVersion, importEngine } from "./local-engine.ts";
import { estimateMemory } from "./local-memory.ts";
import { requireMemory } from "./local-model.ts";

let folder = "";
const opened: OpenBackend[] = [];
const servers: Server[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-local-"));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((backend) => backend.close()));
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const small = { gpu: "off", contextSize: 512, maxTokens: 12, trial: false };

async function open(settings: object, part: Partial<BackendContext> = {}): Promise<OpenBackend> {
  const { context } = testContext(part);
  const backend = await local.configure({ ...small, ...settings }, context).open(context);
  opened.push(backend);
  return backend;
}

function textOf(result: CompletionResult): string {
  expect(result).toMatchObject({ status: "completed" });
  return result.status === "completed" ? result.completion.text : "";
}

/** A call whose prompt is changed. */
function posedWith(part: Partial<PosedCall["prompt"]>, call: Partial<PosedCall["call"]> = {}): PosedCall {
  const posed = posedCall(undefined, call);
  return { ...posed, prompt: { ...posed.prompt, ...part } };
}

/** A tiny model's file with one place changed. */
async function changed(name: string, change: (bytes: Buffer, path: string) => void): Promise<string> {
  const source = await tinyGguf("tiny-qwen2");
  const bytes = readFileSync(source);
  change(bytes, source);
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe("local", () => {
  it("replies, counts its tokens, and says the same when asked again", async () => {
    const backend = await open({ model: await tinyGguf("tiny-llama") });
    const [first, second, again] = await Promise.all([
      backend.complete(posedCall()),
      backend.complete(posedWith({ messages: [{ role: "user", content: "Something else" }] })),
      backend.complete(posedCall()),
    ]);
    expect(textOf(again)).toBe(textOf(first));
    expect(textOf(second)).not.toBe(textOf(first));
    expect(first).toMatchObject({
      completion: {
        finishReason: "length",
        cutIn: "answer",
        servedModel: "tiny-llama",
        usage: { promptTokens: expect.any(Number), completionTokens: 12 },
      },
    });
    const cached = await backend.complete(posedCall());
    expect(textOf(cached)).toBe(textOf(first));
    const { usage } = cached.status === "completed" ? cached.completion : { usage: null };
    expect(usage?.cachedTokens).toBe((usage?.promptTokens ?? 0) - 1);
  });

  it("samples by the call's seed where there is a temperature", async () => {
    const backend = await open({ model: await tinyGguf("tiny-llama"), temperature: 1 });
    const asked = async (seed: number) => textOf(await backend.complete(posedCall(undefined, { seed })));
    expect(await asked(1)).toBe(await asked(1));
    expect(await asked(1)).not.toBe(await asked(2));
  });

  it("holds replies to one label, to several, or to JSON", async () => {
    const model = await tinyGguf("tiny-llama");
    const letters = await open({ model, grammar: "letter", temperature: 1 });
    const replies = await Promise.all(
      Array.from({ length: 24 }, (_, seed) => letters.complete(posedWith({ choose: "one" }, { seed }))),
    );
    expect(replies.map(textOf).every((text) => /^[A-D]$/u.test(text))).toBe(true);
    expect(new Set(replies.map(textOf)).size).toBeGreaterThan(1);
    const several = await Promise.all(
      Array.from({ length: 12 }, (_, seed) => letters.complete(posedWith({ choose: "any" }, { seed }))),
    );
    expect(several.map(textOf).every((text) => /^(?=.)A?B?C?D?$/u.test(text))).toBe(true);
    const roman = posedCall().prompt.labels.map((label, index) => ({
      ...label,
      label: ["i", "ii", "iii", "iv"][index] ?? "",
    }));
    const parted = await Promise.all(
      Array.from({ length: 8 }, (_, seed) => letters.complete(posedWith({ choose: "any", labels: roman }, { seed }))),
    );
    expect(parted.map(textOf).every((text) => /^(?:i|ii|iii|iv)(?:, (?:ii|iii|iv))*$/u.test(text))).toBe(true);
    const hidden = posedCall().prompt.labels.map((label) => ({ ...label, label: "" }));
    expect(textOf(await letters.complete(posedWith({ labels: hidden })))).not.toMatch(/^[A-D]{1,4}$/u);
    const json = await open({ model, grammar: "json", maxTokens: 200 });
    const reply = await json.complete(posedCall());
    // Random weights may never close a bracket; what they wrote so far begins an object.
    expect(textOf(reply)).toMatch(/^\{/u);
  });

  it("keeps the most likely tokens of the answer's first token", async () => {
    const model = await tinyGguf("tiny-llama");
    const backend = await open({ model, logprobs: 5 });
    const plain = await open({ model });
    const result = await backend.complete(posedCall());
    expect(textOf(result)).toBe(textOf(await plain.complete(posedCall())));
    const { logprobs } = result.status === "completed" ? result.completion : { logprobs: undefined };
    expect(logprobs?.top).toHaveLength(5);
    const values = logprobs?.top.map(({ logprob }) => logprob) ?? [];
    expect([...values].sort((a, b) => b - a)).toEqual(values);
    expect(textOf(result).startsWith(logprobs?.top[0]?.token.trim() ?? "-")).toBe(true);
  });

  it("ends a call and those that wait when it is closed", async () => {
    const backend = await open({ model: await tinyGguf("tiny-llama"), maxTokens: 400, sequences: 1 });
    const calls = [backend.complete(posedCall()), backend.complete(posedCall()), backend.complete(posedCall())];
    // Once the first has ended, the second has its turn and the third still waits for it.
    await calls[0];
    await backend.close();
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    expect(statuses.at(-1)).toBe("cancelled");
    expect(await backend.complete(posedCall())).toEqual({ status: "cancelled" });
  });

  it("fails one call for a prompt that is too long, and no other", async () => {
    const backend = await open({ model: await tinyGguf("tiny-llama"), contextSize: 128 });
    const long = posedWith({ messages: [{ role: "user", content: "word ".repeat(500) }] });
    expect(await backend.complete(long)).toMatchObject({
      status: "failed",
      hopeless: false,
      error: { code: "LOCAL_PROMPT_TOO_LONG" },
    });
    expect(await backend.complete(posedCall())).toMatchObject({ status: "completed" });
  });

  it("names what decides replies, not where the file lies", async () => {
    const { context } = testContext();
    const at = (model: string, more = {}) => local.configure({ model, threads: 3, ...more }, context).parameters;
    expect(at("/a/m.gguf")).toEqual(at("b/m.gguf", { threads: 1, sequences: 9 }));
    expect(at("m.gguf", { temperature: 1 })).not.toEqual(at("m.gguf"));
    expect(local.configure({ model: "m.gguf" }, { resolvePath: (path) => `/x/${path}` }).files).toEqual(["/x/m.gguf"]);
  });
});

describe("a file of the Hub", () => {
  it("is fetched once, checked, and used without the network from then on", async () => {
    const content = readFileSync(await tinyGguf("tiny-qwen2", "Q8_0"));
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(200, {
        "content-length": content.length,
        etag: `"${createHash("sha256").update(content).digest("hex")}"`,
      });
      response.end(content);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const environment = {
      HF_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      VIVA_CACHE: join(folder, "cache"),
    };
    const model = "hf://owner/tiny-GGUF@v1/tiny-q8_0.gguf";
    await expect(open({ model }, { environment: { ...environment, VIVA_OFFLINE: "1" } })).rejects.toMatchObject({
      code: "HUB_OFFLINE",
    });
    await open({ model }, { environment });
    const backend = await open({ model }, { environment: { ...environment, VIVA_OFFLINE: "1" } });
    expect(await backend.complete(posedCall())).toMatchObject({ status: "completed" });
    expect(asked).toEqual(["/owner/tiny-GGUF/resolve/v1/tiny-q8_0.gguf"]);
  });
});

describe("memory", () => {
  it("is estimated from the file's head and refused where it is not there", async () => {
    const model = readGgufModel(await tinyGguf("tiny-qwen3"));
    const settings = { contextSize: 1000, sequences: 3, precision: "exact" as const };
    // Two layers of two key heads, each 32 wide for keys and 32 for values, four bytes each.
    expect(estimateMemory(model, settings).cacheBytes).toBe(2 * 2 * 64 * 4 * 1000 * 3);
    expect(estimateMemory(model, { ...settings, precision: "fast" }).cacheBytes).toBe(2 * 2 * 64 * 2 * 1000 * 3);
    expect(estimateMemory(model, settings).weightBytes).toBeGreaterThan(400_000);
    expect(() => requireMemory(model, settings, 1e9)).not.toThrow();
    expect(() => requireMemory(model, settings, 5e7)).toThrow(
      expect.objectContaining({
        code: "LOCAL_MODEL_TOO_LARGE",
        message: expect.stringMatching(
          /needs about 7\d\.\d MB \(weights 0\.5 MB, context 3\.1 MB, work 70\.5 MB\), and 50\.0 MB/u,
        ),
      }),
    );
  });

  it("that no machine has is refused before anything is loaded", async () => {
    const { context } = testContext();
    const settings = { ...small, model: await tinyGguf("tiny-qwen2"), contextSize: 1 << 22, sequences: 64 };
    const bytes = readFileSync(settings.model);
    const at = bytes.indexOf("qwen2.context_length") + "qwen2.context_length".length + 4;
    bytes.writeUInt32LE(1 << 22, at);
    settings.model = join(folder, "long.gguf");
    writeFileSync(settings.model, bytes);
    await expect(local.configure(settings, context).open(context)).rejects.toMatchObject({
      code: "LOCAL_MODEL_TOO_LARGE",
    });
  });
});

describe("the engine", () => {
  it("that is not installed is named with the line that installs it", async () => {
    const missing = Object.assign(new Error("Cannot find package 'node-llama-cpp' imported from /x.ts"), {
      code: "ERR_MODULE_NOT_FOUND",
    });
    await expect(importEngine(() => Promise.reject(missing))).rejects.toMatchObject({
      code: "LOCAL_ENGINE_MISSING",
      remedy: expect.stringContaining("npm install node-llama-cpp@3.21.1"),
    });
    await expect(importEngine(() => Promise.reject(new Error("GLIBC_2.99 not found")))).rejects.toMatchObject({
      code: "LOCAL_ENGINE_FAILED",
      message: expect.stringContaining("GLIBC_2.99"),
    });
  });

  it("is the version that the package asks for", () => {
    const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(manifest.peerDependencies["node-llama-cpp"]).toBe(engineVersion);
    expect(engineInstallLine).toContain(engineVersion);
  });
});

describe("a damaged file", () => {
  const outcome = async (model: string): Promise<unknown> => {
    const backend = await open({ model, trial: true });
    return backend.complete(posedCall());
  };
  const refused = (message: RegExp) => ({
    status: "failed",
    hopeless: true,
    error: { code: "MODEL_FILE_INVALID", message: expect.stringMatching(message) },
  });

  it("is refused from its head where that says enough", async () => {
    const cut = await changed("cut.gguf", () => undefined);
    writeFileSync(cut, readFileSync(cut).subarray(0, 200_000));
    await expect(open({ model: cut })).rejects.toMatchObject({ code: "MODEL_FILE_INVALID" });
    const layers = await changed("layers.gguf", (bytes) => {
      bytes.writeUInt32LE(0, bytes.indexOf("qwen2.block_count") + "qwen2.block_count".length + 4);
    });
    await expect(open({ model: layers })).rejects.toMatchObject({
      message: expect.stringContaining("qwen2.block_count is 0"),
    });
    await expect(open({ model: join(folder, "none.gguf") })).rejects.toMatchObject({ code: "MODEL_NOT_FOUND" });
  });

  it("over which the engine ends its process ends only the trial", async () => {
    // Two tokens of one text: the engine asserts that there are none.
    const path = await changed("twice.gguf", (bytes) => {
      const tokens = bytes.indexOf("tokenizer.ggml.tokens") + "tokenizer.ggml.tokens".length + 16;
      bytes.copy(bytes, tokens + 8, tokens + 17, tokens + 18);
    });
    expect(await outcome(path)).toMatchObject(refused(/the engine ended with SIGABRT/u));
  });

  it("with weights that are no numbers is refused", async () => {
    const path = await changed("nan.gguf", (bytes, source) => {
      const { offset = 0 } = readGgufHeader(source).tensors.get("blk.1.ffn_up.weight") ?? {};
      bytes.writeUInt32LE(0x7fc00000, offset + 400);
    });
    expect(await outcome(path)).toMatchObject(refused(/the engine refuses it/u));
  });

  it("without a chat template cannot be asked, and says so", async () => {
    const path = await changed("plain.gguf", (bytes) => {
      bytes.write("X", bytes.indexOf("tokenizer.chat_template") + "tokenizer.chat_".length);
    });
    expect(await outcome(path)).toMatchObject({ status: "failed", error: { code: "LOCAL_TEMPLATE_MISSING" } });
    const broken = await changed("broken.gguf", (bytes) => {
      bytes.write("{% nonsense", bytes.indexOf("{% for message"));
    });
    expect(await outcome(broken)).toMatchObject({ status: "failed", error: { code: "LOCAL_TEMPLATE_INVALID" } });
  });
});
