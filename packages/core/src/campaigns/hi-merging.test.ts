import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type PlantedWorld, plantedJudge, plantedTasks } from "./__fixtures__/planted-judge.ts";
import { createCachedJudge } from "./evaluation-journal.ts";
import { searchHiMerging } from "./hi-merging.ts";
import { planHiMerging } from "./hi-merging-plan.ts";
import { hiMergingSettings } from "./hi-merging-settings.ts";
import type { MergeJudge } from "./merge-judge.ts";
import { recipeHash, singleRecipe } from "./weights-recipe.ts";

const oneCell = hiMergingSettings.parse({ densities: [1], scales: [1] });

/** Layers: 0 and 5 do nothing to the other task, 1 helps it, 2 is a conflict of both, 3 of the first model harms the second task, whose own helps the first. */
const planted: PlantedWorld = {
  ...{ base: 0.3, items: 1500, seed: 3 },
  effects: [
    [
      [0.07, 0.07, 0.1, 0.07, 0.07, 0.05],
      [0, 0.1, -0.15, 0.1, 0, 0],
    ],
    [
      [0, 0.1, -0.15, -0.12, 0, 0],
      [0.07, 0.07, 0.13, 0.07, 0.07, 0.05],
    ],
  ],
};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-hi-merging-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("Hi-Merging on planted layers", () => {
  it("finds helpful, harmful and conflicting layers, and treats them", async () => {
    const { layers, treatments, final } = await searchHiMerging(
      plantedJudge(planted),
      plantedTasks(planted),
      6,
      oneCell,
    );
    const classes = Object.fromEntries(treatments.map((one) => [one.layer, one.class]));
    expect(classes).toEqual({ 0: "none", 1: "mutual", 2: "severe", 3: "partial", 4: "none", 5: "none" });
    expect(treatments[0]?.layer).toBe(2);
    expect(treatments[0]?.dropped).toEqual([0]);
    // The second model's layer 3 gains from the first's, which does the harm to the second's task.
    const partial = treatments.find(({ layer }) => layer === 3);
    expect(partial?.prunedAgain).toEqual([0]);
    expect(final[0]?.[2]).toEqual({ density: 0, scale: 0 });
    expect(final[1]?.[2]).toEqual({ density: 1, scale: 1 });
    expect(final[0]?.[3]).toEqual({ density: 0.5, scale: 0.5 });
    // Deletion and addition both see the layer: twice what the other model takes away.
    expect(layers[2]?.models[0]?.loss).toBeGreaterThan(0.3 - 4 * (layers[2]?.models[0]?.standardError ?? 0));
    expect(layers[2]?.models[0]?.loss).toBeLessThan(0.3 + 4 * (layers[2]?.models[0]?.standardError ?? 0));
  });

  it("gives the task whose model is kept what it had lost, on items that nothing was tuned on", async () => {
    const judge = plantedJudge(planted);
    const { firstRound, final } = await searchHiMerging(judge, plantedTasks(planted), 6, oneCell);
    const mean = (scores: readonly number[]) => scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const gained = mean(await judge(final, 1, "test")) - mean(await judge(firstRound, 1, "test"));
    // 0.15 of the first model's layer 2 and half of the 0.12 of its layer 3; four standard errors.
    expect(Math.abs(gained - 0.21)).toBeLessThan(4 * Math.sqrt((2 * 0.25) / planted.items));
  });

  it("calls at most 5 % of layers conflicting where nothing but noise differs, and signs alone most of them", async () => {
    const quiet: readonly (readonly number[])[] = [Array(6).fill(0.05), Array(6).fill(0)];
    const conflicts = { tested: 0, signs: 0 };
    const searches = 60;
    for (let seed = 0; seed < searches; seed++) {
      const world: PlantedWorld = { base: 0.3, items: 150, seed, effects: [quiet, quiet.toReversed()] };
      for (const classes of ["tested", "signs"] as const) {
        const { treatments } = await searchHiMerging(plantedJudge(world), plantedTasks(world), 6, {
          ...oneCell,
          classes,
        });
        conflicts[classes] += treatments.filter((one) => one.class !== "none" && one.class !== "mutual").length;
      }
    }
    expect(conflicts.tested / (6 * searches)).toBeLessThanOrEqual(0.05);
    expect(conflicts.signs / (6 * searches)).toBeGreaterThan(0.5);
  });

  it("takes three models", async () => {
    const own = [0.08, 0.08];
    const effects = [0, 1, 2].map((task) => [0, 1, 2].map((model) => (task === model ? own : [0, -0.1])));
    const world: PlantedWorld = { base: 0.4, items: 1500, seed: 1, effects };
    const { treatments } = await searchHiMerging(plantedJudge(world), plantedTasks(world), 2, oneCell);
    expect(treatments.map(({ layer, class: kind }) => [layer, kind])).toEqual([
      [1, "severe"],
      [0, "none"],
    ]);
    expect(treatments[0]?.dropped).toHaveLength(2);
  });
});

