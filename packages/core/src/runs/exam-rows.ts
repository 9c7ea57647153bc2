import { isAbsolute, resolve } from "node:path";
import { loadPlugin } from "../base/plugin.ts";
import { catalog } from "../datasets/catalog.ts";
import type { Dataset, LoadedRow } from "../datasets/define.ts";
import { type AnyPlugin, addedOf } from "./plugins.ts";

/**
 * The rows of a dataset by its plugin's name, with every problem and without a study: for looking an exam over.
 * Relative paths are resolved against `folder`. Throws PLUGIN_UNKNOWN, SETTINGS_INVALID, or what reading throws.
 */
export async function examRows(
  dataset: string,
  settings: Readonly<Record<string, unknown>>,
  folder: string,
  plugins: readonly AnyPlugin[] = [],
): Promise<AsyncIterable<LoadedRow>> {
  const plugin: Dataset = await loadPlugin("dataset", catalog, dataset, addedOf(plugins, "dataset"));
  return plugin
    .configure(settings, { resolvePath: (path) => (isAbsolute(path) ? path : resolve(folder, path)) })
    .load();
}
