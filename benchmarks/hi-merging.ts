import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { stringify } from "yaml";
import { specialistOptions, specialistTasks } from "../packages/core/src/campaigns/__fixtures__/specialists-judge.ts";
import { createCachedJudge } from "../packages/core/src/campaigns/evaluation-journal.ts";
import { searchHiMerging } from "../packages/core/src/campaigns/hi-merging.ts";
import { ablateHiMerging } from "../packages/core/src/campaigns/hi-merging-ablation.ts";
import { hiMergingSettings } from "../packages/core/src/campaigns/hi-merging-settings.ts";
import type { ExamSplit } from "../packages/core/src/campaigns/merge-judge.ts";
import { createStudyJudge, examineModel, makeModel } from "../packages/core/src/campaigns/study-judge.ts";
import { baseRecipe, singleRecipe, type WeightsRecipe } from "../packages/core/src/campaigns/weights-recipe.ts";
import { clusteredMcnemarTest } from "../packages/core/src/statistics/clustered-mcnemar-test.ts";
import { holmAdjust } from "../packages/core/src/statistics/holm-adjust.ts";

const help = `node benchmarks/hi-merging.ts [--journal file] [--models folder] [--full]

Merges the trained specialists by Hi-Merging, with each of its rounds left out and with its reducers, and by task arithmetic, TIES
and DARE, all tuned on the same validation items, and prints accuracies on the test items with paired tests. --full tries ten
densities and ten scales in place of five and five.
--journal keeps evaluations of Hi-Merging, so that the next call goes on. --models: a folder with base/, chinese/
and english/ as scripts/specialists/train.py makes them, in place of the committed ones.`;

