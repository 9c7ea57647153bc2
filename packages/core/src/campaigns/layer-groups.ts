import type { MergeModel } from "../merges/merge-model.ts";
import { layerPlace } from "../merges/tensor-layers.ts";
import type { LayerGroup } from "./merge-recipe-text.ts";

/**
 * The groups of tensors of any model that are measured and treated as layers: what stands outside layers by its module, the
 * embedding first, then every layer of the main stack, then the rest (last norm, output). Of Llama-shaped models they are
 * those of `blockGroups`. Every tensor is in one.
 */
export function modelGroups({ folder, stack }: Pick<MergeModel, "folder" | "stack">): LayerGroup[] {
  const outside: string[] = [];
  for (const name of folder.tensors.keys()) {
    const place = layerPlace(name);
    const module = name.replace(/[^.]+$/u, "");
    if ((place === null || place.before !== stack?.before) && !outside.includes(module)) {
      outside.push(module);
    }
  }
  const named = outside.map((module) => ({ name: nameOf(module), filters: [module] }));
  const isFirst = ({ name }: LayerGroup): boolean => name === "embedding";
  const blocks = Array.from({ length: stack?.layers ?? 0 }, (_, block) => ({
    name: `block ${block}`,
    filters: [`${stack?.before ?? ""}${block}.`],
  }));
  // The output layer comes last, wherever the file has it.
  const rest = named.filter((group) => !isFirst(group)).sort((a, b) => Number(isOutput(a)) - Number(isOutput(b)));
  return [...named.filter(isFirst), ...blocks, ...rest];
}

const isOutput = ({ name }: LayerGroup): boolean => name === "output";

function nameOf(module: string): string {
  if (/(?:^|\.)(?:embed_tokens|wte|embed_in|word_embeddings)\.$/u.test(module)) {
    return "embedding";
  }
  if (/(?:^|\.)(?:lm_head|embed_out|output)\.$/u.test(module)) {
    return "output";
  }
  if (/(?:^|\.)(?:norm|ln_f|final_layer_norm|final_layernorm)\.$/u.test(module)) {
    return "final norm";
  }
  return module.slice(0, -1);
}
