import type { z } from "zod";
import { UsageError } from "../base/errors.ts";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { RandomKey, VectorKernels } from "./vector-kernels.ts";

/**
 * How a tensor is cut for one pass over it: in blocks of a fixed number of elements, in rows along its last dimension,
 * or in slices along its first one. A tensor of one dimension is one row.
 */
export type PassUnit = "block" | "row" | "slice";

/** A stretch of a tensor during a pass. */
export interface MergeBlock {
  /** Index of its first element in the tensor, row-major. */
  readonly start: number;
  /** Elements in it. */
  readonly length: number;
  /** The base model's values. Each call reads them afresh, so the vector may be overwritten. */
  base(): Float32Array;
  /** Values of a model, from 0 in the order of the recipe; read afresh like `base`. */
  model(index: number): Float32Array;
  /** A vector to work in; what it holds at first is undefined. Vectors of different index are different ones. */
  scratch(index: number): Float32Array;
}

/** One tensor to be merged, seen through passes over it. */
export interface MergeTensor {
  readonly name: string;
  /** As in the output; empty for a scalar. */
  readonly shape: readonly number[];
  readonly elements: number;
  /** Models that are merged, the base not counted. */
  readonly models: number;
  readonly hasBase: boolean;
  readonly kernels: VectorKernels;
  /** A zeroed table of counts, e.g. for a histogram. */
  counts(length: number): Uint32Array;
  /** Key of the random draws for this tensor of one model under the recipe's seed. */
  randomKey(model: number): RandomKey;
  /** Look at every element once, in order. */
  scan(unit: PassUnit, visit: (block: MergeBlock) => void): void;
  /** Give every element of the result, in order: the vector that is returned is stored. Called once. */
  emit(unit: PassUnit, visit: (block: MergeBlock) => Float32Array): void;
}

/** A method with its settings for one tensor. */
export interface ConfiguredMergeMethod {
  /** Merge a tensor: any number of scans, then one emit. Pure but for the tensor it is given. */
  merge(tensor: MergeTensor): void;
}

/** A way of making one model's weights from several models'. */
export interface MergeMethod extends PluginFacts {
  readonly kind: "merge-method";
  /** Other names it goes by, e.g. mergekit's. */
  readonly aliases: readonly string[];
  /** Whether it measures models from a base: it must have one, may have one, or treats a base as any model. */
  readonly base: "required" | "optional" | "none";
  /** Models it takes, the base not counted. */
  readonly leastModels: number;
  /** Null: any number. */
  readonly mostModels: number | null;
  /** Whether it draws at random, so that the seed matters. */
  readonly usesSeed: boolean;
  /** Settings of each model; `settings` are those of the whole tensor. */
  readonly modelSettings: z.ZodType;
  /** Settings of a tensor and of each model in the order of the recipe. Throws SETTINGS_INVALID. */
  configure(settings: unknown, modelSettings: readonly unknown[]): ConfiguredMergeMethod;
}

/** What a method file writes; `defineMergeMethod` makes it a plugin. */
export interface MergeMethodSpecification<Settings, ModelSettings>
  extends Omit<MergeMethod, "kind" | "settings" | "modelSettings" | "configure"> {
  readonly settings: z.ZodType<Settings>;
  readonly modelSettings: z.ZodType<ModelSettings>;
  /** What settings cannot say one by one, e.g. that weights sum to zero: the reason why they are refused. */
  refuse?(settings: Settings, models: readonly ModelSettings[]): string | undefined;
  merge(tensor: MergeTensor, settings: Settings, models: readonly ModelSettings[]): void;
}

/** Make a merge method. */
export function defineMergeMethod<Settings, ModelSettings>(
  specification: MergeMethodSpecification<Settings, ModelSettings>,
): MergeMethod {
  const { merge, refuse, settings: schema, modelSettings: modelSchema, ...facts } = specification;
  const label = `merge method ${facts.name}`;
  return {
    kind: "merge-method",
    ...facts,
    settings: schema,
    modelSettings: modelSchema,
    configure: (raw, rawModels) => {
      const settings = parseSettings(label, schema, raw);
      const models = rawModels.map((each, index) => parseSettings(`${label}, model ${index + 1}`, modelSchema, each));
      const reason = refuse?.(settings, models);
      if (reason !== undefined) {
        throw new UsageError("SETTINGS_INVALID", `settings of ${label}: ${reason}`);
      }
      return { merge: (tensor) => merge(tensor, settings, models) };
    },
  };
}