describe("the grid", () => {
  const best = async (gridTies: "least-change" | "sparsest") => {
    // Only the scale matters, and 0.5 is right.
    const judge: MergeJudge = async (recipe, task) => [0.8 - Math.abs((recipe[task]?.[0]?.scale ?? 0) - 0.5)];
    const world: PlantedWorld = { base: 0, items: 1, seed: 0, effects: [[], []] };
    const settings = hiMergingSettings.parse({ gridTies });
    return (await searchHiMerging(judge, plantedTasks(world), 1, settings)).grids.map((grid) => grid.best);
  };

  it("takes the best cell, and of equal ones what the setting says", async () => {
    expect(await best("least-change")).toMatchObject([
      { density: 1, scale: 0.5 },
      { density: 1, scale: 0.5 },
    ]);
    expect(await best("sparsest")).toMatchObject([
      { density: 0.1, scale: 0.5 },
      { density: 0.1, scale: 0.5 },
    ]);
  });
});

describe("evaluations", () => {
  it("are as many as the plan says at most, and none is made twice", async () => {
    const cached = createCachedJudge(plantedJudge(planted), plantedTasks(planted), { campaign: "a" });
    const settings = hiMergingSettings.parse({ densities: [0.5, 1], scales: [0.5, 1] });
    await searchHiMerging(cached.judge, plantedTasks(planted), 6, settings);
    const plan = planHiMerging(settings, { models: 2, layers: 6, modelBytes: 100 });
    expect(plan).toMatchObject({ gridEvaluations: 8, layerEvaluations: 48, referenceEvaluations: 6, models: 46 });
    // The single models stand in the grid already.
    expect(cached.counts().made).toBe(plan.evaluations - 2);
    expect(plan.bytes).toBe(4600);
  });

  it("are kept in a file: a search that was stopped goes on, torn line and all, and ends the same", async () => {
    const tasks = plantedTasks(planted);
    const file = join(folder, "evaluations.jsonl");
    const whole = await searchHiMerging(plantedJudge(planted), tasks, 6, oneCell);
    let left = 17;
    const dying: MergeJudge = (recipe, task, split) =>
      left-- > 0 ? plantedJudge(planted)(recipe, task, split) : Promise.reject(new Error("power cut"));
    const before = createCachedJudge(dying, tasks, { campaign: "a", file });
    await expect(searchHiMerging(before.judge, tasks, 6, oneCell)).rejects.toThrow("power cut");
    appendFileSync(file, '{"recipe":"to');
    const after = createCachedJudge(plantedJudge(planted), tasks, { campaign: "a", file });
    expect(await searchHiMerging(after.judge, tasks, 6, oneCell)).toEqual(whole);
    expect(after.counts().made).toBe(before.counts().made === 17 ? 54 - 17 : Number.NaN);
    expect(readFileSync(file, "utf8").trimEnd().split("\n")).toHaveLength(1 + 54);
    expect(() => createCachedJudge(dying, tasks, { campaign: "b", file })).toThrow(
      expect.objectContaining({ code: "MERGE_RESUME_MISMATCH" }),
    );
    writeFileSync(file, '{"campaign":"a"}\n{"recipe":"x"}\n');
    expect(() => createCachedJudge(dying, tasks, { campaign: "a", file })).toThrow(
      expect.objectContaining({ code: "MERGE_SCORES_INVALID" }),
    );
  });

  it("on items of the test are refused", async () => {
    const [first, second] = plantedTasks(planted);
    if (first === undefined || second === undefined) {
      throw new Error("two tasks are planted");
    }
    const leaked = { ...second, items: { ...second.items, test: first.items.validation.slice(3, 4) } };
    await expect(searchHiMerging(plantedJudge(planted), [first, leaked], 6, oneCell)).rejects.toMatchObject({
      code: "MERGE_TUNED_ON_TEST",
    });
  });

  it("must give one score an item", async () => {
    const short = createCachedJudge(async () => [1, 0], plantedTasks(planted), { campaign: "a" });
    await expect(searchHiMerging(short.judge, plantedTasks(planted), 6, oneCell)).rejects.toMatchObject({
      code: "MERGE_SCORES_INVALID",
    });
  });
});

describe("recipes", () => {
  it("of the same weights have one hash", () => {
    const base = singleRecipe(2, 3, 0, { density: 0, scale: 0 });
    expect(recipeHash(singleRecipe(2, 3, 0, { density: 0.5, scale: 0 }))).toBe(recipeHash(base));
    expect(recipeHash(singleRecipe(2, 3, 0, { density: 0.5, scale: 0.5 }))).not.toBe(recipeHash(base));
  });
});
