import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DataError } from "../base/errors.ts";
import { executeMerge } from "../merges/execute-merge.ts";
import { planMerge } from "../merges/merge-plan.ts";
import { parseRecipe } from "../merges/recipe.ts";
import { parseStudy } from "../runs/read-study.ts";
import type { RunSurroundings } from "../runs/run-record.ts";
import { runStudy } from "../runs/run-study.ts";
import { planConversion, writeConversion } from "../weights/convert-model.ts";
import { readModelJsonObject } from "../weights/model-json.ts";
import { modelLimits } from "../weights/model-limits.ts";
import type { ExamSplit, MergeJudge, MergeTask } from "./merge-judge.ts";
import { type LayerGroup, mergeRecipeText } from "./merge-recipe-text.ts";
import { recipeHash } from "./weights-recipe.ts";

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
  /** Folder to work in; what is made for an evaluation is removed after it. */
  readonly folder: string;
  readonly surroundings: RunSurroundings;
  readonly signal: AbortSignal;
}

/**
 * A judge that examines by ordinary studies: a recipe is merged, made a GGUF file and put to the exam in this process. A
 * model that is judged on several tasks one after the other is made once. Evaluations are one at a time.
 *
 * Throws what merging, converting and running throw, and MERGE_SCORES_INVALID when a run was broken off or an item of the
 * task has no score.
 */
export function createStudyJudge(options: StudyJudgeOptions): MergeJudge & Disposable {
  const gguf = join(resolve(options.folder), "model.gguf");
  let made = "";
  let queue: Promise<unknown> = Promise.resolve();
  const judge: MergeJudge = (recipe, task, split) => {
    const next = queue.then(async () => {
      const hash = recipeHash(recipe);
      if (made !== hash) {
        made = "";
        const text = mergeRecipeText(recipe, {
          ...{ base: resolve(options.base), models: options.models.map((model) => resolve(model)) },
          groups: options.groups,
        });
        await makeModel(text, gguf, options);
        made = hash;
      }
      return examineModel(gguf, task, split, options);
    });
    queue = next.catch(() => undefined);
    return next;
  };
  return Object.assign(judge, { [Symbol.dispose]: () => rmSync(gguf, { force: true }) });
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

interface ScoreLine {
  readonly itemId: string;
  readonly points: number | null;
  readonly min?: number;
  readonly max?: number;
}

/** Points as a share of what can be earned. */
const shareOf = ({ points, min = 0, max = 1 }: ScoreLine): number =>
  points === null ? Number.NaN : (points - min) / (max - min);

/** Put a GGUF file to a task's split by an ordinary study: a score for each item. Throws as `createStudyJudge` says. */
export async function examineModel(
  gguf: string,
  task: number,
  split: ExamSplit,
  { folder, tasks, studyText, local, surroundings, signal }: StudyJudgeOptions,
): Promise<readonly number[]> {
  const out = join(resolve(folder), "run");
  rmSync(out, { recursive: true, force: true });
  const model = JSON.stringify({ ...local, id: "merged", backend: "local", model: gguf, trial: false });
  const text = `${studyText(task).trimEnd()}\nfilters: { split: ${split} }\nmodels: [${model}]\n`;
  const study = await parseStudy(text, join(resolve(folder), "study.yaml"));
  const { status } = await runStudy(study, out, { surroundings, signal });
  signal.throwIfAborted();
  const { name, items } = tasks[task] ?? { name: "", items: { validation: [], test: [] } };
  if (status !== "complete") {
    throw new DataError("MERGE_SCORES_INVALID", `${name}, ${split}: the run ended ${status}`, { place: { file: out } });
  }
  const scores = new Map<string, number>();
  for (const text of readFileSync(join(out, "scores.jsonl"), "utf8").trimEnd().split("\n")) {
    const line = JSON.parse(text) as ScoreLine;
    // The first scorer is the headline.
    scores.set(line.itemId, scores.get(line.itemId) ?? shareOf(line));
  }
  const listed = items[split].map(({ id }) => scores.get(id) ?? Number.NaN);
  rmSync(out, { recursive: true, force: true });
  return listed;
}
