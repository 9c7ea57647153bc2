import { z } from "zod";
import { UsageError } from "./errors.ts";

/** What every plugin says of itself. */
export interface PluginFacts {
  /** Kebab-case, the same as its file name. */
  readonly name: string;
  /** One line, a sentence without its full stop. */
  readonly description: string;
  /** The paper, DOI or standard it follows, or "Viva" for our own. */
  readonly source: string;
  /** Settings it takes, each with a `.describe()`; feeds --help, forms and the docs. */
  readonly settings: z.ZodType;
}

/** Lazy list of the plugins of one kind: name → module whose default export is the plugin. */
export type Catalog<Plugin extends PluginFacts> = Readonly<Record<string, () => Promise<{ readonly default: Plugin }>>>;

/** How a kind of plugin is called in messages. */
export type PluginKind =
  | "dataset"
  | "perturbation"
  | "retriever"
  | "prompt"
  | "instruction"
  | "backend"
  | "extractor"
  | "scorer"
  | "measure"
  | "importer"
  | "merge-method";

/**
 * The plugin of a name, its own file's plugins first. Throws PLUGIN_UNKNOWN with the known names otherwise.
 */
export async function loadPlugin<Plugin extends PluginFacts>(
  kind: PluginKind,
  catalog: Catalog<Plugin>,
  name: string,
  added: readonly Plugin[] = [],
): Promise<Plugin> {
  const own = added.find((plugin) => plugin.name === name);
  if (own !== undefined) {
    return own;
  }
  const load = Object.hasOwn(catalog, name) ? catalog[name] : undefined;
  if (load === undefined) {
    const known = [...Object.keys(catalog), ...added.map((plugin) => plugin.name)].sort();
    throw new UsageError("PLUGIN_UNKNOWN", `no ${kind} is called "${name}"`, {
      remedy: `Known ${kind}s: ${known.join(", ")}. Your own file loads with --plugin ./mine.ts.`,
    });
  }
  return (await load()).default;
}

/** Settings checked against a plugin's schema, defaults filled in. Throws SETTINGS_INVALID naming every wrong field. */
export function parseSettings<Settings>(plugin: string, schema: z.ZodType<Settings>, raw: unknown): Settings {
  const result = schema.safeParse(raw ?? {});
  if (result.success) {
    return result.data;
  }
  throw new UsageError("SETTINGS_INVALID", `settings of ${plugin}: ${z.prettifyError(result.error)}`);
}
