import { randomStream } from "../../base/random.ts";
import { comparisonField, comparisonSettings } from "../../comparisons/__fixtures__/comparison-field.ts";
import { compareModels } from "../../comparisons/compare-models.ts";
import type { MeasuredTensor } from "../../merges/measure-task-vectors.ts";
import type { SearchRecord } from "../../merges/search-record.ts";
import { taskVectorGeometry } from "../../merges/task-vector-geometry.ts";
import { createTaskVectorCounter } from "../../merges/task-vector-sums.ts";
import type { MergeReport } from "../gather-merge-report.ts";

const models = ["models/base", "models/cardiology", "models/nephrology"];
const kinds = ["self_attn.q_proj.weight", "mlp.up_proj.weight"];

/** A tensor of 500 elements in which the merge is the mean of what two models change. */
function tensor(name: string, agreement: number): MeasuredTensor {
  const random = randomStream("sample merge", name);
  const base = Float32Array.from({ length: 500 }, () => random.fraction() - 0.5);
  const shared = base.map(() => random.fraction() - 0.5);
  const changed = () =>
    base.map((value, at) =>
      at % 4 === 0 ? value : value + 0.1 * (agreement * (shared[at] ?? 0) + random.fraction() - 0.5),
    );
  const [a, b] = [changed(), changed()];
  const merged = base.map((value, at) => value + 0.5 * ((a[at] ?? 0) - value) + 0.5 * ((b[at] ?? 0) - value));
  const counter = createTaskVectorCounter(2);
  counter.add(base, [a, b, merged]);
  return { name, models: [1, 2], sums: counter.sums, densities: [0.3, 0.4] };
}

const impact = (value: number, half: number) => ({
  deletion: value / 2,
  addition: value / 2,
  contribution: { value, low: value - half, high: value + half },
});

const line = (single: number, merged: number, adjustedP: number): SearchRecord["contributions"][number][number] => ({
  ...{ single: impact(single, 0.08), merged: impact(merged, 0.07), p: adjustedP / 6, adjustedP, items: 300, groups: 150 },
  loss: { value: single - merged, low: single - merged - 0.1, high: single - merged + 0.1 },
});

const share = { density: 0.5, scale: 1 };
const none = { density: 0, scale: 0 };
const halved = { density: 0.25, scale: 0.5 };

/** A search over three layers: one severe conflict, one partial, one that no test finds. */
export const sampleSearch: SearchRecord = {
  ...{ format: 1, viva: "0.1.0", method: "hi-merging", base: "models/base", level: 0.95, itemEvaluations: 9400 },
  models: ["models/cardiology", "models/nephrology"],
  tasks: [
    { name: "cardiology", validationItems: 300, validationGroups: 150, testItems: 120 },
    { name: "nephrology", validationItems: 300, validationGroups: 150, testItems: 120 },
  ],
  layers: ["embedding", "block 0", "block 1"],
  settings: { alpha: 0.05, classes: "tested" },
  evaluations: { made: 61, known: 12 },
  grids: [
    { best: { ...share, score: 0.72 }, cells: [{ ...share, score: 0.72, items: 300 }] },
    { best: { ...share, score: 0.69 }, cells: [{ ...share, score: 0.69, items: 300 }] },
  ],
  contributions: [
    [line(0.02, 0.01, 1), line(0.03, 0.05, 1)],
    [line(0.35, 0.05, 0.0002), line(0.31, 0.04, 0.0011)],
    [line(0.22, 0.01, 0.004), line(0.12, 0.34, 0.006)],
  ],
  treatments: [
    { layer: 1, class: "severe", dropped: [1], prunedAgain: [] },
    { layer: 2, class: "partial", dropped: [], prunedAgain: [1] },
    { layer: 0, class: "none", dropped: [], prunedAgain: [] },
  ],
  firstRound: [
    [share, share, share],
    [share, share, share],
  ],
  final: [
    [share, share, share],
    [share, none, halved],
  ],
};

/** Right answers of a model on 120 items, by chance. */
const answers = (exam: string, model: string, rate: number): number[] => {
  const random = randomStream("sample merge", exam, model);
  return Array.from({ length: 120 }, () => (random.fraction() < rate ? 1 : 0));
};

const rates: Readonly<Record<string, readonly [number, number]>> = {
  base: [0.4, 0.42],
  cardiology: [0.75, 0.4],
  nephrology: [0.42, 0.78],
  "task-arithmetic": [0.62, 0.6],
  ties: [0.6, 0.63],
  "hi-merging": [0.7, 0.71],
};

function comparisonOf(exam: string, place: 0 | 1) {
  const points = Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, answers(exam, name, rate[place])]));
  return compareModels(comparisonField(points, { exam }), comparisonSettings({ reference: "hi-merging" }));
}

/** A report of a merge with everything in it. */
export function sampleMergeReport(changes: Partial<MergeReport> = {}): MergeReport {
  const measured = [
    tensor("model.embed_tokens.weight", 0.2),
    ...[0, 1].flatMap((layer) => kinds.map((kind) => tensor(`model.layers.${layer}.${kind}`, layer === 0 ? 1 : -0.6))),
    tensor("model.norm.weight", 0),
  ];
  return {
    ...{ format: 1, viva: "0.1.0", folder: "models/merged/", absentInputs: [], search: sampleSearch },
    record: {
      ...{ format: 1, viva: "0.1.0", method: "breadcrumbs", seed: 0, tensors: 6, files: 5 },
      recipe: "merge_method: breadcrumbs\nbase_model: models/base\nmodels:\n  - model: models/cardiology\n",
      notes: ["models/nephrology has 2 tokens more than the base"],
      inputs: models.map((model, at) => ({
        ...{ model, file: "model.safetensors", path: `/models/${at}/model.safetensors`, sizeBytes: 6_200_000 },
        sha256: String(at).repeat(64),
      })),
    },
    verification: { method: "breadcrumbs", tensors: 6, inputsCompared: 3, inputsAbsent: [], problems: [] },
    geometry: taskVectorGeometry(measured, { base: "models/base", models, stack: "model.layers." }),
    comparison: {
      ...{ runs: [{ folder: "runs/all", name: "all" }], overlaps: [], profiles: [], levels: [], texts: [] },
      ...{ language: "en", comparisons: [comparisonOf("cardiology", 0), comparisonOf("nephrology", 1)] },
    },
    ...changes,
  };
}
