import { statSync } from "node:fs";
import { opendir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { DataError, messageOf } from "../base/errors.ts";
import { importLimits } from "./import-limits.ts";

/**
 * The files of a source in code-point order: the path itself when it is a file, or those below a folder whose path
 * relative to it (with "/") passes. Links are not followed.
 *
 * Throws DATASET_NOT_FOUND when the path is not there, IMPORT_SOURCE_UNKNOWN when no file passes (`wanted` says what
 * was looked for) and IMPORT_SOURCE_TOO_LARGE past `importLimits.filesInFolder` files.
 */
export async function sourceFiles(
  path: string,
  wanted: string,
  passes: (relativePath: string) => boolean,
): Promise<readonly string[]> {
  let isFile: boolean;
  try {
    isFile = statSync(path).isFile();
  } catch (cause) {
    throw new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file: path }, cause });
  }
  if (isFile) {
    return [path];
  }
  const found: string[] = [];
  let seen = 0;
  for await (const entry of await opendir(path, { recursive: true })) {
    seen += 1;
    if (seen > importLimits.filesInFolder) {
      throw new DataError("IMPORT_SOURCE_TOO_LARGE", `the folder holds more than ${importLimits.filesInFolder} files`, {
        place: { file: path },
      });
    }
    const full = join(entry.parentPath, entry.name);
    if (entry.isFile() && passes(relative(path, full).split(sep).join("/"))) {
      found.push(full);
    }
  }
  if (found.length === 0) {
    throw new DataError("IMPORT_SOURCE_UNKNOWN", `no ${wanted} below this folder`, { place: { file: path } });
  }
  return found.sort();
}
