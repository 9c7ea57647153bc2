import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { checkPluginFacts } from "../../packages/core/src/base/conformance.ts";
import type { Dataset, LoadedRow } from "../../packages/core/src/datasets/define.ts";
import { itemSchema } from "../../packages/core/src/records/item.ts";

/**
 * The contract of a dataset, executed on real files: returns what is wrong. Every row gives an item that is one, or
 * says why not; ids are unique, keys name options, languages are those declared, and reading twice gives the same.
 */
export async function checkDataset(plugin: Dataset, settings: unknown, folder: string): Promise<string[]> {
  const problems = checkPluginFacts(plugin);
  const configured = plugin.configure(settings, { resolvePath: (path) => resolve(folder, path) });
  for (const file of configured.files) {
    if (!existsSync(file)) {
      problems.push(`it names a file that does not exist: ${file}`);
    }
  }
  if (configured.files.length === 0) {
    problems.push("it names no file, so a run cannot record what was read");
  }
  const rows: LoadedRow[] = [];
  for await (const row of configured.load()) {
    rows.push(row);
  }
  const again: LoadedRow[] = [];
  for await (const row of configured.load()) {
    again.push(row);
  }
  if (JSON.stringify(rows) !== JSON.stringify(again)) {
    problems.push("read twice, it gives other rows");
  }
  if (rows.every(({ item }) => item === undefined)) {
    problems.push("it gives no item");
  }
  const ids = new Set<string>();
  for (const row of rows) {
    problems.push(...checkRow(plugin, row, ids).map((what) => `${JSON.stringify(row.place)}: ${what}`));
  }
  return problems;
}

function checkRow(plugin: Dataset, { place, item, problems }: LoadedRow, ids: Set<string>): string[] {
  const found: string[] = [];
  const hasError = problems.some(({ severity }) => severity === "error");
  if (place.file === undefined) {
    found.push("a row without a file");
  }
  if (item === undefined) {
    return hasError ? found : [...found, "neither an item nor an error"];
  }
  const parsed = itemSchema.safeParse(item);
  if (!parsed.success) {
    found.push(`not an item: ${parsed.error.message}`);
  }
  if (ids.has(item.id)) {
    found.push(`the id "${item.id}" stands twice`);
  }
  ids.add(item.id);
  const options = new Set(item.options.map(({ id }) => id));
  if (!hasError && item.accepted.flat().some((id) => !options.has(id))) {
    found.push("the key names an option that is not there, and no error says so");
  }
  if (plugin.languages !== "any" && !plugin.languages.includes(item.language)) {
    found.push(`the language "${item.language}" is not declared`);
  }
  return found;
}
