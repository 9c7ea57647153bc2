import { existsSync, readFileSync } from "node:fs";
import { DataError, messageOf } from "../base/errors.ts";
import type { ModelOperations } from "../runs/operations.ts";
import { runFile } from "../runs/run-files.ts";

/** What the calls of a run took; nothing for a run that was never measured. Throws FILE_JSON_INVALID. */
export function readOperations(folder: string): readonly ModelOperations[] {
  const path = runFile(folder, "operations");
  if (!existsSync(path)) {
    return [];
  }
  try {
    return (JSON.parse(readFileSync(path, "utf8")) as { readonly models: readonly ModelOperations[] }).models;
  } catch (cause) {
    throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place: { file: path }, cause });
  }
}
