import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomStream } from "../../base/random.ts";
import type { Dtype } from "../../weights/dtypes.ts";
import { planShards } from "../../weights/shard-plan.ts";
import { createShardFiles, finishShards, openShardWriter } from "../../weights/shard-writer.ts";
import { fromFloats } from "../../weights/tensor-view.ts";

/** A small model that is written for a test. */
export interface MadeModel {
  readonly dtype?: "F32" | "F16" | "BF16";
  readonly layers?: number;
  readonly width?: number;
  /** Width of the feed-forward part; default: twice the width. */
  readonly inner?: number;
  readonly rows?: number;
  readonly tied?: boolean;
  /** Added to the values that every model shares; 0 makes the base. */
  readonly variation?: number;
  readonly maxShardBytes?: number;
  /** Tokens beside the shared ones. */
  readonly addedTokens?: readonly string[];
  readonly config?: object;
  /** Changes the list of tensors: null leaves one out, a shape replaces it. */
  readonly shapes?: Readonly<Record<string, readonly number[] | null>>;
  /** Tensors of other kinds. */
  readonly extra?: Readonly<Record<string, { readonly dtype: Dtype; readonly shape: readonly number[] }>>;
}

/** Shapes of a Qwen2-shaped model. */
export function modelShapes({
  layers = 2,
  width = 24,
  inner = width * 2,
  rows = 40,
  tied = false,
}: MadeModel): Record<string, number[]> {
  const key = width / 2;
  const shapes: Record<string, number[]> = { "model.embed_tokens.weight": [rows, width] };
  for (let layer = 0; layer < layers; layer++) {
    const name = (rest: string): string => `model.layers.${layer}.${rest}`;
    shapes[name("input_layernorm.weight")] = [width];
    shapes[name("self_attn.q_proj.weight")] = [width, width];
    shapes[name("self_attn.q_proj.bias")] = [width];
    shapes[name("self_attn.k_proj.weight")] = [key, width];
    shapes[name("self_attn.v_proj.weight")] = [key, width];
    shapes[name("self_attn.o_proj.weight")] = [width, width];
    shapes[name("mlp.gate_proj.weight")] = [inner, width];
    shapes[name("mlp.up_proj.weight")] = [inner, width];
    shapes[name("mlp.down_proj.weight")] = [width, inner];
    shapes[name("post_attention_layernorm.weight")] = [width];
  }
  shapes["model.norm.weight"] = [width];
  if (!tied) {
    shapes["lm_head.weight"] = [rows, width];
  }
  return shapes;
}

/** The tokens that every made model has. */
export const sharedTokens = Array.from({ length: 30 }, (_, id) => `token${id}`);

/** Write a model: its folder. */
export function makeModel(folder: string, name: string, made: MadeModel = {}): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  const { dtype = "BF16", variation = 0, tied = false, addedTokens = [], rows = 40 } = made;
  const shapes = new Map<string, readonly number[]>(Object.entries(modelShapes(made)));
  for (const [tensor, shape] of Object.entries(made.shapes ?? {})) {
    if (shape === null) {
      shapes.delete(tensor);
    } else {
      shapes.set(tensor, shape);
    }
  }
  const extra = made.extra ?? {};
  const plan = planShards(
    [
      ...[...shapes].map(([tensor, shape]) => ({ name: tensor, dtype, shape })),
      ...Object.entries(extra).map(([tensor, each]) => ({ name: tensor, ...each })),
    ],
    made.maxShardBytes === undefined ? {} : { maxShardBytes: made.maxShardBytes },
  );
  createShardFiles(path, plan);
  {
    using writer = openShardWriter(path, plan);
    for (const [tensor, shape] of shapes) {
      const elements = shape.reduce((product, size) => product * size, 1);
      const shared = randomStream("base", tensor);
      const own = randomStream(name, tensor);
      const values = Float32Array.from({ length: elements }, () => {
        const value = shared.fraction() - 0.5;
        return value + variation * (own.fraction() - 0.5);
      });
      writer.write(tensor, 0, fromFloats(values, dtype));
    }
  }
  finishShards(path, plan);
  writeFileSync(
    join(path, "config.json"),
    JSON.stringify({
      ...{ architectures: ["Qwen2ForCausalLM"], model_type: "qwen2", num_hidden_layers: made.layers ?? 2 },
      ...{ hidden_size: made.width ?? 24, vocab_size: rows, tie_word_embeddings: tied, torch_dtype: "bfloat16" },
      ...made.config,
    }),
  );
  const vocab = Object.fromEntries(sharedTokens.map((token, id) => [token, id]));
  const added = addedTokens.map((content, index) => ({ id: sharedTokens.length + index, content, special: true }));
  writeFileSync(
    join(path, "tokenizer.json"),
    JSON.stringify({ model: { type: "BPE", vocab, merges: [] }, added_tokens: added }),
  );
  return path;
}
