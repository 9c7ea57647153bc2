import type { KnowledgeGraph } from "../graph/knowledge-graph.ts";
import { medicalLinkerWords } from "../graph/medical-linker-words.ts";
import { entitiesBeyond } from "../graph/oracle-seeds.ts";
import { seedQuestionOf } from "../graph/seed-question.ts";
import { seedSettingsShape } from "../graph/seed-settings.ts";
import type { Item } from "../records/item.ts";

/** Finds the entities of a graph in what explains an answer, the way the seed step finds them in questions. */
export interface EntityReader {
  /** Ids of what an item's explanations affirm and its question does not name; empty without an explanation. */
  beyondQuestion(item: Item): ReadonlySet<string>;
  /** Ids of what a text affirms. */
  affirmed(text: string, language: string): ReadonlySet<string>;
}

/**
 * An entity reader over a graph.
 *
 * @param settings Of the retriever that gave the seeds: its `leastSimilarity` and `words` hold here too. Throws a ZodError for
 * values that no run has.
 */
export function createEntityReader(
  graph: KnowledgeGraph,
  settings: Readonly<Record<string, unknown>> = {},
): EntityReader {
  const options = {
    count: Number.POSITIVE_INFINITY,
    leastSimilarity: seedSettingsShape.leastSimilarity.parse(settings["leastSimilarity"]),
  };
  const named = (question: string, text: string, language: string): ReadonlySet<string> => {
    const words = settings["words"] === false ? null : medicalLinkerWords(language);
    return new Set(entitiesBeyond(graph, { question, text, language }, options, words).map(({ id }) => id));
  };
  return {
    beyondQuestion: (item) => named(seedQuestionOf(item).text, item.references.join("\n"), item.language),
    affirmed: (text, language) => named("", text, language),
  };
}
