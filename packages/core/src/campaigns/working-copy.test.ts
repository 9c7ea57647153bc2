import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { executeMerge } from "../merges/execute-merge.ts";
import { planMerge } from "../merges/merge-plan.ts";
import { parseRecipe } from "../merges/recipe.ts";
import { planConversion, writeConversion } from "../weights/convert-model.ts";
import { specialistsFolder } from "./__fixtures__/specialists-judge.ts";
import { blockGroups, mergeRecipeText } from "./merge-recipe-text.ts";
import {
  baseRecipe,
  onlyLayer,
  scaledRecipe,
  singleRecipe,
  type WeightsRecipe,
  withoutLayer,
  withShare,
} from "./weights-recipe.ts";
import { openWorkingCopy, removeWorkingCopy, type WorkingCopy } from "./working-copy.ts";
import type { WorkingModels } from "./working-layout.ts";

const groups = blockGroups(4, { hasOutput: false });
const models: WorkingModels = {
  base: join(specialistsFolder, "base"),
  models: ["chinese", "english"].map((name) => join(specialistsFolder, name)),
  ...{ groups, chatTemplate: "keep", gguf: "F32" },
};
const never = new AbortController().signal;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-working-copy-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const both: WeightsRecipe = [0, 1].map(() => groups.map(() => ({ density: 0.6, scale: 0.7 })));
const recipes: readonly WeightsRecipe[] = [
  withoutLayer(both, 2),
  singleRecipe(2, groups.length, 0, { density: 1, scale: 1 }),
  onlyLayer(both, 3),
  withShare(scaledRecipe(both, 0.5), 1, 0, { density: 0.2, scale: 0.9 }),
  baseRecipe(2, groups.length),
  both,
  withoutLayer(both, 4),
  withoutLayer(both, 3),
];

interface Files {
  readonly safetensors: Buffer;
  readonly gguf: Buffer;
}

/** The files that a merge and a conversion from the start give. The folder's name stands in the GGUF file. */
async function fresh(recipe: WeightsRecipe): Promise<Files> {
  const work = join(folder, "fresh");
  rmSync(work, { recursive: true, force: true });
  const out = join(work, "model");
  const plan = await planMerge(parseRecipe(mergeRecipeText(recipe, models), "recipe.yaml"), {
    ...{ seed: 0, threadBytes: 64e6, folder },
  });
  await executeMerge(plan, { out, threads: 0, threadBytes: 64e6 });
  await writeConversion(planConversion(out, "F32"), join(work, "model.gguf"));
  return { safetensors: readFileSync(join(out, "model.safetensors")), gguf: readFileSync(join(work, "model.gguf")) };
}

function expectSame(copy: WorkingCopy, wanted: Files): void {
  expect(readFileSync(join(copy.folder, "model.safetensors")).equals(wanted.safetensors)).toBe(true);
  expect(readFileSync(copy.gguf ?? "").equals(wanted.gguf)).toBe(true);
}

describe("a working copy", () => {
  it("holds after each step the bytes of a fresh merge and conversion, and overwrites no more than differs", async () => {
    using copy = await openWorkingCopy(models, folder);
    for (const recipe of recipes) {
      const before = copy.counts().writtenBytes;
      const wanted = copy.bytesTo(recipe);
      await copy.become(recipe, never);
      expect(copy.counts().writtenBytes - before).toBe(wanted);
      expect(copy.bytesTo(recipe)).toBe(0);
      expectSame(copy, await fresh(recipe));
    }
    const { models: made, writtenBytes, wholeBytes } = copy.counts();
    expect(made).toBe(recipes.length);
    expect(writtenBytes).toBeLessThan(wholeBytes);
  }, 60_000);

  it("overwrites only the layer in which two models differ", async () => {
    using copy = await openWorkingCopy(models, folder);
    await copy.become(both, never);
    const whole = copy.counts().writtenBytes;
    const norm = copy.bytesTo(withoutLayer(both, groups.length - 1));
    // The last norm: as BF16 and as F32.
    expect(norm).toBe(6 * JSON.parse(readFileSync(join(copy.folder, "config.json"), "utf8")).hidden_size);
    expect(copy.bytesTo(withoutLayer(both, 1))).toBeLessThan(whole / 4);
    expect(copy.bytesTo(onlyLayer(both, 1))).toBeGreaterThan(whole / 2);
  });
});

describe("a working copy that was broken off", () => {
  const start = recipes[0] ?? both;

  /** Breaks off when so many signals were looked for. */
  function breakingAfter(times: number): AbortSignal {
    let left = times;
    return Object.assign(Object.create(never) as AbortSignal, {
      throwIfAborted: () => {
        left -= 1;
        if (left < 0) {
          throw new Error("power cut");
        }
      },
    });
  }

  it.each([0, 1, 7, 20])("after %i tensors becomes whole before it is taken for good", async (tensors) => {
    const wanted = await fresh(both);
    {
      using copy = await openWorkingCopy(models, folder);
      await copy.become(start, never);
      await expect(copy.become(scaledRecipe(both, 0.3), breakingAfter(tensors))).rejects.toThrow("power cut");
      // Not a byte of it is trusted, though the recipe is the one it was at.
      expect(copy.bytesTo(scaledRecipe(both, 0.3))).toBeGreaterThan(0);
    }
    using again = await openWorkingCopy(models, folder);
    expect(again.bytesTo(scaledRecipe(both, 0.3))).toBeGreaterThan(0);
    await again.become(both, never);
    expectSame(again, wanted);
  });

  it("is gone on with where it was whole", async () => {
    {
      using copy = await openWorkingCopy(models, folder);
      await copy.become(both, never);
    }
    using again = await openWorkingCopy(models, folder);
    expect(again.bytesTo(both)).toBe(0);
  });

  const spoil = async (change: (copy: WorkingCopy) => void): Promise<number> => {
    {
      using copy = await openWorkingCopy(models, folder);
      await copy.become(both, never);
      change(copy);
    }
    using again = await openWorkingCopy(models, folder);
    await again.become(both, never);
    expectSame(again, await fresh(both));
    return again.counts().writtenBytes;
  };

  it.each([
    ["its journal is gone", () => rmSync(join(folder, "model.json"))],
    ["its journal is torn", () => writeFileSync(join(folder, "model.json"), '{"id":"')],
    ["the GGUF file is gone", (copy: WorkingCopy) => rmSync(copy.gguf ?? "")],
    ["a file was cut", (copy: WorkingCopy) => truncateSync(join(copy.folder, "model.safetensors"), 1000)],
  ])("is written whole where %s", async (_what, change) => {
    expect(await spoil(change)).toBeGreaterThan(3 * 400_000);
  });

  it("of other models is written whole", async () => {
    {
      using copy = await openWorkingCopy(models, folder);
      await copy.become(both, never);
    }
    using other = await openWorkingCopy({ ...models, models: models.models.toReversed() }, folder);
    expect(other.bytesTo(both)).toBeGreaterThan(3 * 400_000);
  });

  it("is removed without a trace", async () => {
    mkdirSync(join(folder, "beside"));
    {
      using copy = await openWorkingCopy(models, folder);
      await copy.become(both, never);
    }
    removeWorkingCopy(folder);
    expect(readdirSync(folder)).toEqual(["beside"]);
  });
});
