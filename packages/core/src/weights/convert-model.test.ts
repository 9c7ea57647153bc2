import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { planConversion, writeConversion } from "./convert-model.ts";
import type { FloatDtype } from "./dtypes.ts";
import type { GgufType } from "./ggml-types.ts";
import { type GgufHeader, ggufNumber, ggufText, readGgufHeader } from "./gguf-header.ts";
import { bitsToHalves } from "./half-floats.ts";
import { openModelFile } from "./model-file.ts";
import { openModelFolder, requireTensor } from "./model-folder.ts";
import { quantiseQ8 } from "./quantise-blocks.ts";
import { createTensorReader, fromFloats, toFloats } from "./tensor-view.ts";

const fixtures = join(import.meta.dirname, "__fixtures__");
const shapes = ["tiny-llama", "tiny-qwen2", "tiny-qwen3"] as const;
const coded = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-convert-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function convert(
  source: string,
  type: GgufType | "source",
  name: string,
): Promise<GgufHeader & { path: string }> {
  const path = join(folder, `${name}-${type}.gguf`);
  await writeConversion(planConversion(source, type), path);
  return { path, ...readGgufHeader(path) };
}

/** Numbers of the source, rows of each head in the order in which llama.cpp turns them. */
function sourceFloats(model: string, name: string, heads: number | undefined): Float32Array {
  const entry = requireTensor(openModelFolder(join(fixtures, model)), name);
  using reader = createTensorReader();
  const floats = toFloats(reader.read(entry), entry.dtype as FloatDtype);
  if (heads === undefined) {
    return floats;
  }
  const [rows = 0, columns = 1] = entry.shape;
  const head = rows / heads;
  return Float32Array.from(floats, (_, index) => {
    const row = Math.floor(index / columns);
    const inHead = row % head;
    const from = row - inHead + (inHead % 2) * (head / 2) + Math.floor(inHead / 2);
    return floats[from * columns + (index % columns)] ?? Number.NaN;
  });
}

function bytesOf(header: GgufHeader & { path: string }, name: string): Buffer {
  const tensor = header.tensors.get(name);
  using file = openModelFile(header.path);
  return file.read(tensor?.offset ?? -1, tensor?.sizeBytes ?? 0);
}

const sampled = [
  ["token_embd.weight", "model.embed_tokens.weight", undefined],
  ["blk.1.attn_q.weight", "model.layers.1.self_attn.q_proj.weight", 4],
  ["blk.0.attn_k.weight", "model.layers.0.self_attn.k_proj.weight", 2],
  ["blk.0.attn_v.weight", "model.layers.0.self_attn.v_proj.weight", undefined],
  ["blk.1.ffn_down.weight", "model.layers.1.mlp.down_proj.weight", undefined],
  ["blk.1.ffn_norm.weight", "model.layers.1.post_attention_layernorm.weight", undefined],
] as const;

describe.each(shapes)("%s", (shape) => {
  it.each(["F32", "F16", "BF16", "Q8_0"] as const)("becomes %s with every number in its place", async (type) => {
    const header = await convert(join(fixtures, shape), type, shape);
    for (const [name, from, heads] of sampled) {
      const floats = sourceFloats(shape, from, shape === "tiny-llama" ? heads : undefined);
      const isVector = name.includes("norm");
      const wanted =
        type === "Q8_0" && !isVector
          ? quantiseQ8(floats)
          : fromFloats(floats, isVector || type === "Q8_0" ? "F32" : type);
      expect(header.tensors.get(name)?.typeName).toBe(isVector ? "F32" : type);
      expect(Buffer.compare(bytesOf(header, name), wanted)).toBe(0);
    }
    expect(ggufText(header, "general.architecture")).toBe(shape.slice(5));
    expect(ggufNumber(header, `${shape.slice(5)}.attention.head_count_kv`)).toBe(2);
    expect(header.tensors.has("output.weight")).toBe(shape === "tiny-llama");
    expect(header.tensors.has("rope_freqs.weight")).toBe(shape === "tiny-llama");
    expect(header.tensors.has("blk.0.attn_q.bias")).toBe(shape === "tiny-qwen2");
    expect(header.tensors.has("blk.0.attn_k_norm.weight")).toBe(shape === "tiny-qwen3");
  });
});

