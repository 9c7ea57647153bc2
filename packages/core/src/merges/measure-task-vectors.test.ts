import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FloatDtype } from "../weights/dtypes.ts";
import { openModelFolder } from "../weights/model-folder.ts";
import { planShards } from "../weights/shard-plan.ts";
import { createShardFiles, finishShards, openShardWriter } from "../weights/shard-writer.ts";
import { fromFloats } from "../weights/tensor-view.ts";
import { makeModel } from "./__fixtures__/make-model.ts";
import { merged, planned } from "./__fixtures__/merge-recipe.ts";
import { measureTaskVectors } from "./measure-task-vectors.ts";
import { reopenMerge } from "./reopen-merge.ts";
import { type MergeGeometry, taskVectorGeometry } from "./task-vector-geometry.ts";

interface GoldenCase {
  readonly shape: readonly number[];
  readonly dtypes: readonly FloatDtype[];
  readonly hasBase: boolean;
  readonly stored: readonly string[];
  readonly products: readonly number[];
  readonly unchanged: readonly number[];
  readonly fates: readonly (readonly number[])[];
}

const golden = JSON.parse(readFileSync(new URL("./__fixtures__/task-vectors.json", import.meta.url), "utf8")) as {
  readonly cases: readonly GoldenCase[];
};

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-task-vectors-"));
  makeModel(folder, "base", { dtype: "F32" });
  makeModel(folder, "a", { dtype: "F32", variation: 0.2 });
  makeModel(folder, "c", { dtype: "F32", variation: 0.1 });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A model of the one tensor "w". */
function writeTensor(name: string, shape: readonly number[], dtype: FloatDtype, stored: string): void {
  const path = join(folder, name);
  const plan = planShards([{ name: "w", dtype, shape }]);
  createShardFiles(path, plan);
  {
    using writer = openShardWriter(path, plan);
    writer.write("w", 0, Buffer.from(stored, "base64"));
  }
  finishShards(path, plan);
}

const recipe = (method: string, parameters: string, rest = ""): string =>
  `merge_method: ${method}\nbase_model: base\nmodels:\n  - { model: a, parameters: { ${parameters} } }\n  - { model: c, parameters: { ${parameters} } }\n${rest}`;

async function geometryOf(out: string, memoryBytes = 1e7): Promise<MergeGeometry> {
  const { plan, model } = await reopenMerge(out, { threadBytes: 64e6 });
  return taskVectorGeometry(measureTaskVectors(plan, model, { memoryBytes }), {
    base: "base",
    models: plan.models.map(({ reference }) => reference.text),
    stack: "model.layers.",
  });
}

describe("task vectors against a float64 reference (scripts/golden/task-vectors.py)", () => {
  it.each(golden.cases.map((one, index) => [index, one] as const))("case %i", async (index, one) => {
    const names = one.dtypes.map((_, place) => `golden-${index}-${place}`);
    for (const [place, name] of names.entries()) {
      writeTensor(name, one.shape, one.dtypes[place] ?? "F32", one.stored[place] ?? "");
    }
    const [base = "", ...rest] = names;
    const [models, result = ""] = [rest.slice(0, -1), rest.at(-1)];
    const method = one.hasBase ? "task_arithmetic" : "linear";
    const listed = models.map((model) => `  - { model: ${model}, parameters: { weight: 1 } }\n`).join("");
    const yaml = `merge_method: ${method}\n${one.hasBase ? `base_model: ${base}\n` : ""}models:\n${listed}`;
    const plan = await planned(folder, yaml);
    // Memory of one block: several chunks.
    const memoryBytes = 4096 * 8 * names.length;
    const [measured] = measureTaskVectors(plan, openModelFolder(join(folder, result)), { memoryBytes });
    const scale = Math.max(...one.products.map(Math.abs), 1e-300);
    expect(measured?.sums.products).toHaveLength(one.products.length);
    for (const [place, product] of one.products.entries()) {
      expect(Math.abs((measured?.sums.products[place] ?? Number.NaN) - product) / scale).toBeLessThan(1e-13);
    }
    expect([...(measured?.sums.unchanged ?? [])]).toEqual(one.unchanged);
    const fates = models.map((_, model) => [
      measured?.sums.kept[model],
      measured?.sums.left[model],
      measured?.sums.reversed[model],
    ]);
    expect(fates).toEqual(one.fates);
  });
});

