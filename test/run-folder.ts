import { readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/** A temporary folder that goes when the test is over: `await using folder = await temporaryFolder()`. */
export async function temporaryFolder(): Promise<{ readonly path: string; [Symbol.asyncDispose](): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "viva-test-"));
  return {
    path,
    [Symbol.asyncDispose]: () => {
      rmSync(path, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** The records of a JSON Lines file of a run folder. */
export function recordsOf<T>(folder: string, file: string): T[] {
  const text = readFileSync(join(folder, file), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

/** An estimate of estimates.json or sensitivity.json, as far as these tests look. */
export interface EstimateRow {
  readonly measure: string;
  readonly model: string;
  readonly denominator: string;
  readonly stratum: Readonly<Record<string, string>>;
  readonly value: number | null;
  readonly nCalls: number;
}

/** The overall estimates of a model by measure. */
export function overallEstimates(folder: string, model: string): ReadonlyMap<string, EstimateRow> {
  const rows = JSON.parse(readFileSync(join(folder, "estimates.json"), "utf8")) as EstimateRow[];
  return new Map(
    rows.filter((row) => row.model === model && Object.keys(row.stratum).length === 0).map((row) => [row.measure, row]),
  );
}

/** Every file below a folder, as a path relative to it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** Files that say when and how a run went, not what it found. */
const historical = new Set(["operations.json", "completions.jsonl", "complete.json", "lock.sqlite"]);

/** The derived files of a run folder, report included, with their content; the start of the run is left out of run.json. */
export function derivedFiles(folder: string): Readonly<Record<string, string>> {
  const names = filesBelow(folder).filter((name) => !historical.has(name));
  return Object.fromEntries(
    names.map((name) => {
      const text = readFileSync(join(folder, name), "latin1");
      return [name, name === "run.json" ? text.replace(/"createdAt": "[^"]*"/, '"createdAt": ""') : text];
    }),
  );
}
