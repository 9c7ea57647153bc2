import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openMergeModel } from "../merges/merge-model.ts";
import { parseModelReference } from "../merges/model-reference.ts";
import { specialistsFolder } from "./__fixtures__/specialists-judge.ts";
import { modelGroups } from "./layer-groups.ts";
import { blockGroups } from "./merge-recipe-text.ts";

/** A model of which only names of tensors are known. */
function named(names: readonly string[], before: string, layers: number): Parameters<typeof modelGroups>[0] {
  const entry = { dtype: "F32", shape: [1], file: "", offset: 0, sizeBytes: 4 } as const;
  const tensors = new Map(names.map((name) => [name, { ...entry, name }]));
  return {
    folder: { path: "", tensors, files: [], configFile: undefined, tokenizerFiles: [] },
    stack: { before, layers },
  };
}

describe("the groups of a model", () => {
  it("of a Llama's shape are embedding, blocks, last norm, and output where it has one", () => {
    const model = openMergeModel(parseModelReference(join(specialistsFolder, "base")), { folder: "/" });
    const names = modelGroups(model).map(({ name }) => name);
    expect(names).toEqual(blockGroups(model.stack?.layers ?? 0, { hasOutput: false }).map(({ name }) => name));
    for (const tensor of model.folder.tensors.keys()) {
      expect(
        modelGroups(model).filter(({ filters }) => filters.some((filter) => tensor.includes(filter))),
        tensor,
      ).toHaveLength(1);
    }
  });

  it("of another family hold every tensor, too, the output last", () => {
    const groups = modelGroups(
      named(
        [
          ...["embed_out.weight", "gpt_neox.embed_in.weight", "gpt_neox.final_layer_norm.bias"],
          ...["gpt_neox.layers.0.attention.dense.weight", "gpt_neox.layers.10.mlp.weight", "vision.proj.weight"],
        ],
        "gpt_neox.layers.",
        11,
      ),
    );
    expect(groups.map(({ name }) => name)).toEqual([
      "embedding",
      ...Array.from({ length: 11 }, (_, block) => `block ${block}`),
      ...["final norm", "vision.proj", "output"],
    ]);
    expect(groups[2]?.filters).toEqual(["gpt_neox.layers.1."]);
    expect("gpt_neox.layers.10.mlp.weight".includes(groups[2]?.filters[0] ?? "")).toBe(false);
  });
});