describe("the tokenizer in the file", () => {
  it("has every token with its kind, merges, special tokens and the template", async () => {
    const header = await convert(join(fixtures, "tiny-llama"), "BF16", "tokenizer");
    const list = (key: string): readonly unknown[] => {
      const value = header.metadata.get(key);
      return value?.type === "array" ? (value.values ?? []) : [];
    };
    const json = JSON.parse(readFileSync(join(fixtures, "tiny-llama/tokenizer.json"), "utf8"));
    const tokens = list("tokenizer.ggml.tokens");
    expect(tokens).toHaveLength(768);
    expect(Object.entries(json.model.vocab).every(([token, id]) => tokens[Number(id)] === token)).toBe(true);
    expect(list("tokenizer.ggml.merges")).toEqual(json.model.merges.map((pair: string[]) => pair.join(" ")));
    expect(list("tokenizer.ggml.token_type").filter((type) => type === 3)).toHaveLength(5);
    expect(tokens[ggufNumber(header, "tokenizer.ggml.bos_token_id") ?? -1]).toBe("<|begin_of_text|>");
    expect(tokens[ggufNumber(header, "tokenizer.ggml.eos_token_id") ?? -1]).toBe("<|eot_id|>");
    expect(header.metadata.get("tokenizer.ggml.add_bos_token")).toEqual({ type: "bool", value: true });
    expect(ggufText(header, "tokenizer.ggml.pre")).toBe("llama-bpe");
    expect(ggufText(header, "tokenizer.chat_template")).toContain("<|start_header_id|>");
  });

  it("passes over long lists where that is asked for", async () => {
    const { path } = await convert(join(fixtures, "tiny-qwen2"), "BF16", "short");
    const { metadata, tensors } = readGgufHeader(path, { longestArray: 8 });
    expect(metadata.get("tokenizer.ggml.tokens")).toEqual({
      type: "array",
      elementType: "string",
      length: 640,
      values: undefined,
    });
    expect(metadata.get("tokenizer.ggml.token_type")).toMatchObject({ length: 640, values: undefined });
    expect(tensors).toEqual(readGgufHeader(path).tensors);
    expect(ggufText(readGgufHeader(path), "tokenizer.ggml.pre")).toBe("qwen2");
  });
});

describe("converting without a kind", () => {
  it.each([
    ["tiny-llama", "F32", 0],
    ["tiny-qwen2", "BF16", 32],
  ] as const)("keeps the numbers of %s as they are: %s", async (shape, type, fileType) => {
    const header = await convert(join(fixtures, shape), "source", `${shape}-source`);
    const name = "model.layers.1.mlp.down_proj.weight";
    using reader = createTensorReader();
    const source = reader.read(requireTensor(openModelFolder(join(fixtures, shape)), name));
    expect(header.tensors.get("blk.1.ffn_down.weight")?.typeName).toBe(type);
    expect(Buffer.compare(bytesOf(header, "blk.1.ffn_down.weight"), source)).toBe(0);
    expect(ggufNumber(header, "general.file_type")).toBe(fileType);
  });
});

describe("quantiseQ8", () => {
  it("packs what llama.cpp's own package packs", () => {
    const golden = JSON.parse(readFileSync(join(fixtures, "q8-blocks.json"), "utf8"));
    const floats = toFloats(Buffer.from(golden.floats, "hex"), "F32", new Float32Array(golden.floats.length / 8));
    expect(Buffer.from(quantiseQ8(floats)).toString("hex")).toBe(golden.packed);
  });
});

