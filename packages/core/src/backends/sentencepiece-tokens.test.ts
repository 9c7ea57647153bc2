import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planConversion, writeConversion } from "../weights/convert-model.ts";
import { tinyFolder } from "./__fixtures__/tiny-gguf.ts";
import { type LocalModel, loadLocalModel } from "./local-model.ts";
import { localSettings } from "./local-settings.ts";
import { tokenLogprobs } from "./token-logprobs.ts";

const fixture = join(tinyFolder("tiny-llama"), "../sentencepiece");
const golden: {
  readonly texts: readonly string[];
  readonly start: string;
  readonly continuations: Readonly<Record<string, readonly number[]>>;
} & Readonly<Record<"sentencepiece" | "normalizer" | "always" | "never", readonly (readonly number[])[]>> = JSON.parse(
  readFileSync(join(fixture, "tokens.json"), "utf8"),
);

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "viva-sentencepiece-"));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** tiny-llama with a tokenizer of SentencePiece's kind, converted and loaded. */
async function load(file: "tokenizer.json" | "tokenizer.model", spaces?: object): Promise<LocalModel> {
  const folder = mkdtempSync(join(root, "model-"));
  for (const name of ["config.json", "model.safetensors"]) {
    cpSync(join(tinyFolder("tiny-llama"), name), join(folder, name));
  }
  if (spaces === undefined) {
    cpSync(join(fixture, file), join(folder, file));
  } else {
    const tokenizer = JSON.parse(readFileSync(join(fixture, file), "utf8"));
    writeFileSync(join(folder, file), JSON.stringify({ ...tokenizer, ...spaces }));
  }
  writeFileSync(join(folder, "tokenizer_config.json"), JSON.stringify({ bos_token: "<s>", eos_token: "</s>" }));
  const path = join(folder, "model.gguf");
  await writeConversion(planConversion(folder, "F32"), path);
  return loadLocalModel(path, localSettings.parse({ model: path, contextSize: 512, sequences: 1, gpu: "off" }));
}

function metaspace(scheme: string): object {
  const splitting = { type: "Metaspace", replacement: "▁", prepend_scheme: scheme, split: false };
  return { normalizer: null, pre_tokenizer: splitting };
}

describe("a file with a tokenizer of SentencePiece's kind gives the tokens of", { timeout: 60_000 }, () => {
  it("the sentencepiece package, from tokenizer.model", async () => {
    await using model = await load("tokenizer.model");
    const found = golden.texts.map((text) => model.llamaModel.tokenize(text, false));
    expect(found).toEqual(golden.sentencepiece);
    expect(model.tokenize("A").slice(0, 1)).toEqual([1]);
    for (const [index, text] of golden.texts.entries()) {
      expect(model.llamaModel.detokenize([...(found[index] ?? [])])).toBe(text.replaceAll("▁", " "));
    }
  });

  it("the tokenizers package, from tokenizer.json, with special and added tokens in texts", async () => {
    await using model = await load("tokenizer.json");
    expect(golden.texts.map((text) => model.llamaModel.tokenize(text, true))).toEqual(golden.normalizer);
  });

  it("the tokenizers package where no space is put before texts", async () => {
    await using model = await load("tokenizer.json", metaspace("never"));
    expect(golden.texts.map((text) => model.llamaModel.tokenize(text, true))).toEqual(golden.never);
    expect(model.tokenizeBehind(" A")).toEqual(model.llamaModel.tokenize(" A"));
    expect(model.tokenizeBehind(" A").map((token) => model.textOf(token))).toEqual([" A"]);
  });

  it("the tokenizers package where a space is put before texts that begin with none", async () => {
    await using model = await load("tokenizer.json", metaspace("always"));
    const places = golden.texts.flatMap((text, place) => (/^[ ▁]/u.test(text) || text.includes("> ") ? [] : [place]));
    expect(places.length).toBeGreaterThan(6);
    for (const place of places) {
      expect(model.llamaModel.tokenize(golden.texts[place] ?? "", true)).toEqual(golden.always[place]);
    }
  });

  it("the whole text where one text stands behind another", async () => {
    await using model = await load("tokenizer.json");
    for (const [text, tokens] of Object.entries(golden.continuations)) {
      expect(model.tokenizeBehind(text)).toEqual(tokens);
    }
    expect(model.tokenizeBehind("")).toEqual([]);
    const { continuations, promptTokens } = await tokenLogprobs(model, golden.start, [" A", "\nB"]);
    expect(promptTokens).toBe(1 + model.llamaModel.tokenize(golden.start).length);
    expect(continuations.map(({ tokens }) => tokens.map(({ token }) => token))).toEqual([[" A"], ["\n", "B"]]);
    expect(continuations.every(({ logprob }) => Number.isFinite(logprob) && logprob < 0)).toBe(true);
  });
});
