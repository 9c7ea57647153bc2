import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planConversion, writeConversion } from "../../weights/convert-model.ts";
import { openModelFolder } from "../../weights/model-folder.ts";
import { planShards } from "../../weights/shard-plan.ts";
import { createShardFiles, finishShards, openShardWriter } from "../../weights/shard-writer.ts";
import { createTensorReader } from "../../weights/tensor-view.ts";
import { tinyFolder } from "./tiny-gguf.ts";

/**
 * tiny-qwen2 with a vocabulary as wide as that of a real model, most of it tokens that are never used, as a GGUF file: where an
 * engine handles one token's probabilities in no time, what it does at the same time with several hardly ever shows.
 */
export async function wideGguf(vocabularySize: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "viva-wide-"));
  const source = join(folder, "model");
  const tiny = tinyFolder("tiny-qwen2");
  cpSync(tiny, source, { recursive: true });
  const config = JSON.parse(readFileSync(join(tiny, "config.json"), "utf8"));
  writeFileSync(join(source, "config.json"), JSON.stringify({ ...config, vocab_size: vocabularySize }));
  const { tensors } = openModelFolder(tiny);
  const embedding = "model.embed_tokens.weight";
  const planned = [...tensors.values()].map(({ name, dtype, shape }) => ({
    name,
    dtype,
    shape: name === embedding ? [vocabularySize, ...shape.slice(1)] : shape,
  }));
  rmSync(join(source, "model.safetensors"));
  const plan = planShards(planned);
  createShardFiles(source, plan);
  {
    using writer = openShardWriter(source, plan);
    using reader = createTensorReader();
    for (const entry of tensors.values()) {
      const bytes = reader.read(entry);
      writer.write(entry.name, 0, entry.name === embedding ? widened(bytes, entry.shape, vocabularySize) : bytes);
    }
  }
  finishShards(source, plan);
  const path = join(folder, "wide.gguf");
  await writeConversion(planConversion(source, "F32"), path);
  rmSync(source, { recursive: true });
  return path;
}

/** The rows of a BF16 matrix again and again, each time with other signs: no two tokens are equally likely. */
function widened(bytes: Uint8Array, [rows = 1, columns = 1]: readonly number[], wanted: number): Uint8Array {
  const codes = new Uint16Array(wanted * columns);
  const source = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);
  for (let row = 0; row < wanted; row++) {
    for (let column = 0; column < columns; column++) {
      const sign = row < rows ? 0 : ((Math.floor(row / rows) >>> (column % 8)) & 1) << 15;
      codes[row * columns + column] = (source[(row % rows) * columns + column] ?? 0) ^ sign;
    }
  }
  return new Uint8Array(codes.buffer);
}
