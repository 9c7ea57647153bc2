import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DataError, messageOf } from "./errors.ts";

/**
 * The text files of a corpus in code-point order: the file itself, or every one below a folder.
 * Throws DATASET_NOT_FOUND when the path is not there or holds none.
 *
 * @param endings Ends of the names that are taken from a folder, in lower case.
 */
export function textFilesOf(path: string, endings: readonly string[] = [".md", ".txt"]): string[] {
  try {
    if (statSync(path).isFile()) {
      return [path];
    }
    const files = readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.toLowerCase().endsWith(ending)))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    if (files.length > 0) {
      return files;
    }
  } catch (cause) {
    throw new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file: path }, cause });
  }
  throw new DataError("DATASET_NOT_FOUND", `holds no ${endings.join(" or ")} file`, { place: { file: path } });
}
