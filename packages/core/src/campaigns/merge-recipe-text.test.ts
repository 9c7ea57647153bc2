import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { executeMerge } from "../merges/execute-merge.ts";
import { planMerge } from "../merges/merge-plan.ts";
import { parseRecipe } from "../merges/recipe.ts";
import { openModelFolder } from "../weights/model-folder.ts";
import { createTensorReader, toFloats } from "../weights/tensor-view.ts";
import { specialistsFolder } from "./__fixtures__/specialists-judge.ts";
import { blockGroups, mergeRecipeText } from "./merge-recipe-text.ts";
import { onlyLayer, singleRecipe } from "./weights-recipe.ts";

const folder = mkdtempSync(join(tmpdir(), "viva-recipe-text-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("puts one layer of one model on the base, and leaves the base elsewhere", async () => {
  const at = (name: string): string => join(specialistsFolder, name);
  const recipe = onlyLayer(singleRecipe(2, 6, 1, { density: 1, scale: 1 }), 2);
  const text = mergeRecipeText(recipe, {
    ...{ base: at("base"), models: [at("chinese"), at("english")], groups: blockGroups(4, { hasOutput: false }) },
  });
  const plan = await planMerge(parseRecipe(text, "recipe.yaml"), { seed: 0, threadBytes: 64e6, folder });
  const out = join(folder, "merged");
  await executeMerge(plan, { out, threads: 0, threadBytes: 64e6 });
  using reader = createTensorReader();
  const [base, english, merged] = [at("base"), at("english"), out].map(openModelFolder);
  let changed = 0;
  for (const [name, tensor] of merged?.tensors ?? []) {
    const source = name.includes("layers.1.") ? english : base;
    const [wanted, plain] = [source?.tensors.get(name), base?.tensors.get(name)];
    if (wanted === undefined || plain === undefined) {
      throw new Error(`${name} is in no source`);
    }
    const bytes = reader.read(tensor);
    const [got, other] = [toFloats(bytes, "BF16"), toFloats(reader.read(plain), "BF16")];
    const furthest = toFloats(reader.read(wanted), "BF16").reduce((most, value, at) => {
      // The difference to the base rounds to float32, the sum to bfloat16: one unit in the last place at most.
      const allowed = 2 ** -7 * Math.abs(value) + 2 ** -22 * (Math.abs(value) + Math.abs(other[at] ?? 0));
      return Math.max(most, Math.abs((got[at] ?? Number.NaN) - value) - allowed);
    }, Number.NEGATIVE_INFINITY);
    expect(furthest, name).toBeLessThanOrEqual(0);
    changed += bytes.equals(reader.read(plain)) ? 0 : 1;
  }
  expect(changed).toBeGreaterThan(5);
});
