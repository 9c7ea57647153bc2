import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { UsageError, writeError } from "../base/errors.ts";

/** Version of the import folder's layout; raised when a reader of the old one would go wrong. */
export const importFormat = 1;

/** Names of the files of an import. docs/importing.md says what each holds. */
export const importFileNames = {
  items: "items.jsonl",
  replies: "replies.jsonl",
  sourceScores: "source-scores.jsonl",
  sourcePrompts: "source-prompts.jsonl",
  study: "study.yaml",
  /** Written last: a folder that has it is complete. */
  record: "import.json",
} as const;

/** Ending of a file that is still being written. */
const partial = ".partial";

/**
 * Make the folder an import is written into. It may be new, empty, hold what a broken-off import left (which goes), or
 * an earlier import (which stays until the new one is complete). Throws IMPORT_FOLDER_TAKEN for any other, and
 * DISK_FULL or FILE_WRITE_FAILED.
 */
export function prepareImportFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw writeError(folder, cause);
  }
  const names: readonly string[] = Object.values(importFileNames);
  const ours = new Set(names.map((name) => `${name}${partial}`));
  const strange = readdirSync(folder).filter((name) => !ours.has(name));
  if (strange.length > 0 && !isImportFolder(folder)) {
    throw new UsageError("IMPORT_FOLDER_TAKEN", `${folder} holds ${strange.slice(0, 5).join(", ")} and no import`);
  }
  for (const name of ours) {
    rmSync(join(folder, name), { force: true });
  }
}

function isImportFolder(folder: string): boolean {
  const path = join(folder, importFileNames.record);
  if (!existsSync(path)) {
    return false;
  }
  try {
    const record: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof record === "object" && record !== null && "importer" in record && "format" in record;
  } catch {
    // Another tool's file of that name: nothing of it may be replaced.
    return false;
  }
}
