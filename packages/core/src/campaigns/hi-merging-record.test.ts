import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSearchRecord, searchRecordText } from "../merges/search-record.ts";
import { type PlantedWorld, plantedJudge, plantedTasks } from "./__fixtures__/planted-judge.ts";
import { createCachedJudge } from "./evaluation-journal.ts";
import { searchHiMerging } from "./hi-merging.ts";
import { hiMergingRecord } from "./hi-merging-record.ts";
import { hiMergingSettings } from "./hi-merging-settings.ts";

const settings = hiMergingSettings.parse({ densities: [1], scales: [0.5, 1] });
const names = { base: "base", models: ["a", "b"], layers: ["layer 0", "layer 1", "layer 2"] };

async function recorded(world: PlantedWorld) {
  const tasks = plantedTasks(world);
  const cached = createCachedJudge(plantedJudge(world), tasks, { campaign: "planted" });
  const found = await searchHiMerging(cached.judge, tasks, 3, settings);
  const record = hiMergingRecord(found, { ...names, tasks, settings, level: 0.95, evaluations: cached.counts() });
  return { found, record };
}

const world: PlantedWorld = {
  base: 0.2,
  // Each model helps its own task in every layer; in layer 1 the other does harm.
  effects: [
    [
      [0.2, 0.2, 0.1],
      [0, -0.2, 0],
    ],
    [
      [0, -0.2, 0],
      [0.2, 0.2, 0.1],
    ],
  ],
  items: 600,
  seed: 4,
};

describe("the record of a search", () => {
  it("has the search's own numbers with their intervals", async () => {
    const { found, record } = await recorded(world);
    for (const [layer, { models }] of found.layers.entries()) {
      for (const [model, { single, merged, loss, standardError, p }] of models.entries()) {
        const line = record.contributions[layer]?.[model];
        expect(line?.single.contribution.value).toBeCloseTo(single.contribution, 12);
        expect(line?.merged.contribution.value).toBeCloseTo(merged.contribution, 12);
        expect(line?.loss.value).toBeCloseTo(loss, 12);
        expect(line).toMatchObject({ p, items: 600, groups: 600 });
        // 600 items by themselves: Student's quantile is 1.964.
        expect(((line?.loss.high ?? 0) - (line?.loss.low ?? 0)) / 2 / standardError).toBeCloseTo(1.964, 3);
      }
    }
    expect(record.treatments.find(({ layer }) => layer === 1)?.class).toBe("severe");
    expect(record.tasks[0]).toEqual({ name: "task-0", validationItems: 600, validationGroups: 600, testItems: 600 });
  });

  it("covers planted contributions with its intervals in about 95 of 100 searches", async () => {
    let covered = 0;
    let seen = 0;
    for (let seed = 0; seed < 60; seed++) {
      const { record } = await recorded({ ...world, items: 150, seed });
      for (const [layer, lines] of record.contributions.entries()) {
        for (const [task, { single }] of lines.entries()) {
          const scale = record.grids[task]?.best.scale ?? 1;
          const truth = 2 * scale * (world.effects[task]?.[task]?.[layer] ?? 0);
          const { low, high } = single.contribution;
          covered += low !== null && high !== null && low <= truth && truth <= high ? 1 : 0;
          seen += 1;
        }
      }
    }
    expect(seen).toBe(360);
    // Contributions of one search share evaluations; three standard errors of 360 independent ones are 3.4 points.
    expect(covered / seen).toBeGreaterThan(0.91);
    expect(covered / seen).toBeLessThan(0.99);
  });

  it("has no interval where there are fewer than two groups, and few degrees where groups are few", async () => {
    const tasks = plantedTasks(world);
    const grouped = (groups: number) =>
      tasks.map((task) => ({
        ...task,
        items: {
          ...task.items,
          validation: task.items.validation.map((item, at) => ({ ...item, group: `${at % groups}` })),
        },
      }));
    for (const [groups, quantile] of [
      [1, null],
      [4, 3.1824],
    ] as const) {
      const found = await searchHiMerging(plantedJudge(world), grouped(groups), 3, settings);
      const options = { ...names, tasks: grouped(groups), settings, level: 0.95, evaluations: null };
      const { single, groups: counted } = hiMergingRecord(found, options).contributions[0]?.[0] ?? {};
      const { value = 0, high = 0 } = single?.contribution ?? {};
      expect(counted).toBe(groups);
      const error = found.layers[0]?.models[0]?.single.standardError ?? Number.NaN;
      expect(high === null ? null : (high - value) / error).toEqual(
        quantile === null ? null : expect.closeTo(quantile, 3),
      );
    }
  });

  it("comes back from its file as it was written, and a damaged one is refused", async () => {
    const { record } = await recorded({ ...world, items: 40 });
    const folder = mkdtempSync(join(tmpdir(), "viva-search-"));
    try {
      expect(readSearchRecord(folder)).toBeNull();
      writeFileSync(join(folder, "search.json"), searchRecordText(record));
      expect(readSearchRecord(folder)).toEqual(record);
      writeFileSync(join(folder, "search.json"), searchRecordText({ ...record, layers: ["one"] }));
      expect(() => readSearchRecord(folder)).toThrow(expect.objectContaining({ code: "MERGE_SEARCH_INVALID" }));
      writeFileSync(join(folder, "search.json"), '{"format":1}');
      expect(() => readSearchRecord(folder)).toThrow(expect.objectContaining({ code: "MERGE_SEARCH_INVALID" }));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
