import type { GgufModel } from "../weights/gguf-model.ts";
import type { LocalSettings } from "./local-settings.ts";

/** What asking a model takes, in bytes. */
export interface MemoryEstimate {
  readonly weightBytes: number;
  /** Keys and values of every token of every sequence. */
  readonly cacheBytes: number;
  /** What is computed on the way: logits and activations of one batch, and the engine itself. */
  readonly workBytes: number;
  readonly totalBytes: number;
}

/** Tokens that are evaluated at once. */
export const batchTokens = 512;

/** The engine without a model. */
const engineBytes = 64 * 1024 * 1024;

/**
 * Estimate the memory a model takes with its settings. It is a little too high rather than too low: a machine that swaps
 * is as good as dead.
 */
export function estimateMemory(
  model: GgufModel,
  { contextSize, sequences, precision }: Pick<LocalSettings, "contextSize" | "sequences" | "precision">,
): MemoryEstimate {
  const cacheBytes = model.cacheElements * contextSize * sequences * (precision === "exact" ? 4 : 2);
  // Logits of a batch, and some sixteen vectors of the model's width for each of its tokens.
  const workBytes = engineBytes + batchTokens * 4 * (model.vocabularySize + 16 * model.embeddingLength);
  return {
    weightBytes: model.weightBytes,
    cacheBytes,
    workBytes,
    totalBytes: model.weightBytes + cacheBytes + workBytes,
  };
}

/** "3.2 GB", for messages. */
export function gigabytes(bytes: number): string {
  return bytes < 1e8 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