const { values: flags } = parseArgs({
  options: {
    journal: { type: "string" },
    models: { type: "string" },
    full: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (flags.help) {
  console.log(help);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), "viva-hi-merging-"));
const committed = specialistOptions(folder, writeFileSync);
const modelsFolder = flags.models;
const options =
  modelsFolder === undefined
    ? committed
    : {
        ...committed,
        base: resolve(modelsFolder, "base"),
        models: ["chinese", "english"].map((name) => resolve(modelsFolder, name)),
      };
const tasks = specialistTasks();
const layers = options.groups.length;
const fifths = [0.2, 0.4, 0.6, 0.8, 1];
const grid = flags.full ? {} : { densities: fifths, scales: fifths };
const started = performance.now();
const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(0)} s`;
const mean = (scores: readonly number[]): number => scores.reduce((sum, score) => sum + score, 0) / scores.length;

using studyJudge = createStudyJudge(options);
const cached = createCachedJudge(studyJudge, tasks, {
  // A file of evaluations is for one set of models.
  campaign: modelsFolder === undefined ? "specialists" : `specialists in ${resolve(modelsFolder)}`,
  ...(flags.journal === undefined ? {} : { file: flags.journal }),
});

interface Row {
  readonly name: string;
  readonly note: string;
  /** Scores on the test items of each task. */
  readonly scores: readonly (readonly number[])[];
}
const rows: Row[] = [];
const addRow = (name: string, note: string, scores: readonly (readonly number[])[]): void => {
  rows.push({ name, note, scores });
  console.error(`${seconds()} ${name} (${note}): ${scores.map((one) => mean(one).toFixed(3)).join(" ")}`);
};
const addRecipe = async (name: string, note: string, recipe: WeightsRecipe): Promise<void> =>
  addRow(name, note, [await cached.judge(recipe, 0, "test"), await cached.judge(recipe, 1, "test")]);

const whole = { density: 1, scale: 1 };
await addRecipe("base", "", baseRecipe(2, layers));
await addRecipe("Chinese specialist", "", singleRecipe(2, layers, 0, whole));
await addRecipe("English specialist", "", singleRecipe(2, layers, 1, whole));

const changed = (treatments: typeof found.treatments): string =>
  treatments
    .filter(({ dropped, prunedAgain }) => dropped.length + prunedAgain.length > 0)
    .map(({ layer, class: kind }) => `${options.groups[layer]?.name} ${kind}`)
    .join(", ") || "no layer changed";
const rounds = await ablateHiMerging(cached.judge, tasks, layers, hiMergingSettings.parse(grid));
const found = rounds.both;
const cells = found.grids.map(({ best }) => `p ${best.density}, s ${best.scale}`).join("; ");
const names = {
  neither: ["Hi-Merging, neither round", "task vectors summed"],
  first: ["Hi-Merging, first round only", cells],
  second: ["Hi-Merging, second round only", changed(rounds.second.treatments)],
  both: ["Hi-Merging", changed(found.treatments)],
} as const;
for (const stages of ["neither", "first", "second", "both"] as const) {
  const [name, note] = names[stages];
  await addRecipe(name, note, rounds[stages].final);
}
// The same evaluations read by signs, and fewer of them: little or nothing is asked again.
for (const [name, settings] of [
  ["Hi-Merging, classes by signs", { classes: "signs" }],
  ["Hi-Merging, halving and looks", { gridRungs: [0.25, 0.5, 1], layerLooks: [0.5, 1] }],
  ["Hi-Merging, task vectors halved", { mergedWeight: "mean" }],
] as const) {
  const other = await searchHiMerging(cached.judge, tasks, layers, hiMergingSettings.parse({ ...grid, ...settings }));
  await addRecipe(name, changed(other.treatments), other.final);
  const saved = 100 * (1 - other.itemEvaluations / found.itemEvaluations);
  console.error(
    `${name}: ${other.grids.map(({ best }) => `p ${best.density}, s ${best.scale}`).join("; ")}, ${saved.toFixed(0)} % fewer item evaluations`,
  );
}
console.error(`${seconds()} Hi-Merging: ${cached.counts().made} evaluations`);

console.log(
  "\n| layer | task | alone | merged | loss | standard error | p (Holm) | class |\n|---|---|---|---|---|---|---|---|",
);
for (const { layer, models } of found.layers) {
  for (const [model, one] of models.entries()) {
    const kind = found.treatments.find((treatment) => treatment.layer === layer)?.class ?? "";
    const numbers = [one.single.contribution, one.merged.contribution, one.loss, one.standardError, one.adjustedP];
    const group = options.groups[layer]?.name ?? "";
    console.log(
      `| ${group} | ${tasks[model]?.name} | ${numbers.map((value) => value.toFixed(3)).join(" | ")} | ${kind} |`,
    );
  }
}

const gguf = join(folder, "baseline.gguf");
const baselineText = (method: string, weight: number, density: number | null): string =>
  stringify({
    merge_method: method,
    base_model: options.base,
    models: options.models.map((model) => ({
      model,
      parameters: { weight, ...(density === null ? {} : { density }) },
    })),
    // Of DARE's two rules the paper's; of TIES the mean of those that agree, times the weight.
    ...(method === "dare_linear" ? { parameters: { rescale: "expectation" } } : {}),
    ...(method === "ties" ? { parameters: { normalize: false } } : {}),
  });
const scoresOf = async (split: ExamSplit): Promise<(readonly number[])[]> => [
  await examineModel(gguf, 0, split, options),
  await examineModel(gguf, 1, split, options),
];
for (const [method, name, densities] of [
  ["task_arithmetic", "task arithmetic", [null]],
  ["ties", "TIES", [0.2, 0.6]],
  ["dare_linear", "DARE", [0.2, 0.6]],
] as const) {
  const plain = baselineText(method, 1, densities[0]);
  let best = { text: plain, note: "", score: -1 };
  for (const density of densities) {
    for (const weight of flags.full ? [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] : [0.4, 0.6, 0.8, 1]) {
      const text = baselineText(method, weight, density);
      await makeModel(text, gguf, options);
      const score = mean((await scoresOf("validation")).flat());
      if (score > best.score) {
        best = { text, note: `weight ${weight}${density === null ? "" : `, density ${density}`}`, score };
      }
    }
  }
  await makeModel(best.text, gguf, options);
  addRow(name, best.note, await scoresOf("test"));
}

const groups = tasks.flatMap(({ name, items }) => items.test.map(({ group, id }) => `${name} ${group ?? id}`));
const compare = (one: Row | undefined, other: Row | undefined): { readonly difference: number; readonly p: number } => {
  const sums = new Map<string, number>();
  const [own, others] = [one?.scores.flat() ?? [], other?.scores.flat() ?? []];
  for (const [item, group] of groups.entries()) {
    sums.set(group, (sums.get(group) ?? 0) + (own[item] ?? 0) - (others[item] ?? 0));
  }
  return {
    difference: mean(own) - mean(others),
    p: clusteredMcnemarTest({ sums: Float64Array.from(sums.values()) }).p,
  };
};
const percents = ({ scores }: Row): string =>
  [...scores.map(mean), mean(scores.flat())].map((share) => (100 * share).toFixed(1)).join(" | ");
const reference = rows.find(({ name }) => name === "Hi-Merging");
const others = rows.filter((row) => row !== reference);
const tests = others.map((row) => compare(row, reference));
const adjusted = holmAdjust(Float64Array.from(tests.map(({ p }) => p)));
console.log("\n| model | setting | zh | en | both | p against Hi-Merging | Holm |\n|---|---|---|---|---|---|---|");
for (const row of rows) {
  const at = others.indexOf(row);
  const test = at < 0 ? ["–", "–"] : [(tests[at]?.p ?? 1).toPrecision(2), (adjusted[at] ?? 1).toPrecision(2)];
  console.log(`| ${[row.name, row.note, percents(row), ...test].join(" | ")} |`);
}

const pairs = (["neither", "first", "second", "both"] as const).flatMap((stages, at, all) =>
  all.slice(0, at).map((before) => [stages, before] as const),
);
const rowOf = (stages: keyof typeof names): Row | undefined => rows.find(({ name }) => name === names[stages][0]);
const parts = pairs.map(([stages, before]) => compare(rowOf(stages), rowOf(before)));
const partsAdjusted = holmAdjust(Float64Array.from(parts.map(({ p }) => p)));
console.log("\n| rounds | against | difference | p | Holm |\n|---|---|---|---|---|");
for (const [at, [stages, before]] of pairs.entries()) {
  const { difference = 0, p = 1 } = parts[at] ?? {};
  console.log(
    `| ${stages} | ${before} | ${(100 * difference).toFixed(1)} | ${p.toPrecision(2)} | ${(partsAdjusted[at] ?? 1).toPrecision(2)} |`,
  );
}
console.log(`\n${tasks.map(({ items }) => items.test.length).join(" and ")} test items; ${seconds()}.`);
rmSync(folder, { recursive: true, force: true });
