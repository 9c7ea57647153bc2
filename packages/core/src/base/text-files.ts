import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DataError, messageOf } from "./errors.ts";

/**
 * The text files (.md, .txt) of a corpus in code-point order: the file itself, or every one below a folder.
 * Throws DATASET_NOT_FOUND when the path is not there or holds none.
 */
export function textFilesOf(path: string): string[] {
  try {
    if (statSync(path).isFile()) {
      return [path];
    }
    const files = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(md|txt)$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    if (files.length > 0) {
      return files;
    }
  } catch (cause) {
    throw new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file: path }, cause });
  }
  throw new DataError("DATASET_NOT_FOUND", "holds no .md or .txt file", { place: { file: path } });
}
