import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { isJsonObject } from "../weights/model-json.ts";
import type { MergeModel } from "./merge-model.ts";
import type { MergePlan } from "./merge-plan.ts";
import { mergeFileNames } from "./merge-record.ts";
import { modelCard } from "./model-card.ts";
import { readVocabulary } from "./model-vocabulary.ts";

const configNames = { F32: "float32", F16: "float16", BF16: "bfloat16" } as const;

/**
 * The files that stand beside the weights, by name: configuration and tokenizer of the reference model with what the
 * merge changes, the recipe, the model card.
 */
export function companionFiles(plan: MergePlan): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const [reference] = plan.models;
  if (reference !== undefined) {
    if (reference.folder.configFile !== undefined) {
      files.set("config.json", textBytes(`${JSON.stringify(mergedConfig(plan, reference), null, 2)}\n`));
    }
    for (const path of reference.folder.tokenizerFiles) {
      const name = basename(path);
      const union = name === "tokenizer.json" ? plan.vocabulary.union : null;
      files.set(name, union === null ? readFileSync(path) : textBytes(unitedTokenizer(plan, reference)));
    }
  }
  files.set(mergeFileNames.recipe, textBytes(plan.recipe.text));
  files.set(mergeFileNames.card, textBytes(modelCard(plan)));
  return files;
}

const textBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** config.json with the number of layers, of tokens and the kind of numbers that the result has. */
function mergedConfig({ recipe, layers, vocabulary }: MergePlan, { config, stack }: MergeModel): object {
  const nested = isJsonObject(config["text_config"]);
  const changed = (part: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const result: Record<string, unknown> = { ...part };
    if (layers !== null && stack !== null && layers !== stack.layers && "num_hidden_layers" in part) {
      result["num_hidden_layers"] = layers;
      // A kind for each layer: those of the first model, by their old number, as far as there are any.
      const kinds = part["layer_types"];
      if (Array.isArray(kinds)) {
        result["layer_types"] = Array.from({ length: layers }, (_, layer) => kinds[layer % kinds.length] as unknown);
      }
    }
    if (vocabulary.rows !== null && "vocab_size" in part) {
      result["vocab_size"] = vocabulary.rows;
    }
    for (const name of ["torch_dtype", "dtype"]) {
      if (recipe.out !== null && name in part) {
        result[name] = configNames[recipe.out];
      }
    }
    return result;
  };
  return nested
    ? { ...changed(config), text_config: changed(config["text_config"] as object as never) }
    : changed(config);
}

/** tokenizer.json with the tokens that a union adds. */
function unitedTokenizer({ vocabulary }: MergePlan, { folder }: MergeModel): string {
  const own = readVocabulary(folder);
  const added = [...(own?.added ?? []), ...(vocabulary.union?.added ?? [])].map(({ entry }) => entry);
  return `${JSON.stringify({ ...own?.json, added_tokens: added }, null, 2)}\n`;
}
