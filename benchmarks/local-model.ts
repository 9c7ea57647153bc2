import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type LocalModel, loadLocalModel } from "../packages/core/src/backends/local-model.ts";
import { localSettings } from "../packages/core/src/backends/local-settings.ts";
import { tokenLogprobs } from "../packages/core/src/backends/token-logprobs.ts";
import sampleExam from "../packages/core/src/datasets/sample-exam.ts";
import type { Item } from "../packages/core/src/records/item.ts";
import { planConversion, writeConversion } from "../packages/core/src/weights/convert-model.ts";
import { readGgufModel } from "../packages/core/src/weights/gguf-model.ts";
import { type PlannedTensor, planShards } from "../packages/core/src/weights/shard-plan.ts";
import { createShardFiles, finishShards, openShardWriter } from "../packages/core/src/weights/shard-writer.ts";

const help = `node benchmarks/local-model.ts [--shape tiny|half-billion] [--items n] [--threads n] [--sequences n] [--replies n] [--folder path]

Scores items of the sample exam by likelihood, without a server: the likelihood of every option's label and of every
option's text. Says how many tokens are evaluated against evaluating each option with its question anew, and items a
minute. With --replies, so many of the items are answered instead, each with 64 tokens to a prompt of 16, and tokens a second
are said. half-billion makes a model of Qwen2.5-0.5B's shape with random weights (1 GB, and 0.5 GB as Q8_0) in the folder.`;

