import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { DataError, messageOf, UsageError } from "../base/errors.ts";
import type { Dtype } from "./dtypes.ts";
import { shortened } from "./header-scanner.ts";
import { readSafetensorsHeader } from "./safetensors-header.ts";
import { modelFileNames, readShardIndex } from "./shard-index.ts";

/** A tensor of a model: what it is and where its bytes lie. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: Dtype;
  /** Sizes of its dimensions, outermost first; empty for a scalar. */
  readonly shape: readonly number[];
  /** Absolute path of the file. */
  readonly file: string;
  /** First byte, from the file's first. */
  readonly offset: number;
  readonly sizeBytes: number;
}

/** One file of weights. */
export interface WeightFile {
  /** Absolute. */
  readonly path: string;
  readonly metadata: ReadonlyMap<string, string>;
}

/** A model as Hugging Face keeps it, its tensors listed and none of them read. */
export interface ModelFolder {
  /** The folder, absolute. */
  readonly path: string;
  /** By name, in order of file and place. */
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  readonly files: readonly WeightFile[];
  /** Absolute path of config.json, or undefined. */
  readonly configFile: string | undefined;
  /** Absolute paths of the files beside it that tell how text becomes tokens and messages a text; those that are there. */
  readonly tokenizerFiles: readonly string[];
}

/** What a tokenizer is kept in, and what goes with it into a model made from this one. */
const tokenizerNames = [
  "tokenizer.json",
  "tokenizer_config.json",
  "special_tokens_map.json",
  "added_tokens.json",
  "tokenizer.model",
  "vocab.json",
  "merges.txt",
  "chat_template.jinja",
  "generation_config.json",
] as const;

/**
 * Open a folder of safetensors files, or a single such file. Only headers are read.
 *
 * Throws MODEL_NOT_FOUND, MODEL_SHARD_MISSING, MODEL_FILE_INVALID (a damaged header; a tensor that stands in two files,
 * or in another than the index says; one that the index lists and no file has) or MODEL_FILE_LIMIT.
 */
export function openModelFolder(path: string): ModelFolder {
  const absolute = resolve(path);
  const isFolder = statOf(absolute).isDirectory();
  const folder = isFolder ? absolute : dirname(absolute);
  const { files, fileOf } = isFolder ? readShardIndex(absolute) : { files: [absolute], fileOf: undefined };
  const tensors = new Map<string, TensorEntry>();
  const weightFiles: WeightFile[] = [];
  for (const file of files) {
    const { tensors: listed, metadata, dataOffset } = readSafetensorsHeader(file);
    weightFiles.push({ path: file, metadata });
    for (const { name, dtype, shape, begin, end } of listed) {
      const other = tensors.get(name);
      if (other !== undefined) {
        throw invalid(file, `tensor "${shortened(name)}" stands in ${basename(other.file)}, too`);
      }
      const said = fileOf?.get(name);
      if (fileOf !== undefined && said !== file) {
        const where = said === undefined ? "does not list it" : `places it in ${basename(said)}`;
        throw invalid(file, `tensor "${shortened(name)}" stands here, ${modelFileNames.index} ${where}`);
      }
      tensors.set(name, { name, dtype, shape, file, offset: dataOffset + begin, sizeBytes: end - begin });
    }
  }
  const absent = [...(fileOf?.keys() ?? [])].find((name) => !tensors.has(name));
  if (absent !== undefined) {
    throw invalid(
      fileOf?.get(absent) ?? folder,
      `tensor "${shortened(absent)}" is not in it, as ${modelFileNames.index} says`,
    );
  }
  const beside = (name: string): string | undefined => {
    const file = join(folder, name);
    return existsSync(file) ? file : undefined;
  };
  return {
    path: folder,
    tensors,
    files: weightFiles,
    configFile: beside("config.json"),
    tokenizerFiles: tokenizerNames.map(beside).filter((file) => file !== undefined),
  };
}

/** Throws MODEL_TENSOR_MISSING, naming the tensor and how many there are, when a model has none of that name. */
export function requireTensor(model: ModelFolder, name: string): TensorEntry {
  const entry = model.tensors.get(name);
  if (entry === undefined) {
    throw new DataError("MODEL_TENSOR_MISSING", `none of its ${model.tensors.size} tensors is "${name}"`, {
      place: { file: model.path },
    });
  }
  return entry;
}

function statOf(path: string): ReturnType<typeof statSync> & object {
  try {
    return statSync(path);
  } catch (cause) {
    throw new UsageError("MODEL_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file: path }, cause });
  }
}

function invalid(file: string, message: string): DataError {
  return new DataError("MODEL_FILE_INVALID", message, { place: { file } });
}
