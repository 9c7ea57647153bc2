import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tinyFolder, tinyGguf, tinyModels } from "./__fixtures__/tiny-gguf.ts";
import { type LoadSettings, loadLocalModel } from "./local-model.ts";
import { localSettings } from "./local-settings.ts";
import { openLocalModel } from "./open-local-model.ts";
import { tokenLogprobs } from "./token-logprobs.ts";

interface Row {
  readonly prompt: string;
  readonly continuation: string;
  readonly promptTokens: readonly number[];
  readonly continuationTokens: readonly number[];
  readonly logprobs: readonly number[];
}
type Golden = Readonly<Record<(typeof tinyModels)[number], readonly Row[]>>;
const golden: Golden = JSON.parse(readFileSync(join(tinyFolder("tiny-llama"), "../tiny-model-logprobs.json"), "utf8"));

function settings(part: Partial<LoadSettings> = {}): LoadSettings {
  return { ...localSettings.parse({ model: "m", contextSize: 1024, sequences: 1, gpu: "off" }), ...part };
}

/** The largest difference from the reference over all tokens of all rows. */
async function worstDifference(model: (typeof tinyModels)[number], path: string, part: Partial<LoadSettings> = {}) {
  await using loaded = await loadLocalModel(path, settings({ trial: false, ...part }));
  let worst = 0;
  for (const row of golden[model]) {
    const { continuations } = await tokenLogprobs(loaded, row.prompt, [row.continuation]);
    const found = continuations[0]?.tokens ?? [];
    expect(found).toHaveLength(row.logprobs.length);
    for (const [index, { logprob }] of found.entries()) {
      worst = Math.max(worst, Math.abs(logprob - (row.logprobs[index] ?? Number.NaN)));
    }
  }
  return worst;
}

describe.each(tinyModels)("%s", (model) => {
  it("makes the tokens that Hugging Face's tokenizer makes", async () => {
    await using loaded = await loadLocalModel(await tinyGguf(model), settings());
    for (const row of golden[model]) {
      expect(loaded.tokenize(row.prompt)).toEqual(row.promptTokens);
      expect(loaded.llamaModel.tokenize(row.continuation)).toEqual(row.continuationTokens);
    }
  });

  it("gives the log-probabilities of an independent forward pass in float32", async () => {
    expect(await worstDifference(model, await tinyGguf(model, "F32"))).toBeLessThan(1e-3);
  });

  it("gives them to the precision of the file's numbers", async () => {
    expect(await worstDifference(model, await tinyGguf(model, "F16"))).toBeLessThan(0.1);
    const bytes = await worstDifference(model, await tinyGguf(model, "Q8_0"));
    expect(bytes).toBeGreaterThan(0.05);
    expect(bytes).toBeLessThan(1.5);
  });
});

