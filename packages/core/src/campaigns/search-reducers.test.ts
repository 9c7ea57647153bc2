import { describe, expect, it } from "vitest";
import { type PlantedWorld, plantedJudge, plantedShare, plantedTasks } from "./__fixtures__/planted-judge.ts";
import { searchHiMerging } from "./hi-merging.ts";
import { ablateHiMerging } from "./hi-merging-ablation.ts";
import { planHiMerging } from "./hi-merging-plan.ts";
import { hiMergingSettings } from "./hi-merging-settings.ts";
import { createItemJudge } from "./item-judge.ts";
import { itemLooks } from "./item-looks.ts";
import { measureLayers } from "./layer-contributions.ts";
import type { MergeJudge } from "./merge-judge.ts";
import { baseRecipe } from "./weights-recipe.ts";

const oneCell = hiMergingSettings.parse({ densities: [1], scales: [1] });
const full = { density: 1, scale: 1 };
const fifths = [0.2, 0.4, 0.6, 0.8, 1];

/** Two layers: the first alone helps, the second is a conflict of both; a scale of 0.75 is best. */
const overshot: PlantedWorld = {
  ...{ base: 0.3, items: 2000, seed: 5, overshoot: 2, agreement: 0.5 },
  effects: [
    [
      [0.15, 0.15],
      [0, -0.2],
    ],
    [
      [0, -0.2],
      [0.15, 0.18],
    ],
  ],
};

describe("looks at items", () => {
  const [grouped] = plantedTasks({ base: 0.5, items: 30, seed: 1, groupSize: 3, effects: [[]] });

  it("grow to all items, hold the ones before, and keep groups together", () => {
    if (grouped === undefined) {
      throw new Error("one task is planted");
    }
    const looks = itemLooks(grouped, [0.2, 0.5, 1]);
    expect(looks.map((look) => look.length)).toEqual([6, 15, 30]);
    for (const [at, look] of looks.entries()) {
      expect(looks[at + 1] ?? look).toEqual(expect.arrayContaining(look));
      expect(look.toSorted((a, b) => a - b)).toEqual(look);
      expect(new Set(look.map((item) => Math.floor(item / 3))).size).toBe(look.length / 3);
    }
    expect(itemLooks(grouped, [0.2, 0.5, 1])).toEqual(looks);
    expect(itemLooks(grouped, [1])).toEqual([Array.from({ length: 30 }, (_, item) => item)]);
  });

  it("that add no group are one look", () => {
    const [one] = plantedTasks({ base: 0.5, items: 4, seed: 1, groupSize: 4, effects: [[]] });
    expect(one === undefined ? [] : itemLooks(one, [0.1, 0.5, 1])).toEqual([[0, 1, 2, 3]]);
  });

  it("are declared rising to 1", () => {
    expect(hiMergingSettings.safeParse({ gridRungs: [0.5] }).success).toBe(false);
    expect(hiMergingSettings.safeParse({ layerLooks: [0.5, 0.25, 1] }).success).toBe(false);
    expect(hiMergingSettings.safeParse({ layerLooks: [0.25, 1], gridRungs: [0.1, 1] }).success).toBe(true);
  });
});

describe("a judge of items", () => {
  const tasks = plantedTasks(overshot);

  it("asks for new items only, and once", async () => {
    const asked: number[] = [];
    const items = createItemJudge((...wanted) => {
      asked.push(wanted[3]?.length ?? overshot.items);
      return plantedJudge(overshot)(...wanted);
    }, tasks);
    const base = baseRecipe(2, 2);
    const whole = await plantedJudge(overshot)(base, 0, "validation");
    const looks = await Promise.all([
      items.judge(base, 0, [3, 8]),
      items.judge(base, 0, [1, 3, 9]),
      items.judge(base, 0),
    ]);
    expect(looks).toEqual([[3, 8].map((item) => whole[item]), [1, 3, 9].map((item) => whole[item]), whole]);
    expect(asked).toEqual([2, 2, overshot.items - 4]);
    expect(items.itemEvaluations()).toBe(overshot.items);
  });

  it("takes scores of all items where some were asked for, and refuses anything else", async () => {
    const whole: MergeJudge = (recipe, task, split) => plantedJudge(overshot)(recipe, task, split);
    const items = createItemJudge(whole, tasks);
    expect(await items.judge(baseRecipe(2, 2), 0, [7])).toEqual([(await whole(baseRecipe(2, 2), 0, "validation"))[7]]);
    expect(items.itemEvaluations()).toBe(overshot.items);
    const short = createItemJudge(async () => [1, 1, 1], tasks);
    await expect(short.judge(baseRecipe(2, 2), 0, [7, 8])).rejects.toMatchObject({ code: "MERGE_SCORES_INVALID" });
  });
});

