import { existsSync, renameSync, rmSync } from "node:fs";
import { writeWhole } from "../base/lines.ts";
import { unmarkComplete } from "./complete.ts";
import { runFile } from "./run-files.ts";
import type { RunRecord } from "./specification.ts";

/** Nothing speaks against the study: its materialised files and its record become the folder's. */
export function adoptMaterialised(folder: string, staging: string, record: RunRecord): void {
  unmarkComplete(folder);
  for (const name of ["items", "variants", "contexts", "exemplars"] as const) {
    const staged = runFile(staging, name);
    if (existsSync(staged)) {
      renameSync(staged, runFile(folder, name));
    } else {
      rmSync(runFile(folder, name), { force: true });
    }
  }
  writeWhole(runFile(folder, "run"), JSON.stringify(record, null, 2));
}
