import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Token } from "node-llama-cpp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { posedCall, testContext } from "./__fixtures__/backend-context.ts";
import { tinyGguf } from "./__fixtures__/tiny-gguf.ts";
import { wideGguf } from "./__fixtures__/wide-gguf.ts";
import local from "./local.ts";
import { loadLocalModel } from "./local-model.ts";
import { localSettings } from "./local-settings.ts";
import { orderedBatch } from "./ordered-batch.ts";
import { createSequencePool, type SequencePool } from "./sequence-pool.ts";
import { tokenLogprobs } from "./token-logprobs.ts";

/** With batches chosen as the engine does by itself, half of these went wrong on a busy machine of two cores. */
const rounds = process.env["VIVA_SLOW"] === undefined ? 8 : 100;

const stems = Array.from(
  { length: 10 },
  (_, index) => `Case ${index}: a man of ${50 + index} years has ${"chest pain, ".repeat(index % 4)}and what? Answer:`,
);
const options = [" CT angiography of the aorta", " CT of the chest", " A", " B", " Invasive coronary angiography"];

/** The machine is kept busy: what goes wrong between threads goes wrong when one of them has to wait. */
const busy: Worker[] = [];
beforeAll(() => {
  for (let index = 0; index < 3; index++) {
    busy.push(new Worker("for (;;) {}", { eval: true }));
  }
});
afterAll(async () => {
  await Promise.all(busy.map((worker) => worker.terminate()));
});

function settings(sequences: number): Parameters<typeof loadLocalModel>[1] {
  return localSettings.parse({ model: "m", contextSize: 512, sequences, gpu: "off", trial: false });
}

/** The likeliest token after each of a prompt's. */
function likeliest(pool: SequencePool, prompt: readonly Token[]): Promise<(Token | null | undefined)[]> {
  return pool.use(prompt, async ({ sequence, evaluationPriority, evaluate }) => {
    await sequence.clearHistory();
    const input = prompt.map((token): [Token, { generateNext: { token: true } }] => [
      token,
      { generateNext: { token: true } },
    ]);
    const outputs = await evaluate(() => sequence.controlledEvaluate(input, { evaluationPriority }));
    return outputs.map((output) => output?.next.token);
  });
}

describe("sequences in parallel on a busy machine", () => {
  it(`give each call its own results: ${rounds} rounds`, { timeout: 120_000 + rounds * 20_000 }, async () => {
    const path = await wideGguf(150_000);
    try {
      await using model = await loadLocalModel(path, settings(4));
      const prompts = stems.slice(0, 4).map((stem) => model.tokenize(stem));
      const alone: unknown[] = [];
      for (const prompt of prompts) {
        alone.push(await likeliest(model.sequences, prompt));
      }
      let wrong = 0;
      for (let round = 0; round < rounds; round++) {
        const together = await Promise.all(prompts.map((prompt) => likeliest(model.sequences, prompt)));
        wrong += JSON.stringify(together) === JSON.stringify(alone) ? 0 : 1;
      }
      expect(wrong).toBe(0);
    } finally {
      rmSync(dirname(path), { recursive: true });
    }
  });

  it("make the same choices with the same log-probabilities as one alone", { timeout: 300_000 }, async () => {
    const path = await tinyGguf("tiny-llama");
    const scored = async (sequences: number) => {
      await using model = await loadLocalModel(path, settings(sequences));
      const all = await Promise.all(stems.map((stem) => tokenLogprobs(model, stem, options)));
      return all.map(({ continuations }) => continuations.map(({ logprob }) => logprob));
    };
    const best = (sums: readonly number[]): number => sums.indexOf(Math.max(...sums));
    const alone = await scored(1);
    for (const sequences of [2, 4]) {
      const together = await scored(sequences);
      expect(together.map(best)).toEqual(alone.map(best));
      for (const [index, sums] of together.entries()) {
        for (const [at, sum] of sums.entries()) {
          expect(Math.abs(sum - (alone[index]?.[at] ?? Number.NaN))).toBeLessThan(1e-4);
        }
      }
    }
  });

  it("write the same replies as one alone, also where calls of two kinds stand side by side", {
    timeout: 300_000,
  }, async () => {
    const { context } = testContext();
    const model = await tinyGguf("tiny-qwen2");
    const calls = stems.map((content, seed) => {
      const posed = posedCall(undefined, { seed });
      const prompt = { ...posed.prompt, messages: [{ role: "user" as const, content }] };
      const continuations = [{ optionId: "A", text: "A" }];
      return seed % 4 === 3
        ? { ...posed, prompt, likelihood: { of: "label" as const, continuations, neutralPrompt: null } }
        : { ...posed, prompt };
    });
    const asked = async (sequences: number): Promise<unknown[]> => {
      const part = { model, sequences, gpu: "off", contextSize: 512, maxTokens: 24, trial: false, temperature: 0.7 };
      const backend = await local.configure(part, context).open(context);
      try {
        const results = await Promise.all(calls.map((posed) => backend.complete(posed)));
        return results.map((result) =>
          result.status === "completed"
            ? [result.completion.text, result.completion.likelihoods?.options[0]?.logprob?.toFixed(4)]
            : result,
        );
      } finally {
        await backend.close();
      }
    };
    const alone = await asked(1);
    expect(new Set(alone.map((reply) => JSON.stringify(reply))).size).toBe(alone.length);
    expect(await asked(2)).toEqual(alone);
    expect(await asked(4)).toEqual(alone);
  });

  it("are evaluated together", { timeout: 60_000 }, async () => {
    await using loaded = await loadLocalModel(await tinyGguf("tiny-llama"), settings(1));
    const widths: number[] = [];
    await using context = await loaded.llamaModel.createContext({
      contextSize: 512,
      sequences: 4,
      threads: 1,
      batchSize: 512,
      batching: {
        itemPrioritizationStrategy: (queue) => {
          const batch = orderedBatch(queue);
          widths.push(batch.length);
          return batch;
        },
      },
    });
    const sequences = createSequencePool(Array.from({ length: 4 }, () => context.getSequence()));
    const replies = stems.slice(0, 4).map((stem) =>
      sequences.use(loaded.tokenize(stem), async ({ sequence, evaluationPriority, evaluate }) => {
        const steps = sequence.evaluate(loaded.tokenize(stem), { evaluationPriority, yieldEogToken: true });
        for (let token = 0; token < 20; token++) {
          await evaluate(() => steps.next());
        }
        await steps.return();
      }),
    );
    await Promise.all(replies);
    await sequences.close();
    // One batch for the prompts but their last tokens, and one for each token of all four replies.
    expect(widths).toEqual(Array(21).fill(4));
  });
});
