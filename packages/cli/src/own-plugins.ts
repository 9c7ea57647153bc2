import { registerHooks } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type AnyPlugin, pluginsOfModule, UsageError } from "@viva/core";

let hooked = false;

/** A person's plugin imports "@viva/core" from wherever it lies; that name means the Viva that is running. */
function resolveVivaFromAnywhere(): void {
  if (!hooked) {
    hooked = true;
    const core = import.meta.resolve("@viva/core");
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier === "@viva/core" ? { url: core, shortCircuit: true } : next(specifier, context),
    });
  }
}

/** Load the plugins of files given with --plugin. Throws PLUGIN_INVALID naming the file. */
export async function loadOwnPlugins(paths: readonly string[]): Promise<AnyPlugin[]> {
  const plugins: AnyPlugin[] = [];
  for (const path of paths) {
    resolveVivaFromAnywhere();
    let loaded: unknown;
    try {
      loaded = await import(pathToFileURL(resolve(path)).href);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new UsageError("PLUGIN_INVALID", `cannot be loaded: ${message}`, { place: { file: path }, cause });
    }
    plugins.push(...pluginsOfModule(loaded, path));
  }
  return plugins;
}
