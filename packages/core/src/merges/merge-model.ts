import { existsSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { DataError, UsageError } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";
import { type ModelFolder, openModelFolder } from "../weights/model-folder.ts";
import { isJsonObject, readModelJsonObject } from "../weights/model-json.ts";
import { modelLimits } from "../weights/model-limits.ts";
import { type LoraAdapter, openLoraAdapter } from "./lora-adapter.ts";
import type { ModelPath, ModelReference } from "./model-reference.ts";
import { type LayerStack, mainStack } from "./tensor-layers.ts";

/** A model of a recipe, opened: its tensors are listed, none is read. */
export interface MergeModel {
  readonly reference: ModelReference;
  readonly folder: ModelFolder;
  readonly config: Readonly<Record<string, unknown>>;
  readonly stack: LayerStack | null;
  /** Whether the output layer is the embedding. */
  readonly tied: boolean;
  readonly adapter: LoraAdapter | null;
}

/** Where models are looked for. */
export interface ModelPlaces {
  /** Folder against which relative paths are resolved. */
  readonly folder: string;
  /** Folder in which the Hugging Face Hub's client keeps what it fetched; undefined: there is none. */
  readonly hubFolder?: string | undefined;
}

/**
 * Open a model of a recipe: a folder, or one that was fetched from the Hub before. Nothing is fetched.
 *
 * Throws MODEL_NOT_FOUND, what `openModelFolder` and `openLoraAdapter` throw, and MODEL_DTYPE_UNSUPPORTED for a
 * quantised model.
 */
export function openMergeModel(reference: ModelReference, places: ModelPlaces): MergeModel {
  const folder = openModelFolder(locateModel(reference, places));
  const config = folder.configFile === undefined ? {} : readModelJsonObject(folder.configFile, modelLimits.configBytes);
  const quantised = config["quantization_config"];
  if (quantised !== undefined && quantised !== null) {
    const method = isJsonObject(quantised) ? String(quantised["quant_method"] ?? "an unnamed method") : "some method";
    throw new DataError(
      "MODEL_DTYPE_UNSUPPORTED",
      `the model is quantised (${method}): its codes are numbers only together with their scales, and means of codes are no means of weights`,
      { place: { file: folder.configFile ?? folder.path } },
    );
  }
  const adapter = reference.adapter === null ? null : openLoraAdapter(locateModel(reference.adapter, places));
  const orphan = [...(adapter?.pairs.keys() ?? [])].find((name) => !folder.tensors.has(name));
  if (orphan !== undefined) {
    throw new DataError("MERGE_ADAPTER_INVALID", `adds to "${orphan}", which ${reference.path} has not`, {
      place: { file: adapter?.configFile ?? "" },
    });
  }
  return {
    ...{ reference, folder, config, adapter },
    stack: mainStack(folder.tensors.keys(), layersOf(config)),
    tied: config["tie_word_embeddings"] === true,
  };
}

/** `num_hidden_layers` of a configuration, its own or its text part's. */
export function layersOf(config: Readonly<Record<string, unknown>>): number | undefined {
  const text = config["text_config"];
  const value = config["num_hidden_layers"] ?? (isJsonObject(text) ? text["num_hidden_layers"] : undefined);
  return typeof value === "number" ? value : undefined;
}

/** Absolute path of a model: a path that exists, else its snapshot in the Hub's folder. Throws MODEL_NOT_FOUND. */
export function locateModel({ path, revision }: ModelPath, { folder, hubFolder }: ModelPlaces): string {
  const local = isAbsolute(path) ? path : resolve(folder, path);
  if (revision === null && existsSync(local)) {
    return local;
  }
  const [owner, name, ...more] = path.split("/");
  if (hubFolder !== undefined && owner !== undefined && name !== undefined && more.length === 0) {
    const repository = join(hubFolder, `models--${owner}--${name}`);
    const snapshot = join(repository, "snapshots", commitOf(repository, revision ?? "main"));
    if (existsSync(snapshot)) {
      return snapshot;
    }
  }
  const fetch = `hf download ${path}${revision === null ? "" : ` --revision ${revision}`}`;
  throw new UsageError(
    "MODEL_NOT_FOUND",
    `no folder "${local}"${revision === null ? "" : `, and a revision is looked for on the Hub only`}, nor was ${path} fetched`,
    { remedy: `Check the path; a model of the Hugging Face Hub must be fetched before: ${fetch}` },
  );
}

/** The commit a branch or tag points to in a fetched repository; anything else is taken for a commit. */
function commitOf(repository: string, revision: string): string {
  const file = join(repository, "refs", ...revision.split("/"));
  return existsSync(file) ? readWhole(file).trim() : revision;
}
