import { createHash, hash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { openModelFolder } from "../weights/model-folder.ts";
import { createTensorReader } from "../weights/tensor-view.ts";
import { hashOfFile } from "./merge-context.ts";
import { type MergeRecord, mergeFileNames } from "./merge-record.ts";
import { hasCardReport } from "./model-card.ts";
import { recordOfMerge } from "./reopen-merge.ts";

/** What looking at a merged model found. */
export interface MergeVerification {
  readonly method: string;
  readonly tensors: number;
  /** Inputs whose hash was compared. */
  readonly inputsCompared: number;
  /** Inputs that are not where they were. */
  readonly inputsAbsent: readonly string[];
  /** Everything that is not as the record says, one sentence each; empty when all is well. */
  readonly problems: readonly string[];
}

const chunkBytes = 1 << 21;

/**
 * Compare a merged model with its record: every tensor, every other file, what recipe and card say
 * of it, and every input that is still in its place.
 * Throws MODEL_NOT_FOUND for a folder without a record, and what opening the model throws.
 */
export function verifyMerge(folder: string): MergeVerification {
  const record = recordOfMerge(folder);
  const model = openModelFolder(folder);
  const problems: string[] = [];
  using reader = createTensorReader();
  for (const [name, wanted] of Object.entries(record.tensors)) {
    const entry = model.tensors.get(name);
    if (entry === undefined) {
      problems.push(`tensor "${name}" is not there`);
      continue;
    }
    const digest = createHash("sha256");
    for (const { bytes } of reader.chunks(entry, chunkBytes)) {
      digest.update(bytes);
    }
    if (digest.digest("hex") !== wanted) {
      problems.push(`tensor "${name}" is not what was written`);
    }
  }
  problems.push(
    ...[...model.tensors.keys()]
      .filter((name) => !Object.hasOwn(record.tensors, name))
      .map((name) => `tensor "${name}" is none of the merge's`),
  );
  for (const [name, wanted] of Object.entries(record.files)) {
    const path = join(folder, name);
    if (!existsSync(path)) {
      problems.push(`${name} is not there`);
    } else if (hash("sha256", readFileSync(path), "hex") !== wanted) {
      problems.push(`${name} was changed`);
    }
  }
  problems.push(...provenanceProblems(folder, record));
  const absent: string[] = [];
  let compared = 0;
  for (const { path, sizeBytes, sha256 } of record.inputs) {
    if (!isAbsolute(path) || !existsSync(path)) {
      absent.push(path);
      continue;
    }
    compared += 1;
    if (statSync(path).size !== sizeBytes || hashOfFile(path) !== sha256) {
      problems.push(`input ${path} is not the file the model was made from`);
    }
  }
  return {
    ...{ method: record.method, tensors: Object.keys(record.tensors).length },
    ...{ inputsCompared: compared, inputsAbsent: absent, problems },
  };
}

/** Where recipe and card tell of another merge than the record does. */
function provenanceProblems(folder: string, record: MergeRecord): string[] {
  const textOf = (name: string): string | null => {
    const path = join(folder, name);
    return existsSync(path) ? readFileSync(path, "utf8") : null;
  };
  const recipe = textOf(mergeFileNames.recipe);
  const card = textOf(mergeFileNames.card);
  return [
    ...(recipe === null || recipe === record.recipe
      ? []
      : [`${mergeFileNames.recipe} is not the recipe in ${mergeFileNames.record}`]),
    ...(card === null || !hasCardReport(card)
      ? []
      : record.inputs
          .filter(({ sha256 }) => !card.includes(sha256))
          .map(({ path }) => `${mergeFileNames.card} does not name input ${path} with its hash`)),
  ];
}
