import { z } from "zod";
import { parseSettings } from "../base/plugin.ts";
import type { KnowledgeGraph } from "./knowledge-graph.ts";
import { medicalLinkerWords } from "./medical-linker-words.ts";
import { createSeedFinder, type SeedFinder } from "./seed-finder.ts";
import { seedSettingsOf, seedSettingsShape } from "./seed-settings.ts";

/**
 * A seed finder with the settings of the retriever `knowledge-seeds` and Viva's lists of medical entities, for looking at
 * what a question is given. Throws SETTINGS_INVALID naming every wrong field.
 */
export function seedInspector(graph: KnowledgeGraph, settings: Readonly<Record<string, unknown>>): SeedFinder {
  const checked = parseSettings("the seed step", z.strictObject(seedSettingsShape), settings);
  return createSeedFinder(graph, seedSettingsOf(checked), medicalLinkerWords);
}
