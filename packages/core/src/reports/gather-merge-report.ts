import { vivaVersion } from "../base/version.ts";
import { type CompareRunsOptions, compareRuns, type RunsComparison } from "../comparisons/compare-runs.ts";
import { measureTaskVectors } from "../merges/measure-task-vectors.ts";
import type { MergeRecord } from "../merges/merge-record.ts";
import { absentInputs, recordOfMerge, reopenMerge } from "../merges/reopen-merge.ts";
import { readSearchRecord, type SearchRecord } from "../merges/search-record.ts";
import { type MergeGeometry, taskVectorGeometry } from "../merges/task-vector-geometry.ts";
import { type MergeVerification, verifyMerge } from "../merges/verify-merge.ts";
import type { MergeMethod } from "../merging/define.ts";
import { openModelFolder } from "../weights/model-folder.ts";

/** What a report of a merge is told beside the folder. */
export interface MergeReportOptions {
  /** Run folders in which base, single models, other merges and this one sat the same exams. */
  readonly runs?: readonly string[];
  /** How they are compared; `reference` names this merge among the runs' models. */
  readonly comparison?: CompareRunsOptions;
  /** Folder of the model that task vectors start from, where the merge has no base. */
  readonly base?: string;
  /** Working memory for reading weights. */
  readonly memoryBytes: number;
  /** A person's own merge methods. */
  readonly methods?: readonly MergeMethod[];
  /** Leave out comparing every hash, which reads all models once more. */
  readonly trusting?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Everything that is told of a merge. */
export interface MergeReport {
  readonly format: 1;
  readonly viva: string;
  readonly folder: string;
  /** What it was made from and how; the hashes of its tensors are in merge.json. */
  readonly record: Omit<MergeRecord, "tensors" | "files"> & { readonly tensors: number; readonly files: number };
  /** Null where it was not asked for. */
  readonly verification: MergeVerification | null;
  /** Null where inputs are gone: `absentInputs` names them. */
  readonly geometry: MergeGeometry | null;
  readonly absentInputs: readonly string[];
  /** The search that found the recipe, where there was one. */
  readonly search: SearchRecord | null;
  /** Null without runs. */
  readonly comparison: RunsComparison | null;
}

/**
 * Gather what there is to say of a merged model: its record and whether it still holds, lengths and angles of the task
 * vectors, the search behind it, and how it compares with the models of runs.
 *
 * Throws MODEL_NOT_FOUND for a folder without a record, what `measureTaskVectors`, `readSearchRecord` and `compareRuns` throw.
 */
export async function gatherMergeReport(folder: string, options: MergeReportOptions): Promise<MergeReport> {
  const { tensors, files, ...record } = recordOfMerge(folder);
  const search = readSearchRecord(folder);
  const { runs = [] } = options;
  // What is quickly refused comes before what takes long.
  const comparison = runs.length === 0 ? null : await compareRuns(runs, options.comparison ?? {});
  const absent = absentInputs({ ...record, tensors, files });
  const geometry = absent.length > 0 ? null : await geometryOf(folder, options);
  return {
    ...{ format: 1, viva: vivaVersion, folder },
    record: { ...record, tensors: Object.keys(tensors).length, files: Object.keys(files).length },
    verification: options.trusting === true ? null : verifyMerge(folder),
    ...{ geometry, absentInputs: absent, search, comparison },
  };
}

async function geometryOf(
  folder: string,
  { base, memoryBytes, methods, onProgress }: MergeReportOptions,
): Promise<MergeGeometry> {
  const { plan, model } = await reopenMerge(folder, {
    threadBytes: memoryBytes,
    ...(methods === undefined ? {} : { methods }),
  });
  const { recipe, method, models } = plan;
  const measuredFromBase = plan.tasks.some((task) => task.kind === "merge" && task.base !== null);
  // A method may take a base for a model like any; its task vectors start from it all the same.
  const named = models.find(({ reference, adapter }) => reference.text === recipe.base?.text && adapter === null);
  const given = base === undefined ? (measuredFromBase ? undefined : named?.folder) : openModelFolder(base);
  const measured = measureTaskVectors({ tasks: plan.tasks, models, recipe, method }, model, {
    memoryBytes,
    ...(given === undefined ? {} : { base: given }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const start = measuredFromBase
    ? (recipe.base?.text ?? null)
    : (base ?? (given === undefined ? null : named?.reference.text));
  return taskVectorGeometry(measured, {
    base: start ?? null,
    models: models.map(({ reference }) => reference.text),
    stack: models[0]?.stack?.before ?? null,
  });
}
