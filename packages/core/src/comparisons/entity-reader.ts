import { sharedEntityLinker } from "../graph/entity-linker.ts";
import type { KnowledgeGraph } from "../graph/knowledge-graph.ts";
import { medicalLinkerWords } from "../graph/medical-linker-words.ts";
import { entitiesBeyond } from "../graph/oracle-seeds.ts";
import { seedQuestionOf, seedQuestionWithOptions } from "../graph/seed-question.ts";
import { seedSettingsShape } from "../graph/seed-settings.ts";
import type { Item } from "../records/item.ts";

/** Finds the entities of a graph in what explains an answer, the way the seed step finds them in questions. */
export interface EntityReader {
  /** Ids of what an item's explanations affirm and its question does not name; empty without an explanation. */
  beyondQuestion(item: Item): ReadonlySet<string>;
  /** Whether what the seed step was shown of an item names an entity, affirmed or not. */
  namesEntity(item: Item): boolean;
  /** Ids of what a text affirms. */
  affirmed(text: string, language: string): ReadonlySet<string>;
}

/**
 * An entity reader over a graph.
 *
 * @param settings Of the retriever that gave the seeds: its `leastSimilarity`, `words` and `options` hold here too. Throws a
 * ZodError for values that no run has.
 */
export function createEntityReader(
  graph: KnowledgeGraph,
  settings: Readonly<Record<string, unknown>> = {},
): EntityReader {
  const options = {
    count: Number.POSITIVE_INFINITY,
    leastSimilarity: seedSettingsShape.leastSimilarity.parse(settings["leastSimilarity"]),
  };
  const wordsOf = (language: string) => (settings["words"] === false ? null : medicalLinkerWords(language));
  const named = (question: string, text: string, language: string): ReadonlySet<string> =>
    new Set(entitiesBeyond(graph, { question, text, language }, options, wordsOf(language)).map(({ id }) => id));
  const shown = settings["options"] === true ? seedQuestionWithOptions : seedQuestionOf;
  return {
    beyondQuestion: (item) => named(seedQuestionOf(item).text, item.references.join("\n"), item.language),
    namesEntity: (item) => {
      const linker = sharedEntityLinker(graph, item.language, options.leastSimilarity, wordsOf(item.language));
      return linker.link(shown(item).text).named.size > 0;
    },
    affirmed: (text, language) => named("", text, language),
  };
}