describe("successive halving of the grid", () => {
  const wide = hiMergingSettings.parse({ densities: fifths, scales: fifths, secondRound: "none" });

  it("asks for what the plan says, and ends in a cell about as good", async () => {
    const whole = await searchHiMerging(plantedJudge(overshot), plantedTasks(overshot), 2, wide);
    const halving = { ...wide, gridRungs: [0.25, 0.5, 1] };
    const reduced = await searchHiMerging(plantedJudge(overshot), plantedTasks(overshot), 2, halving);
    const cost = (settings: typeof wide) =>
      planHiMerging(settings, { models: 2, layers: 2, modelBytes: 1 }).evaluations * overshot.items;
    expect(whole.itemEvaluations).toBe(cost(wide));
    expect(reduced.itemEvaluations).toBe(cost(halving));
    // 25 cells on a quarter, 13 on the next, 7 on the rest.
    expect(reduced.itemEvaluations / whole.itemEvaluations).toBeCloseTo((25 / 4 + 13 / 4 + 7 / 2) / 25, 10);
    for (const [model, items] of reduced.gridItems.entries()) {
      expect(items.filter((count) => count === overshot.items)).toHaveLength(7);
      const best = reduced.grids[model]?.best;
      // 0.6 and 0.8 are within noise of each other, 1 is not.
      expect([0.6, 0.8]).toContain(best?.scale);
      expect(best?.score).toBeGreaterThan((whole.grids[model]?.best.score ?? 1) - 0.02);
    }
  });

  it("is planned in whole evaluations, with every model that comes back", () => {
    const plan = planHiMerging(
      { ...wide, gridRungs: [0.1, 0.3, 1], gridKeep: 1 / 3 },
      { models: 2, layers: 2, modelBytes: 1 },
    );
    // 25 cells on a tenth, 9 on two, 3 on seven tenths.
    expect(plan).toMatchObject({ gridEvaluations: 13, layerEvaluations: 0, models: 2 * (25 + 9 + 3) });
    const looks = planHiMerging(
      { ...oneCell, firstRound: "none", layerLooks: [0.5, 1] },
      { models: 2, layers: 2, modelBytes: 1 },
    );
    expect(looks).toMatchObject({ gridEvaluations: 0, evaluations: 6 + 16, models: 2 * (4 + 12) });
  });

  it("is the whole grid where there is one rung", async () => {
    const { gridItems, grids } = await searchHiMerging(plantedJudge(overshot), plantedTasks(overshot), 2, wide);
    expect(gridItems.flat().every((count) => count === overshot.items)).toBe(true);
    expect(grids.map(({ cells, best }) => best.score === Math.max(...cells.map(({ score }) => score)))).toEqual([
      true,
      true,
    ]);
  });
});

describe("layers measured until they are found or hopeless", () => {
  const looks = { ...oneCell, layerLooks: [0.25, 0.5, 1] };

  it("find the planted conflict with fewer items", async () => {
    const whole = await searchHiMerging(plantedJudge(overshot), plantedTasks(overshot), 2, oneCell);
    const early = await searchHiMerging(plantedJudge(overshot), plantedTasks(overshot), 2, looks);
    expect(early.treatments.map((one) => one.class)).toEqual(whole.treatments.map((one) => one.class));
    expect(whole.treatments[0]).toMatchObject({ layer: 1, class: "severe" });
    expect(early.layers[1]?.models[0]?.items).toBe(overshot.items / 4);
    expect(early.itemEvaluations).toBeLessThan(0.8 * whole.itemEvaluations);
  });

  it("have the least p-value of their looks, times the number of looks", async () => {
    const world: PlantedWorld = { ...overshot, items: 150 };
    const tuned = [
      [full, full],
      [full, full],
    ];
    const measure = async (layerLooks: number[], layerHopeless: number) => {
      const items = createItemJudge(plantedJudge(world), plantedTasks(world));
      // No loss is found for good at this level, so that only hopelessness ends a layer early.
      const settings = { alpha: 1e-12, layerLooks, layerHopeless };
      const layers = await measureLayers(items, plantedTasks(world), { tuned, merged: tuned }, settings);
      return layers.flatMap(({ models }) => models);
    };
    const [both, first, whole] = [await measure([0.5, 1], 1), await measure([0.5, 1], 1e-9), await measure([1], 1)];
    expect(first.map(({ items }) => items)).toEqual([75, 75, 75, 75]);
    expect(new Set(whole.map(({ p }) => p)).size).toBeGreaterThan(1);
    expect(both.map(({ p }) => p)).toEqual(whole.map(({ p }, at) => Math.min(1, 2 * p, first[at]?.p ?? Number.NaN)));
    expect(both.map(({ loss }) => loss)).toEqual(whole.map(({ loss }) => loss));
  });

  it("call at most 5 % of searches' layers conflicting where nothing but noise differs", async () => {
    const quiet: readonly (readonly number[])[] = [Array(6).fill(0.05), Array(6).fill(0)];
    let conflicts = 0;
    const searches = 60;
    for (let seed = 0; seed < searches; seed++) {
      const world: PlantedWorld = { base: 0.3, items: 120, seed, effects: [quiet, quiet.toReversed()] };
      const { treatments } = await searchHiMerging(plantedJudge(world), plantedTasks(world), 6, looks);
      conflicts += treatments.some((one) => one.class !== "none") ? 1 : 0;
    }
    // Of whole searches, since Holm keeps the level over all layers; two standard errors of 5 % above it.
    expect(conflicts / searches).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / searches));
  });
});

describe("the ablation", () => {
  it("leaves rounds out, and each round shows its part", async () => {
    const found = await ablateHiMerging(plantedJudge(overshot), plantedTasks(overshot), 2, {
      ...hiMergingSettings.parse({ densities: [1], scales: fifths }),
    });
    expect(found.neither.final).toEqual([
      [full, full],
      [full, full],
    ]);
    expect(found.neither.itemEvaluations).toBe(0);
    expect([0.6, 0.8]).toContain(found.first.final[0]?.[1]?.scale);
    expect(found.second.final[0]).toEqual([full, { density: 0, scale: 0 }]);
    expect(found.both.final[0]?.[1]).toEqual({ density: 0, scale: 0 });
    expect([0.6, 0.8]).toContain(found.both.final[1]?.[1]?.scale);
    const shares = Object.fromEntries(
      Object.entries(found).map(([stages, { final }]) => [
        stages,
        [0, 1].reduce((sum, task) => sum + plantedShare(overshot, final, task), 0),
      ]),
    );
    expect(shares["both"]).toBeGreaterThan(shares["second"] ?? 1);
    expect(shares["second"]).toBeGreaterThan(shares["neither"] ?? 1);
  });
});
