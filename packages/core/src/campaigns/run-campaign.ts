import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError, writeError } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";
import { executeMerge } from "../merges/execute-merge.ts";
import { planMerge } from "../merges/merge-plan.ts";
import { amendMerge, mergeFileNames, readMergeRecord } from "../merges/merge-record.ts";
import { parseRecipe } from "../merges/recipe.ts";
import { searchRecordName, searchRecordText } from "../merges/search-record.ts";
import { acquireRunLock } from "../runs/run-lock.ts";
import { createCampaignJudge } from "./campaign-judge.ts";
import { evaluationIdentity, hashInputs } from "./evaluation-identity.ts";
import { type CachedJudge, createCachedJudge } from "./evaluation-journal.ts";
import { type HiMergingResult, searchHiMerging } from "./hi-merging.ts";
import { hiMergingRecord } from "./hi-merging-record.ts";
import type { MergeJudge } from "./merge-judge.ts";
import { mergeRecipeText } from "./merge-recipe-text.ts";
import type { HiMergingCampaign } from "./plan-campaign.ts";
import { testedRecipes } from "./tested-recipes.ts";
import type { WeightsRecipe } from "./weights-recipe.ts";
import type { OverwriteCounts } from "./working-copy.ts";

/** How far a search is. */
export interface CampaignProgress {
  readonly phase: "hashing" | "searching" | "testing" | "merging";
  /** Evaluations that were made now, and that were known from before. */
  readonly made: number;
  readonly known: number;
  readonly overwriting: OverwriteCounts;
}

/** How a search is carried out. */
export interface RunCampaignOptions {
  /** Folder of the merged model; must not exist, or be empty. */
  readonly out: string;
  /** Of the merge at the end. */
  readonly threads: number;
  readonly threadBytes: number;
  readonly maxShardBytes?: number;
  readonly onProgress?: (progress: CampaignProgress) => void;
}

/** Mean scores of one model on the test items of each task. */
export interface CampaignTest {
  readonly name: string;
  readonly scores: readonly number[];
}

/** What a search came to. */
export interface HiMergingOutcome {
  readonly found: HiMergingResult;
  /** Base, specialists, first round, merge. */
  readonly tests: readonly CampaignTest[];
  readonly evaluations: { readonly made: number; readonly known: number };
  readonly overwriting: OverwriteCounts;
}

/** Files that a search leaves beside the merged model. */
export const campaignFileNames = {
  /** Every evaluation, a line each. */
  evaluations: "evaluations.jsonl",
  /** The file the search was started with. */
  file: "hi-merging.yaml",
  /** Mean scores on test items. */
  tests: "test-scores.json",
} as const;

/** A line an evaluation, some bytes an item: a search of thousands of evaluations stays far below. */
const evaluationBytes = 1 << 29;

/** Where a search works until its model is whole: beside the result. */
export function campaignFolder(out: string): string {
  const path = resolve(out);
  return join(dirname(path), `${basename(path)}.hi-merging`);
}

/**
 * Search, examine on test items and merge. What was examined is kept in `<out>.hi-merging`, so that the same call goes on
 * after a break; when all is done the merged model has its place, with the search's record and evaluations beside it.
 *
 * Throws MODEL_OUTPUT_EXISTS, RUN_LOCKED when another process works at it, MERGE_RESUME_MISMATCH when evaluations of other
 * models or exams lie there, the signal's reason, and what judging and merging throw.
 */
