import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planShards } from "../weights/shard-plan.ts";
import { createShardFiles, finishShards, openShardWriter } from "../weights/shard-writer.ts";
import { fromFloats } from "../weights/tensor-view.ts";
import { type MadeModel, makeModel } from "./__fixtures__/make-model.ts";
import { merged, planned, valuesOf } from "./__fixtures__/merge-recipe.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-merge-plan-"));
  makeModel(folder, "base");
  makeModel(folder, "a", { variation: 0.2 });
  makeModel(folder, "c", { variation: 0.1 });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const arithmetic = (other: string, rest = ""): string =>
  `merge_method: task_arithmetic\nbase_model: base\nmodels:\n  - { model: a, parameters: { weight: 0.5 } }\n  - { model: "${other}", parameters: { weight: 0.5 } }\n${rest}`;

describe("models that do not fit are refused, naming the tensor", () => {
  const up = "model.layers.1.mlp.up_proj.weight";
  it.each<[string, MadeModel, string, RegExp]>([
    [
      "a missing tensor",
      { shapes: { [up]: null } },
      "MERGE_MODELS_MISMATCH",
      /has no tensor "model\.layers\.1\.mlp\.up_proj\.weight"/,
    ],
    [
      "another shape",
      { shapes: { [up]: [24, 48] } },
      "MERGE_MODELS_MISMATCH",
      /up_proj\.weight" is \[48, 24\] in base and \[24, 48\]/,
    ],
    [
      "another vocabulary size",
      { rows: 48 },
      "MERGE_MODELS_MISMATCH",
      /embed_tokens\.weight" is \[40, 24\] in base and \[48, 24\]/,
    ],
    ["more layers", { layers: 3 }, "MERGE_RECIPE_INVALID", /different numbers of layers.*fewer|a: 2, broken: 3/],
    [
      "a tensor more",
      { shapes: { "model.extra.weight": [3] } },
      "MERGE_MODELS_MISMATCH",
      /a tensor "model\.extra\.weight", which the result would lose/,
    ],
    [
      "integers",
      { shapes: { [up]: null }, extra: { [up]: { dtype: "I8", shape: [48, 24] } } },
      "MODEL_DTYPE_UNSUPPORTED",
      /up_proj\.weight" is I8/,
    ],
    [
      "quantised weights",
      { config: { quantization_config: { quant_method: "gptq" } } },
      "MODEL_DTYPE_UNSUPPORTED",
      /quantised \(gptq\)/,
    ],
    [
      "an output layer of its own",
      { tied: false, config: {}, shapes: { "lm_head.weight": null } },
      "MERGE_MODELS_MISMATCH",
      /has no tensor "lm_head\.weight"/,
    ],
  ])("%s", async (_name, made, code, message) => {
    makeModel(folder, "broken", { variation: 0.1, ...made });
    await expect(planned(folder, arithmetic("broken"))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    rmSync(join(folder, "broken"), { recursive: true });
  });

  it("a model that is not there", async () => {
    await expect(planned(folder, arithmetic("org/absent@v1"))).rejects.toMatchObject({
      code: "MODEL_NOT_FOUND",
      remedy: expect.stringContaining("hf download org/absent --revision v1"),
    });
  });
});

describe("recipes that make no sense are refused, naming the line", () => {
  it.each([
    [
      "an unknown method",
      "merge_method: tie\nmodels: [{ model: a }]",
      "PLUGIN_UNKNOWN",
      /no merge-method is called "tie"/,
    ],
    [
      "no base",
      "merge_method: ties\nmodels: [{ model: a, parameters: { weight: 1 } }]",
      "MERGE_RECIPE_INVALID",
      /base_model is wanted/,
    ],
    [
      "a parameter the method has not",
      arithmetic("a").replace("weight: 0.5", "weight: 0.5, density: 0.2"),
      "MERGE_RECIPE_INVALID",
      /:4: models\[0\]\.parameters\.density: task-arithmetic has no such parameter/,
    ],
    [
      "a parameter of the whole merge on one model",
      arithmetic("a").replace("weight: 0.5", "weight: 0.5, normalize: true"),
      "MERGE_RECIPE_INVALID",
      /belongs to the whole merge/,
    ],
    [
      "parameters of the base",
      `${arithmetic("a")}  - { model: base, parameters: { weight: 1 } }\n`,
      "MERGE_RECIPE_INVALID",
      /:6: .*the base model takes no parameters/,
    ],
    [
      "a missing weight",
      "merge_method: ties\nbase_model: base\nmodels: [{ model: a }]",
      "SETTINGS_INVALID",
      /tensor "\S+".*\n?.*weight|weight/u,
    ],
    [
      "a density above one",
      "merge_method: ties\nbase_model: base\nmodels: [{ model: a, parameters: { weight: 1, density: 1.5 } }]",
      "SETTINGS_INVALID",
      /density/,
    ],
    [
      "weights that cancel out",
      "merge_method: linear\nmodels: [{ model: a, parameters: { weight: 1 } }, { model: base, parameters: { weight: -1 } }]",
      "SETTINGS_INVALID",
      /sum to 0/,
    ],
    [
      "too many models",
      "merge_method: slerp\nbase_model: base\nmodels: [{ model: a }, { model: c }]\nparameters: { t: 0.5 }",
      "MERGE_RECIPE_INVALID",
      /slerp takes 1 models beside the base, there are 2/,
    ],
    [
      "layers that are not there",
      "merge_method: passthrough\nslices: [{ sources: [{ model: a, layer_range: [0, 9] }] }]",
      "MERGE_RECIPE_INVALID",
      /a has 2 layers/,
    ],
    [
      "slices of different length",
      "merge_method: linear\nslices: [{ sources: [{ model: a, layer_range: [0, 2] }, { model: base, layer_range: [0, 1] }], parameters: { weight: 1 } }]",
      "MERGE_RECIPE_INVALID",
      /different numbers of layers/,
    ],
  ])("%s", async (_name, yaml, code, message) => {
    await expect(planned(folder, yaml)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});

it("says what it will read and write, and what a person should know", async () => {
  const plan = await planned(folder, arithmetic("c"));
  expect(plan).toMatchObject({ layers: 2, elements: 12_456, readBytes: 3 * 2 * 12_456 });
  expect(plan.writeBytes).toBe(plan.shards.totalBytes);
});

describe("a tied output layer", () => {
  it("is the embedding where the other model has one of its own", async () => {
    makeModel(folder, "tied", { variation: 0.1, tied: true });
    const out = await merged(folder, arithmetic("tied", "out_dtype: float32\n"), "with-tied");
    const [base, a, tied] = [
      valuesOf(join(folder, "base"), "lm_head.weight"),
      valuesOf(join(folder, "a"), "lm_head.weight"),
      valuesOf(join(folder, "tied"), "model.embed_tokens.weight"),
    ];
    valuesOf(out, "lm_head.weight").forEach((value, index) => {
      const own = base[index] ?? 0;
      expect(value).toBeCloseTo(own + 0.5 * ((a[index] ?? 0) - own) + 0.5 * ((tied[index] ?? 0) - own), 6);
    });
    expect((await planned(folder, arithmetic("tied"))).notes.join()).toContain("output layer tied");
  });
});

describe("vocabularies", () => {
  it("that give a token two ids are refused, naming it", async () => {
    const path = makeModel(folder, "renamed", { variation: 0.1 });
    const file = join(path, "tokenizer.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"token7":7,"token8":8', '"token7":8,"token8":7'));
    await expect(planned(folder, arithmetic("renamed"))).rejects.toMatchObject({
      code: "MERGE_MODELS_MISMATCH",
      message: expect.stringContaining('token "token7" is 7 and 8'),
    });
  });

  it("with tokens of their own are noted, brought to the base's, or united", async () => {
    makeModel(folder, "more", { variation: 0.1, rows: 44, addedTokens: ["<dose>", "<drug>"] });
    makeModel(folder, "noted", { variation: 0.1, addedTokens: ["<dose>"] });
    expect((await planned(folder, arithmetic("noted"))).notes.join()).toContain(
      'the result\'s tokenizer lacks: "<dose>"',
    );
    const based = await merged(folder, arithmetic("more", "tokenizer_source: base\nout_dtype: float32\n"), "based");
    expect(valuesOf(based, "lm_head.weight")).toHaveLength(40 * 24);
    const united = await merged(folder, arithmetic("more", "tokenizer_source: union\nout_dtype: float32\n"), "united");
    expect(valuesOf(united, "model.embed_tokens.weight")).toHaveLength(40 * 24);
    const added = JSON.parse(readFileSync(join(united, "tokenizer.json"), "utf8")).added_tokens;
    expect(added).toEqual([
      { id: 30, content: "<dose>", special: true },
      { id: 31, content: "<drug>", special: true },
    ]);
    // Only one model has the token, so every model's row is that one: nothing is left to be added to the base.
    const row = valuesOf(join(folder, "more"), "model.embed_tokens.weight").slice(30 * 24, 31 * 24);
    const got = valuesOf(united, "model.embed_tokens.weight").slice(30 * 24, 31 * 24);
    row.forEach((value, index) => {
      expect(got[index]).toBeCloseTo(value, 6);
    });
  });

  it("grow in a union that needs more rows than there are, and the configuration says so", async () => {
    makeModel(folder, "many", {
      variation: 0.1,
      rows: 60,
      addedTokens: Array.from({ length: 25 }, (_, n) => `<n${n}>`),
    });
    const out = await merged(folder, arithmetic("many", "tokenizer_source: union\n"), "grown");
    expect(valuesOf(out, "model.embed_tokens.weight")).toHaveLength(55 * 24);
    expect(JSON.parse(readFileSync(join(out, "config.json"), "utf8")).vocab_size).toBe(55);
  });
});

describe("a LoRA adapter", () => {
  const tensor = "model.layers.0.self_attn.q_proj.weight";
  const makeAdapter = (name: string, config: object, rank = 2, columns = 24): void => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    const base = "base_model.model.model.layers.0.self_attn.q_proj";
    const plan = planShards([
      { name: `${base}.lora_A.weight`, dtype: "F32", shape: [rank, columns] },
      { name: `${base}.lora_B.weight`, dtype: "F32", shape: [24, rank] },
    ]);
    createShardFiles(path, plan);
    {
      using writer = openShardWriter(path, plan);
      const values = (n: number, step: number): Float32Array =>
        Float32Array.from({ length: n }, (_, i) => ((i * step) % 17) / 32);
      writer.write(`${base}.lora_A.weight`, 0, fromFloats(values(rank * columns, 5), "F32"));
      writer.write(`${base}.lora_B.weight`, 0, fromFloats(values(24 * rank, 7), "F32"));
    }
    finishShards(path, plan);
    writeFileSync(
      join(path, "adapter_config.json"),
      JSON.stringify({ peft_type: "LORA", r: rank, lora_alpha: 8, ...config }),
    );
    rmSync(join(path, "adapter_model.safetensors"), { force: true });
    writeFileSync(join(path, "adapter_model.safetensors"), readFileSync(join(path, "model.safetensors")));
    rmSync(join(path, "model.safetensors"));
  };
  const adapted = (alphaOverRank: number): number[] => {
    const base = valuesOf(join(folder, "base"), tensor);
    return Array.from({ length: 24 * 24 }, (_, index) => {
      const [row, column] = [Math.floor(index / 24), index % 24];
      const sum = [0, 1].reduce(
        (total, k) => total + ((((k * 24 + column) * 5) % 17) / 32) * ((((row * 2 + k) * 7) % 17) / 32),
        0,
      );
      return (base[index] ?? 0) + alphaOverRank * sum;
    });
  };

  it.each([
    ["alpha over rank", {}, 4],
    ["rank-stabilised", { use_rslora: true }, 8 / Math.SQRT2],
    ["a pattern", { alpha_pattern: { "self_attn.q_proj": 2 } }, 1],
  ])("is added without a merged copy: %s", async (name, config, factor) => {
    const place = `lora ${name}`;
    makeAdapter(place, config);
    const yaml = `merge_method: linear\nmodels: [{ model: "base+${place}", parameters: { weight: 1 } }]\nout_dtype: float32\n`;
    const out = await merged(folder, yaml, `out ${name}`);
    const wanted = adapted(factor);
    valuesOf(out, tensor).forEach((value, index) => {
      expect(value).toBeCloseTo(wanted[index] ?? Number.NaN, 5);
    });
    const other = "model.layers.1.self_attn.q_proj.weight";
    expect(valuesOf(out, other)).toEqual(valuesOf(join(folder, "base"), other));
  });

  it.each([
    ["DoRA", { use_dora: true }, 2, 24, /use_dora/],
    ["trained biases", { bias: "all" }, 2, 24, /bias/],
    ["another kind", { peft_type: "IA3" }, 2, 24, /peft_type/],
    ["another rank than it says", { r: 3 }, 2, 24, /not of rank 3/],
    ["other columns", {}, 2, 12, /\[24, 12\], the tensor \[24, 24\]/],
  ])("is refused with %s", async (name, config, rank, columns, message) => {
    makeAdapter(`bad ${name}`, config, rank, columns);
    const yaml = `merge_method: linear\nmodels: [{ model: "base+bad ${name}", parameters: { weight: 1 } }]\n`;
    await expect(planned(folder, yaml)).rejects.toMatchObject({
      code: "MERGE_ADAPTER_INVALID",
      message: expect.stringMatching(message),
    });
  });
});

it("finds models that the Hub's client fetched, by branch or commit", async () => {
  const hub = join(folder, "hub");
  const repository = join(hub, "models--org--medical");
  makeModel(join(repository, "snapshots"), "abc123", { variation: 0.2 });
  mkdirSync(join(repository, "refs"));
  writeFileSync(join(repository, "refs/main"), "abc123");
  for (const name of ["org/medical", "org/medical@main", "org/medical@abc123"]) {
    const plan = await planned(folder, arithmetic(name), { hubFolder: hub });
    expect(plan.models[2]?.folder.path).toBe(join(repository, "snapshots/abc123"));
  }
});
