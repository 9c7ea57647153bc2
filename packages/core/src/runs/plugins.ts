import { catalog as backends } from "../backends/catalog.ts";
import type { Backend } from "../backends/define.ts";
import { UsageError } from "../base/errors.ts";
import { catalog as datasets } from "../datasets/catalog.ts";
import type { Dataset } from "../datasets/define.ts";
import { catalog as extractors } from "../extractors/catalog.ts";
import type { Extractor } from "../extractors/define.ts";
import { catalog as importers } from "../importers/catalog.ts";
import type { Importer } from "../importers/define.ts";
import { catalog as instructions } from "../instructions/catalog.ts";
import type { Instruction } from "../instructions/define.ts";
import { catalog as measures } from "../measures/catalog.ts";
import type { Measure } from "../measures/define.ts";
import { catalog as mergeMethods } from "../merging/catalog.ts";
import type { MergeMethod } from "../merging/define.ts";
import { catalog as perturbations } from "../perturbations/catalog.ts";
import type { Perturbation } from "../perturbations/define.ts";
import { catalog as prompts } from "../prompts/catalog.ts";
import type { PromptPlugin } from "../prompts/define.ts";
import { catalog as retrievers } from "../retrievers/catalog.ts";
import type { Retriever } from "../retrievers/define.ts";
import { catalog as scorers } from "../scorers/catalog.ts";
import type { Scorer } from "../scorers/define.ts";

/** A plugin of any kind. */
export type AnyPlugin =
  | Backend
  | Dataset
  | Extractor
  | Importer
  | Instruction
  | Measure
  | MergeMethod
  | Perturbation
  | PromptPlugin
  | Retriever
  | Scorer;

/** The catalogs of every kind of plugin that ships with Viva. */
export const catalogs = {
  dataset: datasets,
  perturbation: perturbations,
  retriever: retrievers,
  prompt: prompts,
  instruction: instructions,
  backend: backends,
  extractor: extractors,
  scorer: scorers,
  measure: measures,
  importer: importers,
  "merge-method": mergeMethods,
};

/** Plugins by kind; the type of each entry follows its kind. */
export interface PluginsByKind {
  dataset: Dataset;
  perturbation: Perturbation;
  retriever: Retriever;
  prompt: PromptPlugin;
  instruction: Instruction;
  backend: Backend;
  extractor: Extractor;
  scorer: Scorer;
  measure: Measure;
  importer: Importer;
  "merge-method": MergeMethod;
}

const kinds: ReadonlySet<string> = new Set(Object.keys(catalogs));

/** Whether a value is what one of the define… functions returns. */
function isPlugin(value: unknown): value is AnyPlugin {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    typeof value.kind === "string" &&
    kinds.has(value.kind) &&
    "configure" in value
  );
}

/** The plugin a person's own module exports as default, or all of an array. Throws PLUGIN_INVALID. */
export function pluginsOfModule(module: unknown, file: string): AnyPlugin[] {
  const exported = typeof module === "object" && module !== null && "default" in module ? module.default : undefined;
  const found = Array.isArray(exported) ? exported : [exported];
  return found.map((candidate: unknown) => {
    if (!isPlugin(candidate)) {
      throw new UsageError("PLUGIN_INVALID", "the default export is not a plugin", { place: { file } });
    }
    return candidate;
  });
}

/** The added plugins of one kind. */
export function addedOf<Kind extends keyof PluginsByKind>(
  added: readonly AnyPlugin[],
  kind: Kind,
): readonly PluginsByKind[Kind][] {
  return added.filter((plugin) => plugin.kind === kind) as unknown as readonly PluginsByKind[Kind][];
}
