import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../base/lines.ts";
import { runFile, runFileNames } from "./run-files.ts";

/** What `complete.json` holds: which specification the folder answers in full, and the size of every file. */
interface CompleteRecord {
  readonly specificationHash: string;
  /** File (relative to the run folder) → bytes. */
  readonly files: Readonly<Record<string, number>>;
}

/** Files whose size says nothing about completeness; an audit and ratings are added to a run that is complete. */
const uncounted: ReadonlySet<string> = new Set([runFileNames.complete, runFileNames.lock, runFileNames.operations]);

function sizes(folder: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1).replaceAll("\\", "/");
    if (
      entry.isFile() &&
      !uncounted.has(name) &&
      !name.startsWith(runFileNames.lock) &&
      !name.startsWith(`${runFileNames.audit}/`) &&
      !name.startsWith(`${runFileNames.review}/`)
    ) {
      found[name] = statSync(path).size;
    }
  }
  return found;
}

/** Note that every call is finished and every derived file written. */
export function markComplete(folder: string, specificationHash: string): void {
  const record: CompleteRecord = { specificationHash, files: sizes(folder) };
  writeWhole(runFile(folder, "complete"), JSON.stringify(record, null, 2));
}

/** Take the note away, before anything in the folder changes. */
export function unmarkComplete(folder: string): void {
  rmSync(runFile(folder, "complete"), { force: true });
}

/** Whether the folder answers this specification in full and no file changed its size since. */
export function isComplete(folder: string, specificationHash: string): boolean {
  const path = runFile(folder, "complete");
  if (!existsSync(path)) {
    return false;
  }
  const record = JSON.parse(readFileSync(path, "utf8")) as CompleteRecord;
  const now = sizes(folder);
  return (
    record.specificationHash === specificationHash &&
    Object.entries(record.files).every(([name, size]) => now[name] === size)
  );
}
