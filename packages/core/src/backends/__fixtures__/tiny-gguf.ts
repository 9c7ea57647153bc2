import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planConversion, writeConversion } from "../../weights/convert-model.ts";
import type { GgufType } from "../../weights/ggml-types.ts";

/** The tiny models of the tests. */
export const tinyModels = ["tiny-llama", "tiny-qwen2", "tiny-qwen3"] as const;

/** Folder of a tiny model as Hugging Face keeps it. */
export function tinyFolder(model: (typeof tinyModels)[number]): string {
  return join(import.meta.dirname, "../../weights/__fixtures__", model);
}

const folder = mkdtempSync(join(tmpdir(), "viva-tiny-"));

/** A tiny model as a GGUF file, made once for each test file. */
export async function tinyGguf(model: (typeof tinyModels)[number], type: GgufType = "F32"): Promise<string> {
  const path = join(folder, `${model}-${type}.gguf`);
  if (!existsSync(path)) {
    await writeConversion(planConversion(tinyFolder(model), type), path);
  }
  return path;
}