const { values: flags } = parseArgs({
  options: {
    shape: { type: "string", default: "tiny" },
    items: { type: "string", default: "70" },
    threads: { type: "string", default: "1" },
    sequences: { type: "string", default: "4" },
    replies: { type: "string", default: "0" },
    folder: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

const fixtures = fileURLToPath(new URL("../packages/core/src/weights/__fixtures__/", import.meta.url));

/** Qwen2.5-0.5B's shape. */
const halfBillion = { hidden: 896, inner: 4864, layers: 24, heads: 14, keyHeads: 2, vocabulary: 151_936 };

/** A model of that shape as Hugging Face keeps it, with random BF16 weights and the tiny model's tokenizer. */
function writeHalfBillion(folder: string): void {
  const { hidden, inner, layers, heads, keyHeads, vocabulary } = halfBillion;
  const keys = (hidden / heads) * keyHeads;
  const config = {
    ...JSON.parse(readFileSync(join(fixtures, "tiny-qwen2/config.json"), "utf8")),
    vocab_size: vocabulary,
    hidden_size: hidden,
    intermediate_size: inner,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    num_key_value_heads: keyHeads,
    rope_theta: 1_000_000,
    max_position_embeddings: 32_768,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "config.json"), JSON.stringify(config));
  for (const name of ["tokenizer.json", "tokenizer_config.json"]) {
    writeFileSync(join(folder, name), readFileSync(join(fixtures, "tiny-qwen2", name)));
  }
  const tensors: PlannedTensor[] = [
    { name: "model.embed_tokens.weight", dtype: "BF16", shape: [vocabulary, hidden] },
    { name: "model.norm.weight", dtype: "BF16", shape: [hidden] },
  ];
  for (let layer = 0; layer < layers; layer++) {
    const part = (name: string, ...shape: number[]): void => {
      tensors.push({ name: `model.layers.${layer}.${name}`, dtype: "BF16", shape });
    };
    part("input_layernorm.weight", hidden);
    part("post_attention_layernorm.weight", hidden);
    part("self_attn.q_proj.weight", hidden, hidden);
    part("self_attn.q_proj.bias", hidden);
    part("self_attn.k_proj.weight", keys, hidden);
    part("self_attn.k_proj.bias", keys);
    part("self_attn.v_proj.weight", keys, hidden);
    part("self_attn.v_proj.bias", keys);
    part("self_attn.o_proj.weight", hidden, hidden);
    part("mlp.gate_proj.weight", inner, hidden);
    part("mlp.up_proj.weight", inner, hidden);
    part("mlp.down_proj.weight", hidden, inner);
  }
  const plan = planShards(tensors);
  createShardFiles(folder, plan);
  using writer = openShardWriter(folder, plan);
  let state = 20;
  for (const { name, shape } of tensors) {
    const codes = new Uint16Array(shape.reduce((product, size) => product * size, 1));
    for (let index = 0; index < codes.length; index++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      // A sign, and magnitudes from 2^-7 to 2^-5; norms are near 1.
      codes[index] = name.includes("norm") ? 0x3f80 : ((state >>> 16) & 0x8000) | (0x3c00 + ((state >>> 8) & 0xff));
    }
    writer.write(name, 0, new Uint8Array(codes.buffer));
  }
  finishShards(folder, plan);
}

async function sampleItems(count: number): Promise<Item[]> {
  const items: Item[] = [];
  for await (const { item } of sampleExam.configure({ language: "en" }, { resolvePath: (path) => path }).load()) {
    if (item !== undefined && items.length < count) {
      items.push(item);
    }
  }
  return items;
}

function promptOf({ stem, options }: Item): string {
  return `${stem}\n${options.map(({ id, text }) => `${id}. ${text}`).join("\n")}\nAnswer:`;
}

/** Tokens of the prompts and of the replies that are measured. */
const lengths = { prompt: 16, reply: 64 } as const;

/** Answer items side by side: tokens of replies a second, and processor time for each. */
async function replyRate(model: LocalModel, items: readonly Item[]): Promise<object> {
  const prompts = items.map((item) => model.tokenize(promptOf(item)).slice(0, lengths.prompt));
  const start = performance.now();
  const cpu = process.cpuUsage();
  await Promise.all(
    prompts.map((prompt) =>
      model.sequences.use(prompt, async ({ sequence, evaluationPriority, evaluate }) => {
        await sequence.clearHistory();
        const steps = sequence.evaluate(prompt, { evaluationPriority, yieldEogToken: true });
        for (let token = 0; token < lengths.reply; token++) {
          await evaluate(() => steps.next());
        }
        await steps.return();
      }),
    ),
  );
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const tokens = items.length * lengths.reply;
  return {
    tokensPerSecond: Number((tokens / seconds).toFixed(1)),
    cpuMsPerToken: Number(((user + system) / 1000 / tokens).toFixed(2)),
  };
}

async function bench(): Promise<void> {
  const folder = flags.folder ?? mkdtempSync(join(tmpdir(), "viva-local-bench-"));
  const isHalf = flags.shape === "half-billion";
  try {
    const source = isHalf ? join(folder, "half-billion") : join(fixtures, "tiny-qwen2");
    if (isHalf && !existsSync(source)) {
      writeHalfBillion(source);
    }
    const path = join(folder, `${flags.shape}.gguf`);
    let convertSeconds = 0;
    if (!existsSync(path)) {
      const start = performance.now();
      await writeConversion(planConversion(source, "Q8_0"), path);
      convertSeconds = (performance.now() - start) / 1000;
    }
    const { weightBytes } = readGgufModel(path);
    const settings = localSettings.parse({
      model: path,
      gpu: "off",
      threads: Number(flags.threads),
      sequences: Number(flags.sequences),
      contextSize: 1536,
      trial: false,
    });
    await using model = await loadLocalModel(path, settings);
    if (Number(flags.replies) > 0) {
      const rate = await replyRate(model, await sampleItems(Number(flags.replies)));
      const { shape, replies, sequences } = flags;
      console.log(
        JSON.stringify(
          { shape, replies, sequences, threads: settings.threads, ...rate, loadAverage: loadavg()[0] },
          null,
          2,
        ),
      );
      return;
    }
    const items = await sampleItems(Number(flags.items));
    const start = performance.now();
    const cpu = process.cpuUsage();
    const scored = await Promise.all(
      items.map((item) =>
        tokenLogprobs(
          model,
          promptOf(item),
          item.options.flatMap(({ id, text }) => [` ${id}`, ` ${text}`]),
        ),
      ),
    );
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    const evaluated = mean(scored.map(({ evaluatedTokens }) => evaluatedTokens));
    const naive = mean(scored.map(({ naiveTokens }) => naiveTokens));
    console.log(
      JSON.stringify(
        {
          shape: flags.shape,
          weights: `${(weightBytes / 1e6).toFixed(0)} MB as Q8_0`,
          convertSeconds: Number(convertSeconds.toFixed(1)),
          items: items.length,
          threads: settings.threads,
          sequences: settings.sequences,
          promptTokens: Math.round(mean(scored.map(({ promptTokens }) => promptTokens))),
          evaluatedTokens: Math.round(evaluated),
          naiveTokens: Math.round(naive),
          timesFewer: Number((naive / evaluated).toFixed(1)),
          seconds: Number(seconds.toFixed(1)),
          itemsPerMinute: Number(((items.length / seconds) * 60).toFixed(1)),
          tokensPerSecond: Math.round((evaluated * items.length) / seconds),
          cpuSeconds: Number(((user + system) / 1e6).toFixed(1)),
          peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
          machine: `${cpus().length} × ${cpus()[0]?.model ?? ""}, Node ${process.version}`,
          loadAverage: loadavg()[0],
        },
        null,
        2,
      ),
    );
  } finally {
    if (flags.folder === undefined) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

if (flags.help) {
  console.log(help);
} else {
  await bench();
}
