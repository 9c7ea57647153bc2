import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { executeMerge } from "../merges/execute-merge.ts";
import { planMerge } from "../merges/merge-plan.ts";
import { parseRecipe } from "../merges/recipe.ts";
import { parseStudy } from "../runs/read-study.ts";
import type { RunSurroundings } from "../runs/run-record.ts";
import { planConversion, writeConversion } from "../weights/convert-model.ts";
import { readModelJsonObject } from "../weights/model-json.ts";
import { modelLimits } from "../weights/model-limits.ts";
import { examineStudy, itemsAt } from "./examine-study.ts";
import { createInPlaceJudge, type InPlaceJudge } from "./in-place-judge.ts";
import type { ExamSplit, MergeJudge, MergeTask } from "./merge-judge.ts";
import type { LayerGroup } from "./merge-recipe-text.ts";

/** What merged models are made of and how they are examined. */
export interface StudyJudgeOptions {
  /** Folders of safetensors models. */
  readonly base: string;
  readonly models: readonly string[];
  readonly groups: readonly LayerGroup[];
  readonly tasks: readonly MergeTask[];
  /**
   * The study of a task without `models`: YAML with paths that are absolute, an exam that has splits, no `filters`, and
   * one way of asking.
   */
  studyText(task: number): string;
  /** Settings of the backend `local`, as YAML's flow map would have them. */
  readonly local: Readonly<Record<string, unknown>>;
  /**
   * Whether the models' chat template is used. Without it a model goes on from the prompt as from any text, as base
   * models were trained to.
   */
  readonly chatTemplate: "keep" | "drop";
  /** Folder to work in: for the one model that becomes each of those that are examined. */
  readonly folder: string;
  readonly surroundings: RunSurroundings;
  readonly signal: AbortSignal;
}

/**
 * A judge that examines by ordinary studies: one GGUF file becomes the model of each recipe, of which only the layers that
 * differ are overwritten, and is put to the exam in this process. See `createInPlaceJudge`.
 *
 * Throws what merging, converting and running throw, and MERGE_SCORES_INVALID when a run was broken off or an item of the
 * task has no score.
 */
export function createStudyJudge(options: StudyJudgeOptions): MergeJudge & Disposable & Pick<InPlaceJudge, "counts"> {
  const models = options.models.map((model) => resolve(model));
  const { judge, counts, discard } = createInPlaceJudge(
    { ...options, base: resolve(options.base), models, gguf: "F32" },
    {
      folder: options.folder,
      signal: options.signal,
      examine: ({ gguf }, { task, split, items }) => examineModel(gguf ?? "", task, split, options, items),
    },
  );
  return Object.assign(judge, { counts, [Symbol.dispose]: discard });
}

const threadBytes = 256e6;

/** Merge by a recipe's text into a GGUF file that replaces the one of that name. */
export async function makeModel(
  recipeText: string,
  gguf: string,
  { folder, chatTemplate }: Pick<StudyJudgeOptions, "folder" | "chatTemplate">,
  seed = 0,
): Promise<void> {
  const merged = join(resolve(folder), "merged");
  rmSync(merged, { recursive: true, force: true });
  rmSync(gguf, { force: true });
  mkdirSync(resolve(folder), { recursive: true });
  const recipe = parseRecipe(recipeText, join(resolve(folder), "recipe.yaml"));
  const plan = await planMerge(recipe, { seed, threadBytes, folder: resolve(folder) });
  await executeMerge(plan, { out: merged, threads: 0, threadBytes });
  if (chatTemplate === "drop") {
    dropTemplate(merged);
  }
  await writeConversion(planConversion(merged, "F32"), gguf);
  rmSync(merged, { recursive: true, force: true });
}

function dropTemplate(folder: string): void {
  const file = join(folder, "tokenizer_config.json");
  if (existsSync(file)) {
    const { chat_template: _dropped, ...rest } = readModelJsonObject(file, modelLimits.configBytes);
    writeFileSync(file, JSON.stringify(rest));
  }
  rmSync(join(folder, "chat_template.jinja"), { force: true });
}

/**
 * Put a GGUF file to a task's split by an ordinary study: a score for each item, or for those whose places are given.
 * Throws as `createStudyJudge` says.
 */
export async function examineModel(
  gguf: string,
  task: number,
  split: ExamSplit,
  { folder, tasks, studyText, local, surroundings, signal }: StudyJudgeOptions,
  places?: readonly number[],
): Promise<readonly number[]> {
  const model = JSON.stringify({ ...local, id: "merged", backend: "local", model: gguf, trial: false });
  const text = `${studyText(task).trimEnd()}\nfilters: { split: ${split} }\nmodels: [${model}]\n`;
  const study = await parseStudy(text, join(resolve(folder), "study.yaml"));
  const { name, items } = tasks[task] ?? { name: "", items: { validation: [], test: [] } };
  const out = join(resolve(folder), "run");
  const wanted = itemsAt(items[split], places);
  return await examineStudy(study, { items: wanted, what: `${name}, ${split}`, out, surroundings, signal });
}