describe("a merged model", () => {
  it("of one task vector has it whole, under a factor by that factor", async () => {
    const yaml = `merge_method: task_arithmetic\nbase_model: base\nmodels: [{ model: a, parameters: { weight: 0.5 } }]\n`;
    const { whole, layers, kinds, tensors } = await geometryOf(await merged(folder, yaml, "half"));
    expect(whole).toMatchObject({ tensors: 23, elements: 12_456, cosines: [] });
    expect(whole.models).toHaveLength(1);
    expect(whole.models[0]).toMatchObject({ model: "a", normShare: 1, left: 0, reversed: 0, density: null });
    expect(whole.models[0]?.projection).toBeCloseTo(0.5, 6);
    expect(whole.models[0]?.cosineWithMerge).toBeCloseTo(1, 6);
    expect(whole.merged.norm).toBeCloseTo((whole.models[0]?.norm ?? 0) / 2, 6);
    // Embedding, two layers, last norm, output layer; ten kinds within layers.
    expect(layers.map(({ layer, kind }) => layer ?? kind)).toEqual([
      ...["model.embed_tokens.weight", 0, 1, "lm_head.weight", "model.norm.weight"],
    ]);
    expect(kinds).toHaveLength(13);
    expect(tensors).toHaveLength(23);
    for (const rows of [layers, kinds, tensors]) {
      expect(rows.reduce((sum, { models }) => sum + (models[0]?.normShare ?? 0), 0)).toBeCloseTo(1, 12);
      expect(rows.reduce((sum, row) => sum + row.elements, 0)).toBe(12_456);
    }
  });

  it("by TIES keeps about the density, and none of what the other outvotes", async () => {
    const { whole } = await geometryOf(await merged(folder, recipe("ties", "weight: 1, density: 0.3"), "ties"));
    for (const { density, kept, left, reversed } of whole.models) {
      expect(density).toBeCloseTo(0.3, 12);
      // The other model's element may move the merge the same way.
      expect(kept).toBeGreaterThan(0.2);
      expect(kept).toBeLessThan(0.6);
      expect((kept ?? 0) + (left ?? 0) + (reversed ?? 0)).toBeCloseTo(1, 12);
    }
    // Unchanged by both: 0.7² and a little.
    expect(whole.merged.unchanged).toBeGreaterThan(0.4);
    expect(whole.merged.unchanged).toBeLessThan(0.6);
    // Drawn apart from each other.
    expect(Math.abs(whole.cosines[0]?.cosine ?? 1)).toBeLessThan(0.05);
  });

  it("has the same numbers whatever the memory", async () => {
    const out = await merged(folder, recipe("dare_ties", "weight: 0.7, density: 0.5"), "dare");
    expect(await geometryOf(out, 4096 * 8 * 4)).toEqual(await geometryOf(out, 1e9));
    await expect(geometryOf(out, 1000)).rejects.toMatchObject({
      code: "MERGE_MEMORY_TOO_SMALL",
      message: expect.stringContaining("model.embed_tokens.weight"),
    });
  });

  it("without a base is measured from zero, or from one that is given", async () => {
    const yaml =
      "merge_method: linear\nmodels:\n  - { model: a, parameters: { weight: 1 } }\n  - { model: c, parameters: { weight: 1 } }\n";
    const out = await merged(folder, yaml, "mean");
    const { plan, model } = await reopenMerge(out, { threadBytes: 64e6 });
    const names = { base: null, models: ["a", "c"], stack: "model.layers." };
    const fromZero = taskVectorGeometry(measureTaskVectors(plan, model, { memoryBytes: 1e7 }), names);
    const base = openModelFolder(join(folder, "base"));
    const fromBase = taskVectorGeometry(measureTaskVectors(plan, model, { memoryBytes: 1e7, base }), names);
    expect(fromZero.whole.cosines[0]?.cosine).toBeGreaterThan(0.9);
    expect(Math.abs(fromBase.whole.cosines[0]?.cosine ?? 1)).toBeLessThan(0.05);
    expect(fromBase.whole.models.map(({ projection }) => projection)).toEqual([
      expect.closeTo(0.5, 1),
      expect.closeTo(0.5, 1),
    ]);
    makeModel(folder, "wider", { width: 32 });
    const wider = openModelFolder(join(folder, "wider"));
    expect(() => measureTaskVectors(plan, model, { memoryBytes: 1e7, base: wider })).toThrow(
      expect.objectContaining({ code: "MERGE_MODELS_MISMATCH", message: expect.stringContaining("embed_tokens") }),
    );
  });

  it("of stacked layers tells which model each layer came from", async () => {
    const yaml = `merge_method: passthrough
slices:
  - sources: [{ model: a, layer_range: [0, 2] }]
  - sources: [{ model: c, layer_range: [1, 2] }]
`;
    const { layers } = await geometryOf(await merged(folder, yaml, "stack"));
    const owners = layers.map(({ layer, kind, models }) => [
      layer ?? kind,
      models.filter(({ norm }) => (norm ?? 0) > 0).map(({ model }) => model),
    ]);
    expect(owners).toEqual([
      ["model.embed_tokens.weight", ["a"]],
      [0, ["a"]],
      [1, ["a"]],
      [2, ["c"]],
      ["lm_head.weight", ["c"]],
      ["model.norm.weight", ["c"]],
    ]);
  });
});

