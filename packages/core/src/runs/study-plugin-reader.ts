import type { z } from "zod";
import { VivaError } from "../base/errors.ts";
import { loadPlugin, type PluginFacts } from "../base/plugin.ts";
import { type AnyPlugin, addedOf, catalogs, type PluginsByKind } from "./plugins.ts";
import type { Chosen } from "./study.ts";
import { problemsOf, type StudyProblem } from "./study-problems.ts";

/** Keys and indexes from the top of a study file. */
export type StudyPath = readonly PropertyKey[];

/** A plugin by name, or by name with its settings beside it. */
export type PluginReference = string | { readonly use: string; readonly [setting: string]: unknown };

/** What is made of a plugin and its checked settings. */
export type MakeChosen<Kind extends keyof PluginsByKind, Extra extends { readonly configured: unknown }> = (
  plugin: PluginsByKind[Kind],
  settings: unknown,
) => Extra;

/** Finds the plugins a study names, checks their settings, and gathers what is wrong with them instead of throwing. */
export class StudyPluginReader {
  readonly #added: readonly AnyPlugin[];
  readonly #problems: StudyProblem[] = [];

  /** @param added Plugins from the person's own files. */
  constructor(added: readonly AnyPlugin[]) {
    this.#added = added;
  }

  /** What was wrong so far, in the order it was found. */
  get problems(): readonly StudyProblem[] {
    return this.#problems;
  }

  /** Note that something is wrong at a place of the study. */
  report(path: StudyPath, message: string): void {
    this.#problems.push({ path, message });
  }

  /** The same for a problem found elsewhere. */
  take(problem: StudyProblem): void {
    this.#problems.push(problem);
  }

  /** Several plugins of a kind; those that something is wrong with are left out. */
  async list<Kind extends keyof PluginsByKind, Extra extends { readonly configured: unknown }>(
    kind: Kind,
    references: readonly PluginReference[],
    path: StudyPath,
    make: MakeChosen<Kind, Extra>,
  ): Promise<(Chosen<Extra["configured"]> & Extra)[]> {
    const chosen: (Chosen<Extra["configured"]> & Extra)[] = [];
    for (const [index, reference] of references.entries()) {
      const one = await this.one(kind, reference, [...path, index], make);
      if (one !== null) {
        chosen.push(one);
      }
    }
    return chosen;
  }

  /**
   * One plugin; null where there is none of that name or its settings are wrong.
   *
   * @param nameField The field beside the settings that names it, for the place of a wrong name.
   */
  async one<Kind extends keyof PluginsByKind, Extra extends { readonly configured: unknown }>(
    kind: Kind,
    reference: PluginReference,
    path: StudyPath,
    make: MakeChosen<Kind, Extra>,
    nameField = "use",
  ): Promise<(Chosen<Extra["configured"]> & Extra) | null> {
    const { use, ...written } = typeof reference === "string" ? { use: reference } : reference;
    const namePath = typeof reference === "string" ? path : [...path, nameField];
    const plugin = await this.#find(kind, use, namePath);
    if (plugin === null) {
      return null;
    }
    const settings = this.#settings(plugin, written, path);
    if (settings === null) {
      return null;
    }
    return { use, settings, ...make(plugin, settings) };
  }

  async #find<Kind extends keyof PluginsByKind>(
    kind: Kind,
    name: string,
    path: StudyPath,
  ): Promise<PluginsByKind[Kind] | null> {
    try {
      const catalog = catalogs[kind] as unknown as Record<string, () => Promise<{ default: PluginsByKind[Kind] }>>;
      return await loadPlugin(kind, catalog, name, addedOf(this.#added, kind));
    } catch (error) {
      if (error instanceof VivaError && error.code === "PLUGIN_UNKNOWN") {
        this.report(path, `${error.message}. ${error.remedy}`);
        return null;
      }
      throw error;
    }
  }

  #settings(plugin: PluginFacts, written: unknown, path: StudyPath): Readonly<Record<string, unknown>> | null {
    const parsed = plugin.settings.safeParse(written);
    if (!parsed.success) {
      this.#problems.push(...problemsOf(parsed.error, path, settingNames(plugin.settings)));
      return null;
    }
    return parsed.data as Readonly<Record<string, unknown>>;
  }
}

function settingNames(schema: z.ZodType): string[] {
  return "shape" in schema && typeof schema.shape === "object" && schema.shape !== null
    ? Object.keys(schema.shape)
    : [];
}
