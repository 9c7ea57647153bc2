import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ShardPlan } from "../packages/core/src/weights/shard-plan.ts";
import { createShardFiles, finishShards, openShardWriter } from "../packages/core/src/weights/shard-writer.ts";
import { fromFloats } from "../packages/core/src/weights/tensor-view.ts";

/** What a made model is like. */
export interface MadeWeights {
  /** How far its values lie from the base's: 0 makes the base. */
  readonly variation: number;
  readonly layers: number;
  readonly tied: boolean;
}

/**
 * Write a Qwen2-shaped model of made-up values in bfloat16: about as those of a trained one, the same again after four million.
 *
 * @param shapes Of every tensor, as `plan` holds them.
 */
export function writeMadeModel(
  folder: string,
  shapes: Readonly<Record<string, readonly number[]>>,
  plan: ShardPlan,
  { variation, layers, tied }: MadeWeights,
): void {
  const block = 1 << 22;
  const values = new Float32Array(block);
  let state = 12_345;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296 - 0.5;
  };
  for (let index = 0; index < block; index++) {
    const value = (next() + next() + next()) * 0.04;
    const changed = next() * variation;
    values[index] = value + changed;
  }
  const bytes = Buffer.from(fromFloats(values, "BF16"));
  createShardFiles(folder, plan);
  {
    using writer = openShardWriter(folder, plan);
    for (const [name, shape] of Object.entries(shapes)) {
      const size = 2 * shape.reduce((product, length) => product * length, 1);
      for (let done = 0; done < size; done += bytes.length) {
        writer.write(name, done, bytes.subarray(0, Math.min(bytes.length, size - done)));
      }
    }
  }
  finishShards(folder, plan);
  writeFileSync(
    join(folder, "config.json"),
    JSON.stringify({ model_type: "qwen2", num_hidden_layers: layers, tie_word_embeddings: tied }),
  );
}
