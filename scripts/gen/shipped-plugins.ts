import { type AnyPlugin, catalogs } from "@viva/core";

/** A kind of plugin, as the study file and messages call it. */
export type Kind = keyof typeof catalogs;

/** Kinds in the order in which a question meets them, and the folder each lives in. */
export const kinds: readonly {
  readonly kind: Kind;
  readonly folder: string;
  readonly verb: string;
  /** File name of its guide in docs/; default: adding-a-<kind>.md. */
  readonly guide?: string;
}[] = [
  { kind: "dataset", folder: "datasets", verb: "load" },
  { kind: "perturbation", folder: "perturbations", verb: "perturb" },
  { kind: "retriever", folder: "retrievers", verb: "retrieve" },
  { kind: "prompt", folder: "prompts", verb: "render" },
  { kind: "instruction", folder: "instructions", verb: "check", guide: "adding-an-instruction.md" },
  { kind: "backend", folder: "backends", verb: "complete" },
  { kind: "extractor", folder: "extractors", verb: "extract" },
  { kind: "scorer", folder: "scorers", verb: "score" },
  { kind: "measure", folder: "measures", verb: "estimate" },
  { kind: "importer", folder: "importers", verb: "read", guide: "adding-an-importer.md" },
  { kind: "merge-method", folder: "merging", verb: "merge", guide: "adding-a-merging-method.md" },
];

/** Every plugin of a kind that ships with Viva, by name. */
export async function shippedPlugins(kind: Kind): Promise<AnyPlugin[]> {
  const loaders: readonly (() => Promise<{ readonly default: AnyPlugin }>)[] = Object.values(catalogs[kind]);
  const plugins = await Promise.all(loaders.map(async (load) => (await load()).default));
  return plugins.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a plugin declares beside name, description, source and settings, e.g. `keepsKey: true`. */
export function declaredProperties(plugin: AnyPlugin): [name: string, value: string][] {
  const common: ReadonlySet<string> = new Set([
    "kind",
    "name",
    "description",
    "source",
    "settings",
    "modelSettings",
    "configure",
  ]);
  return Object.entries(plugin)
    .filter(([name, value]) => !common.has(name) && typeof value !== "function")
    .map(([name, value]: [string, unknown]) => [name, Array.isArray(value) ? value.join(", ") : String(value)]);
}