describe("a LoRA adapter", () => {
  const adapted = "model.layers.0.self_attn.q_proj.weight";
  beforeAll(() => {
    const path = join(folder, "lora");
    const name = `base_model.model.${adapted.replace(/\.weight$/u, "")}`;
    const plan = planShards([
      { name: `${name}.lora_A.weight`, dtype: "F32", shape: [2, 24] },
      { name: `${name}.lora_B.weight`, dtype: "F32", shape: [24, 2] },
    ]);
    createShardFiles(path, plan);
    {
      using writer = openShardWriter(path, plan);
      const values = Float32Array.from({ length: 48 }, (_, at) => ((at * 5) % 17) / 32 + 0.01);
      writer.write(`${name}.lora_A.weight`, 0, fromFloats(values, "F32"));
      writer.write(`${name}.lora_B.weight`, 0, fromFloats(values, "F32"));
    }
    finishShards(path, plan);
    renameSync(join(path, "model.safetensors"), join(path, "adapter_model.safetensors"));
    writeFileSync(join(path, "adapter_config.json"), JSON.stringify({ peft_type: "LORA", r: 2, lora_alpha: 2 }));
  });

  it("is told from its model and from another one, also where it changes nothing", async () => {
    const yaml =
      "merge_method: task_arithmetic\nbase_model: base\nmodels:\n  - { model: a, parameters: { weight: 0 } }\n  - { model: base+lora, parameters: { weight: 1 } }\n";
    const { tensors, models } = await geometryOf(await merged(folder, yaml, "with-lora"));
    expect(models).toEqual(["a", "base+lora"]);
    for (const { name, models: shares } of tensors) {
      const [a, lora] = shares;
      expect(a?.norm, name).toBeGreaterThan(0);
      if (name === adapted) {
        expect(lora?.unchanged).toBe(0);
        expect(lora?.projection).toBeCloseTo(1, 6);
      } else {
        expect(lora, name).toMatchObject({
          norm: 0,
          unchanged: 1,
          kept: null,
          projection: null,
          cosineWithMerge: null,
        });
      }
    }
  });
});

it("names the input that a merge was made from and that is gone", async () => {
  makeModel(folder, "gone", { dtype: "F32", variation: 0.3 });
  const out = await merged(folder, recipe("linear", "weight: 1").replace("model: a", "model: gone"), "of-gone");
  rmSync(join(folder, "gone"), { recursive: true });
  await expect(reopenMerge(out, { threadBytes: 64e6 })).rejects.toMatchObject({
    code: "MODEL_NOT_FOUND",
    message: expect.stringContaining("gone/model.safetensors"),
  });
  writeFileSync(join(folder, "no-merge"), "");
  await expect(reopenMerge(join(folder, "base"), { threadBytes: 64e6 })).rejects.toMatchObject({
    code: "MODEL_NOT_FOUND",
  });
});
