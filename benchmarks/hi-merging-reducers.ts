import { parseArgs } from "node:util";
import { randomStream } from "../packages/core/src/base/random.ts";
import {
  type PlantedWorld,
  plantedJudge,
  plantedShare,
  plantedTasks,
} from "../packages/core/src/campaigns/__fixtures__/planted-judge.ts";
import { type HiMergingResult, searchHiMerging } from "../packages/core/src/campaigns/hi-merging.ts";
import { ablateHiMerging } from "../packages/core/src/campaigns/hi-merging-ablation.ts";
import { type HiMergingSettings, hiMergingSettings } from "../packages/core/src/campaigns/hi-merging-settings.ts";
import { wilsonInterval } from "../packages/core/src/statistics/wilson-interval.ts";

const help = `node benchmarks/hi-merging-reducers.ts [--worlds 100] [--items 300] [--agreement 0.5] [--layers 6]

What each round of Hi-Merging does, and what the reducers of its search save and cost: searches with and without them on planted
models, whose true scores are known. In some a smaller scale or density is better, in some not. Each world has two models of --layers layers with effects drawn at random: every layer helps its own
task, a third of them harm the other, and half of the items are answered with the same luck by all models (--agreement).`;

const { values: flags } = parseArgs({
  options: {
    worlds: { type: "string", default: "100" },
    items: { type: "string", default: "300" },
    agreement: { type: "string", default: "0.5" },
    layers: { type: "string", default: "6" },
    help: { type: "boolean", default: false },
  },
});
if (flags.help) {
  console.log(help);
  process.exit(0);
}
const [worlds, items, agreement, layers] = [flags.worlds, flags.items, flags.agreement, flags.layers].map(Number) as [
  number,
  number,
  number,
  number,
];

function drawWorld(seed: number): PlantedWorld {
  const random = randomStream("reducers", seed);
  const own = () => Array.from({ length: layers }, () => (0.2 / layers) * 2 * random.fraction());
  const other = () => Array.from({ length: layers }, () => (random.fraction() < 1 / 3 ? -0.2 * random.fraction() : 0));
  return {
    ...{ base: 0.4, items, seed, agreement, groupSize: 3 },
    ...{ overshoot: 3 * random.fraction(), pruning: 0.8 * random.fraction() - 0.3 },
    effects: [
      [own(), other()],
      [other(), own()],
    ],
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const percent = (value: number, digits = 1): string => (100 * value).toFixed(digits);
const errorOf = (values: readonly number[]): number =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)) / (values.length - 1));
const shareWithInterval = (count: number, of: number): string => {
  const interval = wilsonInterval(count, of, 0.95);
  return `${percent(count / of)} (${percent(interval?.low ?? 0)}–${percent(interval?.high ?? 1)})`;
};

async function search(seed: number, changed: Partial<HiMergingSettings>): Promise<HiMergingResult> {
  const world = drawWorld(seed);
  return searchHiMerging(plantedJudge(world), plantedTasks(world), layers, hiMergingSettings.parse(changed));
}

const tenths = { secondRound: "none" } as const;
console.log("Grid of ten by ten, of each model by itself; loss in percent points ± standard error.\n");
console.log("| rungs | kept | evaluations saved | another cell taken | lost on validation | lost in truth |");
console.log("|---|---|---|---|---|---|");
const full = await Promise.all(Array.from({ length: worlds }, (_, seed) => search(seed, tenths)));
for (const [gridRungs, gridKeep] of [
  [[0.5, 1], 0.5],
  [[0.25, 0.5, 1], 0.5],
  [[0.125, 0.25, 0.5, 1], 0.5],
  [[0.1, 0.3, 1], 1 / 3],
  [[0.1, 1], 0.1],
] as const) {
  const [saved, validation, truth]: [number[], number[], number[]] = [[], [], []];
  let other = 0;
  for (const [seed, whole] of full.entries()) {
    const found = await search(seed, { ...tenths, gridRungs: [...gridRungs], gridKeep });
    saved.push(1 - found.itemEvaluations / whole.itemEvaluations);
    for (const [model, { best }] of found.grids.entries()) {
      const before = whole.grids[model];
      if (before === undefined) {
        throw new RangeError("a model without a grid");
      }
      other += best.density === before.best.density && best.scale === before.best.scale ? 0 : 1;
      validation.push(before.best.score - best.score);
      const score = (result: HiMergingResult) =>
        plantedShare(
          drawWorld(seed),
          result.tuned.map((row, at) => (at === model ? row : row.map(() => ({ density: 0, scale: 0 })))),
          model,
        );
      truth.push(score(whole) - score(found));
    }
  }
  const losses = [validation, truth].map((values) => `${percent(mean(values), 2)} ± ${percent(errorOf(values), 2)}`);
  console.log(
    `| ${gridRungs.map((rung) => rung.toPrecision(2)).join(", ")} | ${gridKeep.toPrecision(2)} | ${percent(mean(saved))} % | ${shareWithInterval(other, 2 * worlds)} % | ${losses.join(" | ")} |`,
  );
}

