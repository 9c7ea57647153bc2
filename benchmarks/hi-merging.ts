import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { stringify } from "yaml";
import { specialistOptions, specialistTasks } from "../packages/core/src/campaigns/__fixtures__/specialists-judge.ts";
import { createCachedJudge } from "../packages/core/src/campaigns/evaluation-journal.ts";
import { searchHiMerging } from "../packages/core/src/campaigns/hi-merging.ts";
import { hiMergingSettings } from "../packages/core/src/campaigns/hi-merging-settings.ts";
import type { ExamSplit } from "../packages/core/src/campaigns/merge-judge.ts";
import { createStudyJudge, examineModel, makeModel } from "../packages/core/src/campaigns/study-judge.ts";
import { baseRecipe, singleRecipe, type WeightsRecipe } from "../packages/core/src/campaigns/weights-recipe.ts";
import { clusteredMcnemarTest } from "../packages/core/src/statistics/clustered-mcnemar-test.ts";
import { holmAdjust } from "../packages/core/src/statistics/holm-adjust.ts";

const help = `node benchmarks/hi-merging.ts [--journal file] [--full]

Merges the trained specialists by Hi-Merging and by task arithmetic, TIES and DARE, all tuned on the same validation items, and
prints accuracies on the test items with paired tests. --full tries ten densities and ten scales in place of five and five.
--journal keeps evaluations of Hi-Merging, so that the next call goes on.`;

const { values: flags } = parseArgs({
  options: {
    journal: { type: "string" },
    full: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (flags.help) {
  console.log(help);
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), "viva-hi-merging-"));
const options = specialistOptions(folder, writeFileSync);
const tasks = specialistTasks();
const layers = options.groups.length;
const fifths = [0.2, 0.4, 0.6, 0.8, 1];
const grid = flags.full ? {} : { densities: fifths, scales: fifths };
const started = performance.now();
const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(0)} s`;
const mean = (scores: readonly number[]): number => scores.reduce((sum, score) => sum + score, 0) / scores.length;

using studyJudge = createStudyJudge(options);
const cached = createCachedJudge(studyJudge, tasks, {
  campaign: "specialists",
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

const found = await searchHiMerging(cached.judge, tasks, layers, hiMergingSettings.parse(grid));
const cells = found.grids.map(({ best }) => `p ${best.density}, s ${best.scale}`).join("; ");
await addRecipe("Hi-Merging, first round only", cells, found.firstRound);
const changed = (treatments: typeof found.treatments): string =>
  treatments
    .filter(({ dropped, prunedAgain }) => dropped.length + prunedAgain.length > 0)
    .map(({ layer, class: kind }) => `${options.groups[layer]?.name} ${kind}`)
    .join(", ") || "no layer changed";
await addRecipe("Hi-Merging", changed(found.treatments), found.final);
// The same evaluations read by signs: nothing is asked again.
const bySigns = await searchHiMerging(
  cached.judge,
  tasks,
  layers,
  hiMergingSettings.parse({ ...grid, classes: "signs" }),
);
await addRecipe("Hi-Merging, classes by signs", changed(bySigns.treatments), bySigns.final);
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

const reference = rows.find(({ name }) => name === "Hi-Merging");
const groups = tasks.flatMap(({ name, items }) => items.test.map(({ group, id }) => `${name} ${group ?? id}`));
const ps = rows.map(({ scores }) => {
  const sums = new Map<string, number>();
  const [own, other] = [reference?.scores.flat() ?? [], scores.flat()];
  for (const [item, group] of groups.entries()) {
    sums.set(group, (sums.get(group) ?? 0) + (own[item] ?? 0) - (other[item] ?? 0));
  }
  return clusteredMcnemarTest({ sums: Float64Array.from(sums.values()) }).p;
});
const compared = rows.flatMap((row, index) => (row === reference ? [] : [index]));
const adjusted = holmAdjust(Float64Array.from(compared.map((index) => ps[index] ?? 1)));
console.log("\n| model | setting | zh | en | both | p against Hi-Merging | Holm |\n|---|---|---|---|---|---|---|");
for (const [index, { name, note, scores }] of rows.entries()) {
  const shares = [...scores.map(mean), mean(scores.flat())].map((share) => (100 * share).toFixed(1));
  const at = compared.indexOf(index);
  const tests = at < 0 ? ["–", "–"] : [(ps[index] ?? 1).toPrecision(2), (adjusted[at] ?? 1).toPrecision(2)];
  console.log(`| ${[name, note, ...shares, ...tests].join(" | ")} |`);
}
console.log(`\n${tasks.map(({ items }) => items.test.length).join(" and ")} test items; ${seconds()}.`);
rmSync(folder, { recursive: true, force: true });
