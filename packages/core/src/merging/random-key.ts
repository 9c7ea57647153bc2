import { hash } from "node:crypto";
import type { RandomKey } from "./vector-kernels.ts";

/**
 * Key of the draws for one tensor of one model: the first 64 bits of SHA-256 over seed, tensor name and the model's
 * place in the recipe (from 0), parted by a zero byte. The place and not the path, so that a recipe gives the same
 * weights wherever its models lie.
 */
export function randomKey(seed: number, tensor: string, model: number): RandomKey {
  const digest = hash("sha256", `${seed}\u0000${tensor}\u0000${model}`, "buffer");
  return { low: digest.readUInt32LE(0), high: digest.readUInt32LE(4) };
}
