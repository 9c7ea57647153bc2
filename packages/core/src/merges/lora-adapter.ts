import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { DataError } from "../base/errors.ts";
import { requireFloat } from "../weights/dtypes.ts";
import { type ModelFolder, openModelFolder, type TensorEntry } from "../weights/model-folder.ts";
import { readModelJson } from "../weights/model-json.ts";
import { modelLimits } from "../weights/model-limits.ts";
import type { AdaptedSource, StoredSource } from "./tensor-task.ts";

/** A LoRA adapter: what it adds to which tensor of its model. */
export interface LoraAdapter {
  readonly weights: ModelFolder;
  readonly configFile: string;
  /** By the name of the model's tensor. */
  readonly pairs: ReadonlyMap<string, LoraPair>;
}

/** The two factors of what is added to one tensor. */
export interface LoraPair {
  readonly a: StoredSource;
  readonly b: StoredSource;
  readonly rank: number;
  readonly scale: number;
}

const configSchema = z.object({
  peft_type: z.literal("LORA"),
  r: z.int().positive(),
  lora_alpha: z.number(),
  use_rslora: z.boolean().nullish(),
  use_dora: z.literal(false).nullish(),
  fan_in_fan_out: z.literal(false).nullish(),
  bias: z.literal("none").nullish(),
  lora_bias: z.literal(false).nullish(),
  modules_to_save: z.union([z.null(), z.array(z.string()).max(0)]).optional(),
  trainable_token_indices: z.null().optional(),
  rank_pattern: z.record(z.string(), z.int().positive()).nullish(),
  alpha_pattern: z.record(z.string(), z.number()).nullish(),
  // Initialisations that change the base model's own weights are not among these.
  init_lora_weights: z.union([z.boolean(), z.enum(["gaussian", "orthogonal", "eva"])]).nullish(),
});

const factorName = /^(?:base_model\.model\.)?(.+)\.lora_([AB])(?:\.default)?\.weight$/u;

/**
 * Open an adapter folder as PEFT writes it. Throws MERGE_ADAPTER_INVALID for one of another kind than plain LoRA (DoRA,
 * trained biases, whole modules, embeddings), one factor without the other, or factors whose shapes do not fit.
 */
export function openLoraAdapter(folder: string): LoraAdapter {
  const configFile = join(folder, "adapter_config.json");
  const weightsFile = join(folder, "adapter_model.safetensors");
  for (const file of [configFile, weightsFile]) {
    if (!existsSync(file)) {
      throw invalid(file, "is not there; an adapter is adapter_config.json with adapter_model.safetensors");
    }
  }
  const parsed = configSchema.safeParse(readModelJson(configFile, modelLimits.configBytes));
  if (!parsed.success) {
    throw invalid(configFile, `is not supported: ${z.prettifyError(parsed.error)}`);
  }
  const config = parsed.data;
  const weights = openModelFolder(weightsFile);
  const factors = new Map<string, { A?: TensorEntry; B?: TensorEntry }>();
  for (const entry of weights.tensors.values()) {
    const [, module = "", factor] = factorName.exec(entry.name) ?? [];
    if (factor !== "A" && factor !== "B") {
      throw invalid(weightsFile, `tensor "${entry.name}" is neither lora_A nor lora_B of a linear layer`);
    }
    factors.set(module, { ...factors.get(module), [factor]: entry });
  }
  const pairs = new Map<string, LoraPair>();
  for (const [module, { A, B }] of factors) {
    if (A === undefined || B === undefined) {
      throw invalid(weightsFile, `"${module}" has only lora_${A === undefined ? "B" : "A"}`);
    }
    const rank = patterned(config.rank_pattern, module) ?? config.r;
    const alpha = patterned(config.alpha_pattern, module) ?? config.lora_alpha;
    if (A.shape.length !== 2 || B.shape.length !== 2 || A.shape[0] !== rank || B.shape[1] !== rank) {
      throw invalid(weightsFile, `"${module}" has [${A.shape}] and [${B.shape}], which is not of rank ${rank}`);
    }
    const stored = (entry: TensorEntry): StoredSource => ({ kind: "stored", dtype: requireFloat(entry), entry });
    const scale = alpha / (config.use_rslora === true ? Math.sqrt(rank) : rank);
    pairs.set(`${module}.weight`, { a: stored(A), b: stored(B), rank, scale });
  }
  return { weights, configFile, pairs };
}

/** The value of a pattern whose key is the module's name or its end, as PEFT reads them. */
function patterned(patterns: Readonly<Record<string, number>> | null | undefined, module: string): number | undefined {
  const fitting = Object.entries(patterns ?? {}).find(([key]) => module === key || module.endsWith(`.${key}`));
  return fitting?.[1];
}

/** A model's tensor with what an adapter adds. Throws MERGE_ADAPTER_INVALID when the shapes do not fit. */
export function adaptedSource(of: StoredSource, { a, b, rank, scale }: LoraPair): AdaptedSource {
  const [rows, columns] = of.entry.shape;
  if (of.entry.shape.length !== 2 || b.entry.shape[0] !== rows || a.entry.shape[1] !== columns) {
    throw invalid(
      a.entry.file,
      `what is added to "${of.entry.name}" is [${b.entry.shape[0]}, ${a.entry.shape[1]}], the tensor [${of.entry.shape.join(", ")}]`,
    );
  }
  return { kind: "adapted", of, a, b, rank, scale };
}

function invalid(file: string, message: string): DataError {
  return new DataError("MERGE_ADAPTER_INVALID", message, { place: { file } });
}