console.log("\nLayers, p = s = 1; found: of layers that one look calls conflicting (severe, partial or one-sided).\n");
console.log(
  "| looks | hopeless above | evaluations saved | found | called besides | layers of another class | lost in truth |",
);
console.log("|---|---|---|---|---|---|---|");
const one = await Promise.all(Array.from({ length: worlds }, (_, seed) => search(seed, { firstRound: "none" })));
const conflicts = ({ treatments }: HiMergingResult): Set<number> =>
  new Set(
    treatments.flatMap(({ layer, class: kind }) => (["severe", "partial", "one-sided"].includes(kind) ? [layer] : [])),
  );
for (const [layerLooks, layerHopeless] of [
  [[0.5, 1], 1],
  [[0.5, 1], 0.5],
  [[0.25, 0.5, 1], 1],
  [[0.25, 0.5, 1], 0.5],
  [[0.25, 0.5, 1], 0.2],
] as const) {
  const [saved, truth]: [number[], number[]] = [[], []];
  let [found, of, besides, others] = [0, 0, 0, 0];
  for (const [seed, whole] of one.entries()) {
    const early = await search(seed, { firstRound: "none", layerLooks: [...layerLooks], layerHopeless });
    saved.push(1 - early.itemEvaluations / whole.itemEvaluations);
    const [before, now] = [conflicts(whole), conflicts(early)];
    found += [...now].filter((layer) => before.has(layer)).length;
    of += before.size;
    besides += [...now].filter((layer) => !before.has(layer)).length;
    const classes = (result: HiMergingResult) => new Map(result.treatments.map((each) => [each.layer, each.class]));
    const [classBefore, classNow] = [classes(whole), classes(early)];
    others += [...classNow].filter(([layer, kind]) => classBefore.get(layer) !== kind).length;
    const score = ({ final }: HiMergingResult) =>
      mean([0, 1].map((task) => plantedShare(drawWorld(seed), final, task)));
    truth.push(score(whole) - score(early));
  }
  console.log(
    `| ${layerLooks.join(", ")} | ${layerHopeless} | ${percent(mean(saved))} % | ${found} of ${of} | ${besides} | ${shareWithInterval(others, layers * worlds)} % | ${percent(mean(truth), 2)} ± ${percent(errorOf(truth), 2)} |`,
  );
}

console.log("\nTrue mean score over both tasks, ten by ten cells; differences in percent points ± standard error.\n");
console.log(
  "| rounds | score | more than neither | more than the first | more than the second |\n|---|---|---|---|---|",
);
const stages = ["neither", "first", "second", "both"] as const;
const ablated: Record<(typeof stages)[number], number[]> = { neither: [], first: [], second: [], both: [] };
for (let seed = 0; seed < worlds; seed++) {
  const world = drawWorld(seed);
  const found = await ablateHiMerging(plantedJudge(world), plantedTasks(world), layers, hiMergingSettings.parse({}));
  for (const stage of stages) {
    ablated[stage].push(mean([0, 1].map((task) => plantedShare(world, found[stage].final, task))));
  }
}
for (const [at, stage] of stages.entries()) {
  const gains = (["neither", "first", "second"] as const).map((before) => {
    const differences = ablated[stage].map((score, seed) => score - (ablated[before][seed] ?? Number.NaN));
    return stages.indexOf(before) >= at
      ? "–"
      : `${percent(mean(differences), 2)} ± ${percent(errorOf(differences), 2)}`;
  });
  console.log(`| ${stage} | ${percent(mean(ablated[stage]))} | ${gains.join(" | ")} |`);
}
console.log(`\n${worlds} worlds of ${layers} layers, ${items} items in groups of three, agreement ${agreement}.`);
