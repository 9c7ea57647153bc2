import { z } from "zod";
import type { KnowledgeGraph } from "../graph/knowledge-graph.ts";
import { medicalLinkerWords } from "../graph/medical-linker-words.ts";
import { sayPath } from "../graph/say-fact.ts";
import type { Seed } from "../graph/seed.ts";
import { createSeedFinder, type SeedFinder } from "../graph/seed-finder.ts";
import { type SeedQuestion, seedQuestionOf, seedQuestionWithOptions } from "../graph/seed-question.ts";
import { seedSettingsOf, seedSettingsShape } from "../graph/seed-settings.ts";
import type { Item } from "../records/item.ts";
import type { Passage } from "./define.ts";
import { graphSettingText } from "./opened-graphs.ts";

/** Settings of every retriever that gives seeds. */
export const seedRetrieverShape = {
  graph: z.string().optional().describe(graphSettingText),
  ...seedSettingsShape,
  options: z
    .boolean()
    .default(false)
    .describe("Whether seeds are also inferred from the options. The guard is on by default: they are not shown."),
  words: z
    .boolean()
    .default(true)
    .describe("Whether Viva's lists of medical entities help to find what the question names."),
  text: z
    .enum(["label", "path"])
    .default("label")
    .describe("What a seed's passage says: its name alone, or the facts that lead to it."),
} as const;

const stated = z.strictObject(seedRetrieverShape);

/** Settings of every retriever that gives seeds, checked. */
export type SeedRetrieverSettings = z.infer<typeof stated>;

/** The seed finder of a graph under these settings. */
export function seedFinderOf(graph: KnowledgeGraph, settings: SeedRetrieverSettings): SeedFinder {
  return createSeedFinder(graph, seedSettingsOf(settings), settings.words ? medicalLinkerWords : () => null);
}

/** What the seed step is given of an item. */
export function questionOf(item: Item, settings: SeedRetrieverSettings): SeedQuestion {
  return settings.options ? seedQuestionWithOptions(item) : seedQuestionOf(item);
}

/** Seeds as passages. A seed that no fact leads to says its name in either form of text. */
export function passagesOfSeeds(
  seeds: readonly Seed[],
  settings: Pick<SeedRetrieverSettings, "text">,
  source: string,
  language: string,
): Passage[] {
  return seeds.map((seed) => {
    const path = seed.supports[0]?.path ?? [];
    const text = settings.text === "path" && path.length > 0 ? sayPath(path, language) : seed.label;
    return { id: seed.id, text, score: seed.score, source, seed };
  });
}
