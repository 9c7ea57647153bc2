import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { BugError, UsageError, writeError } from "../base/errors.ts";
import type { GgufLayout } from "./gguf-layout.ts";
import { partialName, requireDiskSpace, writeFully } from "./shard-writer.ts";

/** Writes the tensors of a GGUF file that has its temporary name. */
export interface GgufWriter extends Disposable {
  /** Write bytes of a tensor from its byte `from` on; any order, any part. */
  write(tensor: string, from: number, bytes: Uint8Array): void;
  /** Let the file reach the disk and give it its name. */
  finish(): void;
}

/**
 * Make a GGUF file under a temporary name beside its place, with its head and full length. Disposed of without `finish`,
 * the temporary file is removed.
 *
 * Throws MODEL_OUTPUT_EXISTS, DISK_FULL before anything is written when it would not fit, or FILE_WRITE_FAILED.
 */
export function createGgufWriter(path: string, layout: GgufLayout): GgufWriter {
  if (existsSync(path)) {
    throw new UsageError("MODEL_OUTPUT_EXISTS", "is there already", { place: { file: path } });
  }
  const temporary = partialName(path);
  const onDisk = <T>(action: () => T): T => {
    try {
      return action();
    } catch (cause) {
      throw writeError(path, cause);
    }
  };
  onDisk(() => mkdirSync(dirname(path), { recursive: true }));
  requireDiskSpace(dirname(path), layout.fileBytes);
  const descriptor = onDisk(() => openSync(temporary, "w"));
  let state: "open" | "finished" | "closed" = "open";
  try {
    onDisk(() => {
      ftruncateSync(descriptor, layout.fileBytes);
      writeFully(descriptor, layout.head, 0);
    });
  } catch (error) {
    closeSync(descriptor);
    rmSync(temporary, { force: true });
    throw error;
  }
  return {
    write: (tensor, from, bytes) => {
      const place = layout.places.get(tensor);
      if (place === undefined || from < 0 || from + bytes.byteLength > place.sizeBytes) {
        throw new BugError(
          "INTERNAL",
          `tensor "${tensor}": ${bytes.byteLength} bytes at ${from} are not in the layout`,
        );
      }
      onDisk(() => writeFully(descriptor, bytes, place.offset + from));
    },
    finish: () => {
      onDisk(() => {
        fsyncSync(descriptor);
        renameSync(temporary, path);
      });
      state = "finished";
    },
    [Symbol.dispose]: () => {
      if (state === "closed") {
        return;
      }
      closeSync(descriptor);
      if (state === "open") {
        rmSync(temporary, { force: true });
      }
      state = "closed";
    },
  };
}
