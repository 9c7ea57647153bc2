import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  createStudyFolder,
  examDataset,
  examRowsForTests,
  stillSurroundings,
} from "../../runs/__fixtures__/study-folder.ts";
import { parseStudy } from "../../runs/read-study.ts";
import { runStudy } from "../../runs/run-study.ts";

/** A finished run in a folder of its own. */
export interface StudyRunFolder {
  readonly path: string;
  /** Where the run stands. */
  readonly run: string;
  /** A folder to export into, made anew for each name. */
  out(name: string): string;
  write(name: string, text: string): string;
  remove(): void;
}

/** Two candidates, two ways of asking, shuffled options, repeats and strata: every address an export has to keep. */
export const wideStudy = `name: export test
${examDataset}models:
  - { id: Org/always-a, backend: constant-label, position: 1 }
  - { id: random, backend: random-option }
prompts: [letter-only, json]
perturbations: [shuffle-options]
repeats: 2
strata: [specialty, [specialty, level]]
`;

/** Put a study to its candidates. `files` are written beside it first. */
export async function sitStudy(
  text: string = wideStudy,
  files: Readonly<Record<string, string>> = {},
  rows = examRowsForTests(12),
): Promise<StudyRunFolder> {
  const folder = createStudyFolder(rows);
  for (const [name, content] of Object.entries(files)) {
    folder.write(name, content);
  }
  const run = join(folder.path, "run");
  const study = await parseStudy(text, join(folder.path, "study.yaml"));
  await runStudy(study, run, { surroundings: stillSurroundings, signal: new AbortController().signal });
  return {
    ...folder,
    run,
    out: (name) => {
      const path = join(folder.path, "out", name);
      mkdirSync(path, { recursive: true });
      return path;
    },
  };
}

/** The values of a JSON Lines file. */
export function linesOf<T>(path: string): T[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

/** The value of a JSON file. */
export function jsonOf<T>(path: string): T {
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

/** Every file below a folder, as relative paths in code-point order. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