export async function runHiMergingCampaign(
  campaign: HiMergingCampaign,
  options: RunCampaignOptions,
): Promise<HiMergingOutcome> {
  const out = resolve(options.out);
  if (existsSync(out) && readdirSync(out).length > 0) {
    throw new UsageError("MODEL_OUTPUT_EXISTS", "is there already", { place: { file: out } });
  }
  const folder = campaignFolder(out);
  onDisk(folder, () => mkdirSync(folder, { recursive: true }));
  const lock = acquireRunLock(join(folder, "lock"), folder);
  try {
    const outcome = await work(campaign, folder, options);
    place(join(folder, "merged"), out);
    lock.release();
    onDisk(folder, () => rmSync(folder, { recursive: true, force: true }));
    return outcome;
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function work(
  campaign: HiMergingCampaign,
  folder: string,
  options: RunCampaignOptions,
): Promise<HiMergingOutcome> {
  const { file, models, tasks, layout, identity, signal } = campaign;
  const none: OverwriteCounts = { models: 0, writtenBytes: 0, wholeBytes: 0 };
  options.onProgress?.({ phase: "hashing", made: 0, known: 0, overwriting: none });
  const hashes = await hashInputs(layout.plan.inputs, { cache: join(folder, "inputs.json"), signal });
  await using own = createCampaignJudge({ ...campaign, folder });
  const evaluations = join(folder, campaignFileNames.evaluations);
  const cached = createCachedJudge(own.judge, tasks, {
    campaign: evaluationIdentity({
      ...{ inputs: layout.plan.inputs.map(({ path }) => hashes.get(path) ?? ""), groups: models.groups },
      ...identity,
    }),
    file: evaluations,
  });
  const tell = (phase: CampaignProgress["phase"]): void =>
    options.onProgress?.({ phase, ...cached.counts(), overwriting: own.counts() });
  const judge = telling(cached, tell);
  const found = await searchHiMerging(judge("searching"), tasks, models.groups.length, file.settings);
  const tests = await examineTests(judge("testing"), campaign, found);
  const record = hiMergingRecord(found, {
    ...{ base: models.base, models: models.models, tasks, layers: models.groups.map(({ name }) => name) },
    ...{ settings: file.settings, level: 0.95, evaluations: cached.counts() },
  });
  const counts = { evaluations: cached.counts(), overwriting: own.counts() };
  tell("merging");
  // Every evaluation is in its file: the copy is not needed any more, and its room on the disk may be.
  await own[Symbol.asyncDispose]();
  own.discard();
  await mergeResult(campaign, found.final, join(folder, "merged"), options);
  // Entered into the merge's record, so that verifying the folder looks at what the search left, too.
  amendMerge(
    join(folder, "merged"),
    new Map([
      [searchRecordName, searchRecordText(record)],
      [campaignFileNames.file, file.text],
      [campaignFileNames.tests, testsText(campaign, tests)],
      [campaignFileNames.evaluations, readWhole(evaluations, evaluationBytes)],
    ]),
  );
  return { found, tests, ...counts };
}

/** A judge that says after each evaluation how far the search is. */
function telling(
  { judge }: CachedJudge,
  tell: (phase: CampaignProgress["phase"]) => void,
): (phase: CampaignProgress["phase"]) => MergeJudge {
  return (phase) => async (recipe, task, split, items) => {
    const scores = await judge(recipe, task, split, ...(items === undefined ? [] : [items]));
    tell(phase);
    return scores;
  };
}

async function examineTests(
  judge: MergeJudge,
  { tasks }: HiMergingCampaign,
  found: HiMergingResult,
): Promise<CampaignTest[]> {
  return await Promise.all(
    testedRecipes(tasks, found).map(async ({ name, recipe }) => {
      const ofTasks = await Promise.all(tasks.map((_task, task) => judge(recipe, task, "test")));
      return { name, scores: ofTasks.map((scores) => scores.reduce((sum, score) => sum + score, 0) / scores.length) };
    }),
  );
}

function testsText({ tasks }: HiMergingCampaign, tests: readonly CampaignTest[]): string {
  const listed = tasks.map(({ name, items }) => ({ name, testItems: items.test.length }));
  return `${JSON.stringify({ format: 1, tasks: listed, models: tests }, null, 2)}\n`;
}

/** The result by the ordinary executor, from its recipe; one that is whole already is left. */
async function mergeResult(
  { file, models, hubFolder }: HiMergingCampaign,
  final: WeightsRecipe,
  out: string,
  { threads, threadBytes, maxShardBytes }: RunCampaignOptions,
): Promise<void> {
  const text = mergeRecipeText(final, models);
  const record = join(out, mergeFileNames.record);
  if (existsSync(record) && readMergeRecord(record).recipe === text) {
    return;
  }
  onDisk(out, () => rmSync(out, { recursive: true, force: true }));
  const plan = await planMerge(parseRecipe(text, join(file.folder, mergeFileNames.recipe)), {
    ...{ seed: 0, threadBytes, folder: file.folder, hubFolder },
    ...(maxShardBytes === undefined ? {} : { maxShardBytes }),
  });
  await executeMerge(plan, { out, threads, threadBytes });
}

function place(merged: string, out: string): void {
  onDisk(out, () => {
    if (existsSync(out)) {
      rmdirSync(out);
    }
    renameSync(merged, out);
  });
}

function onDisk<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw writeError(file, cause);
  }
}
