import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync } from "node:fs";
import { writeError } from "../base/errors.ts";
import { convertedPieces, planConversion, writeFrequencyFactors } from "../weights/convert-model.ts";
import { createGgufWriter } from "../weights/gguf-writer.ts";
import { writeFully } from "../weights/shard-writer.ts";
import { createTensorReader } from "../weights/tensor-view.ts";

/** A GGUF file that follows a folder of safetensors tensor by tensor. */
export interface WorkingGguf extends Disposable {
  /** Whether the file was there already; in a new one no tensor is written yet. */
  readonly kept: boolean;
  /** Convert a tensor again and overwrite it. One that the file has no need of is passed over. */
  update(tensor: string): void;
  /** Let what was overwritten reach the disk. */
  sync(): void;
}

/**
 * Open the GGUF file of a folder, or make one of full length in which no tensor is written yet.
 *
 * @param keep Whether a file that is there, and as long as it should be, is taken.
 *
 * Throws what `planConversion` and `createGgufWriter` throw; overwriting throws MODEL_WEIGHTS_NOT_FINITE and
 * FILE_WRITE_FAILED.
 */
export function openWorkingGguf(
  folder: string,
  path: string,
  type: "F32" | "source",
  { keep }: { readonly keep: boolean },
): WorkingGguf {
  const plan = planConversion(folder, type);
  const kept = keep && existsSync(path) && statSync(path).size === plan.layout.fileBytes;
  if (!kept) {
    rmSync(path, { force: true });
    using writer = createGgufWriter(path, plan.layout);
    writeFrequencyFactors(plan, writer);
    writer.finish();
  }
  const conversions = new Map(plan.conversions.map((conversion) => [conversion.source.name, conversion]));
  const reader = createTensorReader();
  const descriptor = openSync(path, "r+");
  let open = true;
  return {
    kept,
    update: (tensor) => {
      const conversion = conversions.get(tensor);
      const place = conversion === undefined ? undefined : plan.layout.places.get(conversion.target.name);
      if (conversion === undefined || place === undefined) {
        return;
      }
      for (const { from, bytes } of convertedPieces(conversion, reader)) {
        try {
          writeFully(descriptor, bytes, place.offset + from);
        } catch (cause) {
          throw writeError(path, cause);
        }
      }
    },
    sync: () => fsyncSync(descriptor),
    [Symbol.dispose]: () => {
      if (open) {
        open = false;
        closeSync(descriptor);
        reader[Symbol.dispose]();
      }
    },
  };
}
