import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dataset, LoadedRow } from "../define.ts";
import { rowsOf } from "./rows-of.ts";

const folder = mkdtempSync(join(tmpdir(), "viva-dataset-"));

/** Absolute path of a file written for one test; anything but text and bytes is written as JSON. */
export function writtenFile(name: string, content: unknown): string {
  const path = join(folder, name);
  const isPlain = typeof content === "string" || content instanceof Uint8Array;
  writeFileSync(path, isPlain ? content : JSON.stringify(content));
  return path;
}

/** The rows of a dataset whose settings hold absolute paths. */
export function rowsFrom(dataset: Dataset, settings: unknown): Promise<LoadedRow[]> {
  return rowsOf(dataset, settings, "");
}

/** Severity, code and message of every problem of a row. */
export function problemsOf(row: LoadedRow | undefined): string[] {
  return (row?.problems ?? []).map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}
