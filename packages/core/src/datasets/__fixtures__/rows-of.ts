import { fileURLToPath } from "node:url";
import type { Dataset, LoadedRow } from "../define.ts";

/** Every row of a dataset; relative paths are resolved against `folder`, by default this one. */
export async function rowsOf(
  dataset: Dataset,
  settings: unknown,
  folder: string = fileURLToPath(new URL("./", import.meta.url)),
): Promise<LoadedRow[]> {
  const configured = dataset.configure(settings, { resolvePath: (path) => `${folder}${path}` });
  const rows: LoadedRow[] = [];
  for await (const row of configured.load()) {
    rows.push(row);
  }
  return rows;
}

/** The messages of all problems of one severity. */
export function messagesOf(rows: readonly LoadedRow[], severity: "error" | "warning"): string[] {
  return rows.flatMap((row) => row.problems.filter((problem) => problem.severity === severity)).map(({ message }) => message);
}

/** Value of a tag → number of rows; "(none)" for rows without it. */
export function tagCounts(rows: readonly LoadedRow[], tag: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of rows.flatMap((row) => row.item?.tags[tag] ?? ["(none)"])) {
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}
