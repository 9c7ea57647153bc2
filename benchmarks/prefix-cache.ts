/**
 * How much of what a server reads it has read before: Viva's order of calls beside the same calls in random order.
 * `node benchmarks/prefix-cache.ts [--date YYYY-MM-DD]` writes prefix-cache.md. The mock server keeps blocks of prompts as
 * vLLM and SGLang do (whole blocks from the beginning of a prompt, least recently used out first) and counts hits; it says nothing of time.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readStudy, runStudy } from "@viva/core";
import { randomStream } from "../packages/core/src/base/random.ts";
import { createPrefixCache, type PrefixCounts } from "./prefix-cache-model.ts";

const { values } = parseArgs({ options: { date: { type: "string" } } });

/** Blocks of 64 characters, about 16 tokens: vLLM's default block. The capacities hold so many prompts of this study. */
const blockCharacters = 64;
const capacities = [64, 512, 4096] as const;
const concurrency = 32;

const perturbations = [
  "shuffle-options",
  "reverse-options",
  "append-none-of-the-above",
  "drop-wrong-options",
  "label-set",
  "irrelevant-sentence",
  "typos-keyboard",
  "suggested-answer",
  "are-you-sure",
  "eliminate-first",
] as const;

/** A server that answers "A" at once and hands every prompt on in the order in which it came. */
function serve(onPrompt: (prompt: string) => void): Promise<Server> {
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      const { messages } = JSON.parse(body) as { messages: readonly { role: string; content: string }[] };
      onPrompt(messages.map(({ role, content }) => `<${role}>${content}`).join(""));
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ choices: [{ message: { content: "A" }, finish_reason: "stop" }] }));
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

async function promptsInOrder(prompts: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "viva-prefix-"));
  const seen: string[] = [];
  const server = await serve((prompt) => seen.push(prompt));
  try {
    const { port } = server.address() as AddressInfo;
    const study = {
      name: "prefix cache",
      dataset: { use: "sample-exam", language: "en" },
      models: [{ id: "mock", backend: "openai-compatible", baseUrl: `http://127.0.0.1:${port}/v1`, model: "mock" }],
      prompts,
      perturbations,
      repeats: 2,
      concurrency,
    };
    const file = join(folder, "study.yaml");
    writeFileSync(file, JSON.stringify(study));
    const result = await runStudy(await readStudy(file), join(folder, "run"), {
      surroundings: {
        environment: {},
        now: () => performance.timeOrigin + performance.now(),
        jitter: () => 0.5,
        gitRevision: null,
      },
      signal: new AbortController().signal,
    });
    if (result.status !== "complete") {
      throw new Error(`the run ended ${result.status}`);
    }
    return seen;
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function hitRate(prompts: readonly string[], capacity: number): PrefixCounts {
  const cache = createPrefixCache(blockCharacters, capacity);
  for (const prompt of prompts) {
    cache.read(prompt);
  }
  return cache.counts();
}

const share = ({ hits, blocks }: PrefixCounts): string => `${((100 * hits) / Math.max(1, blocks)).toFixed(1)} %`;

const rows: string[] = [];
for (const prompts of [["letter-only"], ["letter-only", "reason-then-letter", "json"]]) {
  const ordered = await promptsInOrder(prompts);
  const random = randomStream("prefix-cache", 1).shuffled(ordered);
  for (const capacity of capacities) {
    const [viva, shuffled] = [hitRate(ordered, capacity), hitRate(random, capacity)];
    rows.push(
      `| ${prompts.length} | ${ordered.length} | ${capacity} | ${share(viva)} | ${share(shuffled)} | ${((1 - viva.hits / viva.blocks) / (1 - shuffled.hits / shuffled.blocks)).toFixed(2)} |`,
    );
  }
}

const page = `# Prefix cache

Written by \`node benchmarks/prefix-cache.ts\`${values.date === undefined ? "" : ` on ${values.date}`}. The sample exam in English (70 items), the original and ${perturbations.length} perturbations of each (two of them conversations of two turns), two repeats, ${concurrency} calls at once over HTTP, in the order in which the mock server got them; beside it the same requests in a random order. The cache keeps blocks of ${blockCharacters} characters (about 16 tokens, vLLM's default) from the beginning of a prompt on and drops the least recently used. A hit is a block that need not be computed again.

| prompts | calls | blocks in the cache | hits, Viva's order | hits, random order | blocks computed, Viva to random |
| --- | --- | --- | --- | --- | --- |
${rows.join("\n")}

A request of this study has about ten blocks. A small cache stands for a server whose memory is full of other people's requests and of
the replies being written, a large one for a server that keeps the whole study. With several prompts the first words differ, so that
less is shared whatever the order.
`;
const path = fileURLToPath(new URL("prefix-cache.md", import.meta.url));
writeFileSync(path, page);
console.log(page);
