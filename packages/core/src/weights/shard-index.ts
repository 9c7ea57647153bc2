import { existsSync } from "node:fs";
import { join } from "node:path";
import { DataError, UsageError } from "../base/errors.ts";
import { shortened } from "./header-scanner.ts";
import { isJsonObject, readModelJsonObject } from "./model-json.ts";
import { modelLimits } from "./model-limits.ts";

/** Which files a model's tensors lie in. */
export interface ShardIndex {
  /** Absolute, in code-point order of their names; all of them are there. */
  readonly files: readonly string[];
  /** Tensor → file, absolute, as the index says; undefined for a model of one file, which needs none. */
  readonly fileOf: ReadonlyMap<string, string> | undefined;
}

/** Names that Hugging Face gives to a model's files. */
export const modelFileNames = { single: "model.safetensors", index: "model.safetensors.index.json" } as const;

/** A name without a folder: nothing an index says may lead out of its own. */
const plainName = /^(?!\.{1,2}$)[^/\\:\u0000-\u001f]{1,255}$/u;

/**
 * The files of a model folder: `model.safetensors`, else those of `model.safetensors.index.json`, as transformers looks
 * for them.
 *
 * Throws MODEL_NOT_FOUND when the folder has neither, MODEL_SHARD_MISSING naming every file that is not there, and
 * MODEL_FILE_INVALID or MODEL_FILE_LIMIT for an index that is wrong or names a file outside its folder.
 */
export function readShardIndex(folder: string): ShardIndex {
  const index = join(folder, modelFileNames.index);
  const single = join(folder, modelFileNames.single);
  if (existsSync(single)) {
    return { files: [single], fileOf: undefined };
  }
  if (!existsSync(index)) {
    throw noModel(folder);
  }
  const invalid = (message: string): DataError =>
    new DataError("MODEL_FILE_INVALID", message, { place: { file: index } });
  const { weight_map: map } = readModelJsonObject(index, modelLimits.indexBytes);
  if (!isJsonObject(map)) {
    throw invalid("has no weight_map");
  }
  const fileOf = new Map<string, string>();
  const files = new Map<string, string>();
  for (const [tensor, name] of Object.entries(map)) {
    if (typeof name !== "string" || !plainName.test(name)) {
      throw invalid(
        `tensor "${shortened(tensor)}" is said to lie in ${shortened(JSON.stringify(name))}, which is no name of a file beside the index`,
      );
    }
    const path = files.get(name) ?? join(folder, name);
    files.set(name, path);
    fileOf.set(tensor, path);
    if (files.size > modelLimits.shards) {
      throw new DataError("MODEL_FILE_LIMIT", `names more than ${modelLimits.shards} files`, {
        place: { file: index },
      });
    }
  }
  const missing = [...files].filter(([, path]) => !existsSync(path)).map(([name]) => name);
  if (missing.length > 0) {
    const shown =
      missing.length > 5 ? `${missing.slice(0, 5).join(", ")} and ${missing.length - 5} more` : missing.join(", ");
    throw new DataError("MODEL_SHARD_MISSING", `${missing.length} of ${files.size} files are not there: ${shown}`, {
      place: { file: index },
    });
  }
  return { files: [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path), fileOf };
}

function noModel(folder: string): UsageError {
  const pickled = ["pytorch_model.bin", "pytorch_model.bin.index.json"].find((name) => existsSync(join(folder, name)));
  return pickled === undefined
    ? new UsageError("MODEL_NOT_FOUND", `has no ${modelFileNames.single} and no ${modelFileNames.index}`, {
        place: { file: folder },
      })
    : new UsageError("MODEL_NOT_FOUND", `has ${pickled} but no safetensors files`, {
        place: { file: folder },
        remedy: "Pickled weights can run any code and are not read. Save the model again with safe_serialization=True.",
      });
}
