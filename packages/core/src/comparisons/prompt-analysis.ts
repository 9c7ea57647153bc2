import type { ComparedValue } from "../records/comparison.ts";
import type { PromptAnalysis, PromptFigure, PromptModel } from "../records/prompt-analysis.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import type { Field } from "./field.ts";
import { type ModelSensitivity, promptSensitivity, type SensitivityEstimate } from "./prompt-sensitivity.ts";
import { promptFamilies, type RecordedArm } from "./recorded-arms.ts";
import { itemMean, notKnown } from "./robustness/estimates.ts";
import type { RunSettings } from "./run-settings.ts";

/** Reasons why there is no number. */
export const promptReasons = {
  noItem: "no item was scored under every prompt",
  noTau: "fewer than two models, or one of the prompts ties them all",
} as const;

const figures: readonly PromptFigure[] = ["mean", "max", "min", "spread", "deviation", "saturation", "combined"];

/** Accuracies of one size but for rounding. */
const alike = 1e-12;

/**
 * How far the results of each exam hang on the wording, on the items as published: one analysis for each exam and each
 * family of two or more prompts that are asked with the same context and instruction. None without such a family.
 *
 * A model that a prompt was not asked of has no item under every prompt, and no numbers. Points are those of the exam's
 * headline scorer.
 *
 * @param fields Of one run or several; perturbed ones are left out.
 * @param arms The ways of asking, as the run recorded them.
 */
export function promptAnalyses(
  fields: readonly Field[],
  arms: readonly RecordedArm[],
  settings: RunSettings,
): readonly PromptAnalysis[] {
  const published = fields.filter(({ perturbation }) => perturbation === "none");
  const families = promptFamilies(arms);
  return [...Map.groupBy(published, ({ exam }) => exam).values()].flatMap((ofExam) =>
    families.flatMap(({ condition, members }): PromptAnalysis[] => {
      const asked = members.flatMap(({ arm, name }) => {
        const field = ofExam.find((one) => one.arm === arm.name);
        return field === undefined ? [] : [{ name, field }];
      });
      return asked.length < 2 ? [] : [analysisOf(condition, asked, settings)];
    }),
  );
}

interface AskedPrompt {
  readonly name: string;
  readonly field: Field;
}

function analysisOf(condition: string, asked: readonly AskedPrompt[], settings: RunSettings): PromptAnalysis {
  const names = [...new Set(asked.flatMap(({ field }) => field.models.map(({ name }) => name)))];
  const [first] = asked;
  const clusters = first?.field.clusters ?? new Int32Array();
  const points = names.map((name) =>
    asked.map(({ field }) => {
      const column = field.points[field.models.findIndex((model) => model.name === name)];
      return column?.map(withinUnit) ?? new Float64Array(clusters.length).fill(Number.NaN);
    }),
  );
  const prompts = asked.map(({ name }) => name);
  const found = promptSensitivity({ points, clusters }, settings);
  return {
    exam: first?.field.exam ?? "",
    condition,
    scorer: first?.field.scorer ?? "",
    level: settings.confidence,
    resamples: settings.resamples,
    prompts,
    arms: asked.map(({ field }) => field.arm),
    models: names.map((model, at) => {
      const sensitivity = found.models[at];
      return modelOf(model, prompts, points[at] ?? [], clusters, {
        sensitivity: sensitivity?.status === "estimated" ? sensitivity : null,
        level: settings.confidence,
      });
    }),
    rankings: found.rankings.map(({ first: one, second, tau }) => ({
      first: prompts[one] ?? "",
      second: prompts[second] ?? "",
      tau: tau === null ? notKnown(promptReasons.noTau) : comparedValue(tau),
    })),
    meanTau: found.meanTau === null ? notKnown(promptReasons.noTau) : comparedValue(found.meanTau),
  };
}

/** Negative marking is scaled to 0–1; rounding may leave it. */
function withinUnit(points: number): number {
  return Math.min(1, Math.max(0, points));
}

function modelOf(
  model: string,
  prompts: readonly string[],
  columns: readonly Float64Array[],
  clusters: Int32Array,
  { sensitivity, level }: { readonly sensitivity: ModelSensitivity | null; readonly level: number },
): PromptModel {
  const items = Int32Array.from(clusters.keys()).filter((item) => columns.every((one) => !Number.isNaN(one[item])));
  const index = clusterIndex(items.map((item) => clusters[item] ?? 0));
  const accuracies = columns.map((column) =>
    itemMean(
      Float64Array.from(items, (item) => column[item] ?? 0),
      index,
      level,
    ),
  );
  const at = (value: number): readonly string[] =>
    prompts.filter((_, place) => Math.abs((sensitivity?.accuracies[place] ?? Number.NaN) - value) <= alike);
  return {
    model,
    nItems: items.length,
    nClusters: index.count,
    accuracies,
    figures: Object.fromEntries(
      figures.map((name) => [
        name,
        sensitivity === null ? notKnown(promptReasons.noItem) : comparedValue(sensitivity.spread[name]),
      ]),
    ) as PromptModel["figures"],
    beyondChance: sensitivity?.beyondChance ?? null,
    best: sensitivity === null ? [] : at(sensitivity.spread.max.value),
    worst: sensitivity === null ? [] : at(sensitivity.spread.min.value),
  };
}

function comparedValue({ value, interval }: SensitivityEstimate): ComparedValue {
  return { value, low: interval?.low ?? null, high: interval?.high ?? null };
}