describe("tokenLogprobs", () => {
  const stems = Array.from(
    { length: 6 },
    (_, index) => `Case ${index}: a man of ${50 + index} years has chest pain. Answer:`,
  );
  const options = [" CT angiography of the aorta", " CT of the chest", " A", " B", "", " A"];

  it("gives the same whatever the number of sequences, calls made side by side", async () => {
    const path = await tinyGguf("tiny-llama");
    const scored = async (sequences: number) => {
      await using loaded = await loadLocalModel(path, settings({ sequences, trial: false }));
      return await Promise.all(stems.map((stem) => tokenLogprobs(loaded, stem, options)));
    };
    const alone = await scored(1);
    for (const sequences of [2, 5]) {
      for (const [index, { continuations }] of (await scored(sequences)).entries()) {
        const sums = continuations.map(({ logprob }) => logprob);
        const wanted = alone[index]?.continuations.map(({ logprob }) => logprob) ?? [];
        expect(sums.indexOf(Math.max(...sums.slice(0, 4)))).toBe(wanted.indexOf(Math.max(...wanted.slice(0, 4))));
        for (const [at, sum] of sums.entries()) {
          expect(Math.abs(sum - (wanted[at] ?? Number.NaN))).toBeLessThan(1e-4);
        }
      }
    }
  });

  it("evaluates prompts and what continuations share once", async () => {
    await using loaded = await loadLocalModel(await tinyGguf("tiny-llama"), settings({ trial: false }));
    const scored = await tokenLogprobs(loaded, stems[0] ?? "", options);
    const { promptTokens, evaluatedTokens, naiveTokens, continuations } = scored;
    const lengths = continuations.map(({ tokens }) => tokens.length);
    expect(naiveTokens).toBe(lengths.reduce((sum, length) => sum + promptTokens + Math.max(0, length - 1), 0));
    // The prompt, then at most every continuation but its last token, and a token to start each branch from.
    expect(evaluatedTokens).toBeLessThan(promptTokens + lengths.reduce((sum, length) => sum + length, 0));
    expect(evaluatedTokens).toBeLessThan(naiveTokens / 3);
    // The prompt is still there: its last token is evaluated again, and all but the last of the continuation.
    const again = await tokenLogprobs(loaded, stems[0] ?? "", [" A"]);
    expect(again.evaluatedTokens).toBe(lengths[2]);
    // Whatever was evaluated before, what comes out is what comes out alone.
    expect(again.continuations[0]?.logprob).toBeCloseTo(continuations[2]?.logprob ?? Number.NaN, 5);
    expect(continuations[5]?.logprob).toBe(continuations[2]?.logprob);
    expect(continuations[4]).toEqual({ text: "", tokens: [], logprob: 0 });
  });

  it("gives probabilities that add up over the vocabulary's letters as softmax does", async () => {
    await using loaded = await loadLocalModel(await tinyGguf("tiny-qwen2"), settings({ trial: false }));
    const all = [...loaded.llamaModel.iterateAllTokens()].map((token) => loaded.llamaModel.detokenize([token], true));
    const single = all.filter((text) => loaded.llamaModel.tokenize(text).length === 1);
    const { continuations } = await tokenLogprobs(loaded, "The first choice is", single);
    const total = continuations.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0);
    expect(total).toBeGreaterThan(0.5);
    expect(total).toBeLessThanOrEqual(1.00001);
  });

  it.each(["tiny-llama", "tiny-qwen2"] as const)("takes an empty prompt: %s", async (name) => {
    await using loaded = await loadLocalModel(await tinyGguf(name), settings({ trial: false }));
    const [first] = (await tokenLogprobs(loaded, "", [" A man"])).continuations;
    await tokenLogprobs(loaded, "Something else", [" B"]);
    const [again] = (await tokenLogprobs(loaded, "", [" A man"])).continuations;
    expect(first?.logprob).toBeLessThan(0);
    expect(again?.logprob).toBeCloseTo(first?.logprob ?? Number.NaN, 5);
  });

  it("moves blanks from the prompt's end to the continuations", async () => {
    await using loaded = await loadLocalModel(await tinyGguf("tiny-llama"), settings({ trial: false }));
    const [apart] = (await tokenLogprobs(loaded, "The first choice is", [" A"])).continuations;
    const [moved] = (await tokenLogprobs(loaded, "The first choice is ", ["A"])).continuations;
    expect(moved?.text).toBe(" A");
    expect(moved?.logprob).toBeCloseTo(apart?.logprob ?? Number.NaN, 5);
  });

  it("writes messages by the file's template, with one token at the beginning", async () => {
    await using loaded = await loadLocalModel(await tinyGguf("tiny-llama"), settings({ trial: false }));
    const messages = [{ role: "user", content: "Which vitamin?" }] as const;
    const tokens = loaded.tokenize(messages);
    expect(loaded.llamaModel.detokenize(tokens, true)).toBe(
      "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nWhich vitamin?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
    );
    const { continuations } = await tokenLogprobs(loaded, messages, ["A"]);
    expect(continuations[0]?.tokens.map(({ token }) => token)).toEqual(["A"]);
  });

  it("is there for a file outside a study, and wants settings that the backend knows", async () => {
    const path = await tinyGguf("tiny-llama");
    await using open = await openLocalModel(path, { gpu: "off", contextSize: 256, sequences: 1, trial: false });
    expect(open).toMatchObject({ contextSize: 256, device: "cpu" });
    const { continuations } = await open.tokenLogprobs("The first choice is", [" A"]);
    const row = golden["tiny-llama"].find(({ continuation }) => continuation === " A");
    expect(continuations[0]?.tokens.map(({ logprob }) => logprob)).toHaveLength(row?.logprobs.length ?? 0);
    expect(
      Math.abs((continuations[0]?.logprob ?? 0) - (row?.logprobs ?? []).reduce((sum, value) => sum + value, 0)),
    ).toBeLessThan(1e-3);
    const stopped = AbortSignal.abort(new Error("stopped"));
    await expect(open.tokenLogprobs("The first choice is", [" A"], stopped)).rejects.toThrow("stopped");
    await expect(openLocalModel(path, { contextLength: 9 })).rejects.toMatchObject({ code: "SETTINGS_INVALID" });
  });

  it("lets calls under way end before it is freed, and refuses those that wait", async () => {
    const loaded = await loadLocalModel(await tinyGguf("tiny-llama"), settings({ trial: false }));
    const calls = stems.map((stem) => tokenLogprobs(loaded, stem, options));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const settled = Promise.allSettled(calls);
    await loaded[Symbol.asyncDispose]();
    const outcomes = await settled;
    expect(outcomes[0]?.status).toBe("fulfilled");
    expect(outcomes.at(-1)).toMatchObject({ status: "rejected", reason: { code: "LOCAL_ENGINE_FAILED" } });
  });

  it("refuses what does not fit into the context", async () => {
    await using loaded = await loadLocalModel(
      await tinyGguf("tiny-llama"),
      settings({ contextSize: 64, trial: false }),
    );
    await expect(tokenLogprobs(loaded, "word ".repeat(100), [" A"])).rejects.toMatchObject({
      code: "LOCAL_PROMPT_TOO_LONG",
    });
  });
});
