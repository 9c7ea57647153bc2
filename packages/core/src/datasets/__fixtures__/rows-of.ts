import { fileURLToPath } from "node:url";
import { publishedKey } from "../../records/item.ts";
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

/** How many rows, ids, problems, explanations and keys there are. */
export function rowSummary(rows: readonly LoadedRow[]) {
  const items = rows.flatMap((row) => row.item ?? []);
  const keys: Record<string, number> = {};
  for (const item of items) {
    const key = publishedKey(item);
    const label = key.length === 1 ? key.join() : `${key.length} options`;
    keys[label] = (keys[label] ?? 0) + 1;
  }
  return {
    rows: rows.length,
    ids: new Set(items.map((item) => item.id)).size,
    errors: messagesOf(rows, "error").length,
    warnings: messagesOf(rows, "warning").length,
    explained: items.filter((item) => item.references.length > 0).length,
    keys,
  };
}
