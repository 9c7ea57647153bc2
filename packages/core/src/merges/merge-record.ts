import { hash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { BugError, DataError } from "../base/errors.ts";
import { writeWhole } from "../base/lines.ts";
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

/**
 * Write text files into a merged model's folder and enter their hashes into its record, so that `viva merge verify` looks at
 * them, too. Broken off, the same call puts things right.
 *
 * Throws MERGE_VERIFY_FAILED, before anything is written, for a file that was changed since it was recorded; DISK_FULL or
 * FILE_WRITE_FAILED.
 */
export function amendMerge(folder: string, files: ReadonlyMap<string, string>): void {
  const place = join(folder, mergeFileNames.record);
  const record = readMergeRecord(place);
  for (const [name, text] of files) {
    if (name === mergeFileNames.record || basename(name) !== name || Object.hasOwn(record.tensors, name)) {
      throw new BugError("INTERNAL", `"${name}" is no file to be written beside a merged model`);
    }
    const file = join(folder, name);
    const recorded = record.files[name];
    if (recorded === undefined || !existsSync(file)) {
      continue;
    }
    const bytes = readFileSync(file);
    // A call that was broken off had written the same.
    if (hash("sha256", bytes, "hex") !== recorded && bytes.toString("utf8") !== text) {
      throw new DataError("MERGE_VERIFY_FAILED", `${name} was changed since it was recorded`, {
        place: { file },
        remedy: "Put the file back as it was, or remove it: it is written anew.",
      });
    }
  }
  for (const [name, text] of files) {
    writeWhole(join(folder, name), text);
  }
  const hashes = [...files].map(([name, text]) => [name, hash("sha256", text, "hex")] as const);
  const amended: MergeRecord = { ...record, files: { ...record.files, ...Object.fromEntries(hashes) } };
  writeWhole(place, `${JSON.stringify(amended, null, 2)}\n`);
}
