import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openModelFolder, requireTensor } from "../../weights/model-folder.ts";
import { createTensorReader, toFloats } from "../../weights/tensor-view.ts";
import { requireFloat } from "../../weights/dtypes.ts";
import { type ExecuteMergeOptions, executeMerge } from "../execute-merge.ts";
import { type MergePlan, type MergePlanOptions, planMerge } from "../merge-plan.ts";
import { parseRecipe } from "../recipe.ts";

/** Plan a recipe whose models lie in a folder. */
export async function planned(
  folder: string,
  yaml: string,
  options: Partial<MergePlanOptions> = {},
): Promise<MergePlan> {
  return await planMerge(parseRecipe(yaml, "recipe.yaml"), { folder, seed: 3, threadBytes: 64e6, ...options });
}

/** Plan a recipe and carry it out in this thread: the folder of the result. */
export async function merged(
  folder: string,
  yaml: string,
  out: string,
  options: Partial<MergePlanOptions & ExecuteMergeOptions> = {},
): Promise<string> {
  const plan = await planned(folder, yaml, options);
  mkdirSync(folder, { recursive: true });
  await executeMerge(plan, { threads: 0, threadBytes: 64e6, ...options, out: join(folder, out) });
  return join(folder, out);
}

/** Values of a tensor of a model. */
export function valuesOf(folder: string, tensor: string): Float32Array {
  const entry = requireTensor(openModelFolder(folder), tensor);
  using reader = createTensorReader();
  return toFloats(reader.read(entry), requireFloat(entry), new Float32Array(entry.shape.reduce((a, b) => a * b, 1)));
}

/** Content of every file of a folder, by name. */
export function contentOf(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name)).toString("base64")]),
  );
}
