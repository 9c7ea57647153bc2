import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type MergeModel, openMergeModel } from "../merges/merge-model.ts";
import { type ModelPath, parseModelReference } from "../merges/model-reference.ts";
import type { AnyPlugin } from "../runs/plugins.ts";
import type { RunSurroundings } from "../runs/run-record.ts";
import { modelToCheck } from "./campaign-judge.ts";
import { searchHiMerging } from "./hi-merging.ts";
import type { HiMergingFile } from "./hi-merging-file.ts";
import { type HiMergingPlan, planHiMerging } from "./hi-merging-plan.ts";
import { modelGroups } from "./layer-groups.ts";
import { type MergeJudge, type MergeTask, requireHeldOut } from "./merge-judge.ts";
import { createNearestFirst } from "./nearest-first.ts";
import { readTaskStudy, taskItems, taskStudyIdentity } from "./task-study.ts";
import { testedRecipes } from "./tested-recipes.ts";
import { baseRecipe, type WeightsRecipe } from "./weights-recipe.ts";
import { groupsThatDiffer } from "./working-copy.ts";
import { layOutWorkingCopy, type WorkingLayout, type WorkingModels } from "./working-layout.ts";

/** What a search may use from outside. */
export interface CampaignSurroundings {
  /** Plugins from the person's own files. */
  readonly plugins: readonly AnyPlugin[];
  readonly surroundings: RunSurroundings;
  readonly signal: AbortSignal;
  /** Where the Hub's client keeps what it fetched. */
  readonly hubFolder?: string | undefined;
}

/** All that is known of a search before a model is merged. */
export interface HiMergingCampaign extends CampaignSurroundings {
  readonly file: HiMergingFile;
  readonly models: WorkingModels;
  readonly tasks: readonly MergeTask[];
  readonly layout: WorkingLayout;
  /** At most. Bytes as if every model were written whole. */
  readonly search: HiMergingPlan;
  /** Bytes that overwriting what differs comes to, where no layer is found to conflict. */
  readonly overwrittenBytes: number;
  /** Evaluations on test items at the end: base, specialists, first round and merge, each on every task. */
  readonly testEvaluations: number;
  /** What evaluations depend on beside models and recipe. */
  readonly identity: { readonly judge: unknown; readonly studies: readonly unknown[] };
}

/**
 * Read models, studies and exams of a search and count what it takes. Nothing is written and no model is asked.
 *
 * Throws what reading studies, exams and models throws, MERGE_RECIPE_INVALID, and MERGE_TUNED_ON_TEST where an item that
 * would be tuned on stands in the test of any task.
 */
export async function planHiMergingCampaign(
  file: HiMergingFile,
  outside: CampaignSurroundings,
): Promise<HiMergingCampaign> {
  const { plugins, surroundings, signal, hubFolder } = outside;
  const places = { folder: file.folder, hubFolder };
  const base = absoluteModel(file.base, file.folder);
  const opened: MergeModel = openMergeModel(parseModelReference(base), places);
  const models: WorkingModels = {
    ...{ base, models: file.tasks.map(({ model }) => absoluteModel(model, file.folder)) },
    ...{ groups: modelGroups(opened), chatTemplate: file.judge.chatTemplate, hubFolder },
    gguf: file.judge.use === "local" ? file.judge.gguf : null,
  };
  const layout = await layOutWorkingCopy(models, file.folder);
  const tasks: MergeTask[] = [];
  const studies: unknown[] = [];
  let judge: unknown = null;
  for (const task of file.tasks) {
    const read = async (split: "validation" | "test") => {
      const study = await readTaskStudy(task[split], task.name, modelToCheck(file), plugins);
      await study.paths.fetchReferences(surroundings.environment, signal);
      judge = { ...judgeIdentity(file), parameters: study.models[0]?.configured.parameters };
      return { items: await taskItems(study), identity: await taskStudyIdentity(study) };
    };
    const [validation, test] = [await read("validation"), await read("test")];
    tasks.push({ name: task.name, items: { validation: validation.items, test: test.items } });
    studies.push([task.name, validation.identity, test.identity]);
  }
  requireHeldOut(tasks);
  const shape = { models: tasks.length, layers: models.groups.length };
  const search = planHiMerging(file.settings, { ...shape, modelBytes: layout.modelBytes });
  return {
    ...outside,
    ...{ file, models, tasks, layout, search, identity: { judge, studies } },
    overwrittenBytes: await bytesOverwritten(file, tasks, layout, models),
    testEvaluations: tasks.length * (tasks.length + 3),
  };
}

/** What of a judge decides scores beside the settings of the backend that asks. */
function judgeIdentity({ judge }: HiMergingFile): object {
  const { use, chatTemplate } = judge;
  return judge.use === "local"
    ? { use, chatTemplate, gguf: judge.gguf }
    : { use, chatTemplate, command: judge.command, path: judge.path };
}

/** A model's name with paths that exist beside the file made absolute; names on the Hub stay as they are. */
function absoluteModel(text: string, folder: string): string {
  const { adapter, ...model } = parseModelReference(text);
  const part = ({ path, revision }: ModelPath): string => {
    const local = resolve(folder, path);
    const name = revision === null && existsSync(local) ? local : path;
    return revision === null ? name : `${name}@${revision}`;
  };
  return adapter === null ? part(model) : `${part(model)}+${part(adapter)}`;
}

/**
 * Go through a search with a judge that finds all models alike, and count what becoming each of them overwrites. Of what it
 * asks for at once the nearest goes first, as it does when models are examined.
 */
async function bytesOverwritten(
  { settings }: HiMergingFile,
  tasks: readonly MergeTask[],
  { groupOf, bytesOf, modelBytes }: WorkingLayout,
  { models, groups }: WorkingModels,
): Promise<number> {
  const groupBytes = groups.map((_, group) =>
    bytesOf.reduce((sum, bytes, at) => sum + (groupOf[at] === group ? bytes : 0), 0),
  );
  let current: WeightsRecipe = baseRecipe(models.length, groups.length);
  const bytesTo = (recipe: WeightsRecipe): number =>
    [...groupsThatDiffer(current, recipe)].reduce((sum, group) => sum + (groupBytes[group] ?? 0), 0);
  // The first model is written whole.
  let written = modelBytes;
  const serve = createNearestFirst<{ recipe: WeightsRecipe; items: number }, readonly number[]>(
    ({ recipe }) => bytesTo(recipe),
    async ({ recipe, items }) => {
      written += bytesTo(recipe);
      current = recipe;
      return Array.from({ length: items }, () => 0);
    },
  );
  const judge: MergeJudge = (recipe, task, split, items) =>
    serve({ recipe, items: items?.length ?? tasks[task]?.items[split].length ?? 0 });
  const found = await searchHiMerging(judge, tasks, groups.length, settings);
  const tested = testedRecipes(tasks, found);
  await Promise.all(tested.flatMap(({ recipe }) => tasks.map((_, task) => judge(recipe, task, "test"))));
  return written;
}
