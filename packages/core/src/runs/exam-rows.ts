import { loadPlugin } from "../base/plugin.ts";
import { catalog } from "../datasets/catalog.ts";
import type { Dataset, LoadedRow } from "../datasets/define.ts";
import { type AnyPlugin, addedOf } from "./plugins.ts";
import { createStudyPaths } from "./study-paths.ts";

/**
 * The rows of a dataset by its plugin's name, with every problem and without a study: for looking an exam over.
 * Relative paths are resolved against `folder`; `hf://` references are fetched first, as `environment` says. Throws
 * PLUGIN_UNKNOWN, SETTINGS_INVALID, or what fetching and reading throw.
 */
export async function examRows(
  dataset: string,
  settings: Readonly<Record<string, unknown>>,
  folder: string,
  plugins: readonly AnyPlugin[] = [],
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<AsyncIterable<LoadedRow>> {
  const plugin: Dataset = await loadPlugin("dataset", catalog, dataset, addedOf(plugins, "dataset"));
  const paths = createStudyPaths(folder);
  const configured = plugin.configure(settings, { resolvePath: paths.resolvePath });
  await paths.fetchReferences(environment);
  return configured.load();
}