describe("what cannot be converted", () => {
  let source = "";
  beforeEach(() => {
    source = mkdtempSync(join(folder, "source-"));
    cpSync(join(fixtures, "tiny-qwen2"), source, { recursive: true });
  });
  afterEach(() => {
    expect(readdirSync(folder).filter((name) => name.endsWith(".partial"))).toEqual([]);
  });
  const change = (name: string, edit: (value: Record<string, unknown>) => void): void => {
    const value = JSON.parse(readFileSync(join(source, name), "utf8"));
    edit(value);
    writeFileSync(join(source, name), JSON.stringify(value));
  };
  const config = (key: string, value: unknown) => () =>
    change("config.json", (all) => Object.assign(all, { [key]: value }));
  const tokenizer = (edit: (value: Record<string, unknown>) => void) => () => change("tokenizer.json", edit);
  const model = (key: string, value: unknown) =>
    tokenizer((all) => Object.assign(all["model"] as object, { [key]: value }));

  it.each([
    [
      "another class",
      config("architectures", ["GPT2LMHeadModel"]),
      "MODEL_ARCHITECTURE_UNKNOWN",
      "LlamaForCausalLM, Qwen2",
    ],
    ["no class", config("architectures", undefined), "MODEL_ARCHITECTURE_UNKNOWN", "architectures is undefined"],
    [
      "quantised weights",
      config("quantization_config", { quant_method: "gptq" }),
      "MODEL_ARCHITECTURE_UNKNOWN",
      "gptq",
    ],
    ["another activation", config("hidden_act", "gelu"), "MODEL_ARCHITECTURE_UNKNOWN", "hidden_act is gelu"],
    ["a sliding window", config("use_sliding_window", true), "MODEL_ARCHITECTURE_UNKNOWN", "use_sliding_window"],
    ["unknown scaling", config("rope_scaling", { rope_type: "longrope" }), "MODEL_ARCHITECTURE_UNKNOWN", '"longrope"'],
    ["a size of 0", config("hidden_size", 0), "MODEL_FILE_INVALID", "hidden_size is 0"],
    ["heads that do not divide", config("num_attention_heads", 7), "MODEL_FILE_INVALID", "head_dim"],
    ["an epsilon that is none", config("rms_norm_eps", "x"), "MODEL_FILE_INVALID", "rms_norm_eps"],
    ["fewer layers than the file", config("num_hidden_layers", 1), "MODEL_ARCHITECTURE_UNKNOWN", '"model.layers.1.'],
    ["more layers than the file", config("num_hidden_layers", 3), "MODEL_TENSOR_MISSING", '"model.layers.2.'],
    ["no head where it is not tied", config("tie_word_embeddings", false), "MODEL_TENSOR_MISSING", '"lm_head.weight"'],
    [
      "another vocabulary",
      config("vocab_size", 700),
      "MODEL_FILE_INVALID",
      '"model.embed_tokens.weight" has the shape',
    ],
    ["more tokens than rows", model("vocab", { a: 0, b: 640 }), "MODEL_FILE_INVALID", '"b" has the id 640'],
    ["two tokens with one id", model("vocab", { a: 1, b: 1 }), "MODEL_FILE_INVALID", "both have the id 1"],
    ["Unigram", model("type", "Unigram"), "MODEL_TOKENIZER_UNSUPPORTED", "its model is Unigram"],
    ["SentencePiece", model("byte_fallback", true), "MODEL_TOKENIZER_UNSUPPORTED", "SentencePiece"],
    ["a merge of nothing", model("merges", ["a b c"]), "MODEL_FILE_INVALID", 'merge 1 is "a b c"'],
    [
      "another splitting",
      tokenizer((all) => Object.assign(all, { pre_tokenizer: { type: "Whitespace" } })),
      "MODEL_TOKENIZER_UNSUPPORTED",
      "Whitespace",
    ],
    [
      "a normaliser",
      tokenizer((all) => Object.assign(all, { normalizer: { type: "Lowercase" } })),
      "MODEL_TOKENIZER_UNSUPPORTED",
      "Lowercase",
    ],
    ["no tokenizer", () => rmSync(join(source, "tokenizer.json")), "MODEL_NOT_FOUND", "tokenizer.json"],
    ["no config", () => rmSync(join(source, "config.json")), "MODEL_NOT_FOUND", "config.json"],
  ])("is refused: %s", (_what, prepare, code, message) => {
    prepare();
    expect(() => planConversion(source, "F16")).toThrow(coded(code, message));
  });

  it.each([
    ["NaN", 0x7fc0, "F32", "NaN"],
    ["infinity", 0xff80, "Q8_0", "-Infinity"],
    ["a number too large for F16", 0x4780, "F16", "65536"],
  ] as const)("is refused: %s among the weights, and nothing is left behind", async (_what, code, type, shown) => {
    const { offset, file } = requireTensor(openModelFolder(source), "model.layers.1.mlp.up_proj.weight");
    const bytes = readFileSync(file);
    bytes.writeUInt16LE(code, offset + 100);
    writeFileSync(file, bytes);
    const target = join(source, "out.gguf");
    await expect(writeConversion(planConversion(source, type), target)).rejects.toEqual(
      coded("MODEL_WEIGHTS_NOT_FINITE", `"model.layers.1.mlp.up_proj.weight" has the value ${shown}`),
    );
    expect(readdirSync(source).filter((name) => name.startsWith("out"))).toEqual([]);
  });

  it("never overwrites, and stops when it is told to", async () => {
    const target = join(source, "out.gguf");
    const stop = new AbortController();
    const plan = planConversion(source, "BF16");
    await expect(
      writeConversion(plan, target, { signal: stop.signal, progress: () => stop.abort(new Error("stopped")) }),
    ).rejects.toThrow("stopped");
    const seen: number[] = [];
    await writeConversion(plan, target, { progress: ({ doneBytes, totalBytes }) => seen.push(doneBytes / totalBytes) });
    expect(seen.at(-1)).toBe(1);
    await expect(writeConversion(plan, target)).rejects.toEqual(coded("MODEL_OUTPUT_EXISTS", "is there already"));
  });
});

describe("a scale of Q8_0", () => {
  it("is rounded to half precision once", () => {
    const floats = new Float32Array(32).fill(0.3);
    const codes = new Uint16Array(1);
    bitsToHalves(new Uint32Array(Float32Array.of(Math.fround(Math.fround(0.3) / 127)).buffer), codes);
    expect(Buffer.from(quantiseQ8(floats)).readUInt16LE(0)).toBe(codes[0]);
  });
});
