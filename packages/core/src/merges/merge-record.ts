import { basename } from "node:path";
import { z } from "zod";
import { DataError } from "../base/errors.ts";
import { vivaVersion } from "../base/version.ts";
import { readModelJson } from "../weights/model-json.ts";
import type { MergeProgress } from "./merge-journal.ts";
import type { MergePlan } from "./merge-plan.ts";

/** Names of the files that Viva writes beside the weights. */
export const mergeFileNames = { record: "merge.json", recipe: "recipe.yaml", card: "README.md" } as const;

const recordSchema = z.object({
  format: z.literal(1),
  viva: z.string(),
  method: z.string(),
  seed: z.number(),
  /** The YAML as it was written. */
  recipe: z.string(),
  notes: z.array(z.string()),
  inputs: z.array(
    z.object({ model: z.string(), file: z.string(), path: z.string(), sizeBytes: z.number(), sha256: z.string() }),
  ),
  /** SHA-256 of each tensor's bytes. */
  tensors: z.record(z.string(), z.string()),
  /** SHA-256 of the other files of the folder: configuration, tokenizer, model card. */
  files: z.record(z.string(), z.string()),
});

/** What a merged model was made from, and what it is: merge.json in its folder. */
export type MergeRecord = z.infer<typeof recordSchema>;

/** The record of a finished merge. Nothing in it depends on when or with how many threads it was made. */
export function mergeRecord(
  plan: MergePlan,
  { tensors, inputs }: MergeProgress,
  files: ReadonlyMap<string, string>,
): MergeRecord {
  return {
    ...{ format: 1, viva: vivaVersion, method: plan.method.name, seed: plan.seed },
    ...{ recipe: plan.recipe.text, notes: [...plan.notes] },
    inputs: plan.inputs.map(({ path, model, sizeBytes }) => ({
      ...{ model, file: basename(path), path, sizeBytes, sha256: inputs.get(path) ?? "" },
    })),
    tensors: Object.fromEntries(plan.tasks.map(({ name }) => [name, tensors.get(name) ?? ""])),
    files: Object.fromEntries(files),
  };
}

/** Read a record. Throws MERGE_VERIFY_FAILED for one that is none. */
export function readMergeRecord(file: string): MergeRecord {
  const parsed = recordSchema.safeParse(readModelJson(file, 256 * 1024 * 1024));
  if (!parsed.success) {
    throw new DataError("MERGE_VERIFY_FAILED", `is no record of a merge: ${z.prettifyError(parsed.error)}`, {
      place: { file },
    });
  }
  return parsed.data;
}
