import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DataError } from "@viva/core";

/** Write a page to a file a person named, with the folders it needs. Throws FILE_WRITE_FAILED. */
export function writePage(file: string, text: string): void {
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
    writeFileSync(file, text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new DataError("FILE_WRITE_FAILED", `cannot write: ${message}`, { place: { file }, cause });
  }
}
