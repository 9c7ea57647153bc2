import { type LinkerWords, sharedEntityLinker } from "./entity-linker.ts";
import type { KnowledgeGraph } from "./knowledge-graph.ts";
import type { Seed } from "./seed.ts";

/**
 * The entities a text affirms and a question does not name, rarest in the graph first: ln((N + 1) / (deg + 1)) as in
 * `createCandidateSearch`, equal ones in the order of their identifiers. Made from an explanation they are what the best of
 * all seed steps could give: they leak the answer.
 *
 * @param count Seeds at most.
 */
export function entitiesBeyond(
  graph: KnowledgeGraph,
  { question, text, language }: { readonly question: string; readonly text: string; readonly language: string },
  { count, leastSimilarity }: { readonly count: number; readonly leastSimilarity: number },
  words: LinkerWords | null,
): Seed[] {
  const linker = sharedEntityLinker(graph, language, leastSimilarity, words);
  const { named } = linker.link(question);
  const entities = new Set(
    linker
      .link(text)
      .links.filter(({ polarity }) => polarity === "affirmed")
      .flatMap((link) => link.entities)
      .filter((entity) => !named.has(entity)),
  );
  return [...entities]
    .map((entity): Seed & { readonly entity: number } => ({
      entity,
      id: graph.keyOf(entity),
      label: graph.labelOf(entity, language),
      type: graph.typeOf(entity),
      score: Math.log((graph.nEntities + 1) / ((graph.edges.degrees[entity] ?? 0) + 1)),
      supports: [],
    }))
    .sort((a, b) => b.score - a.score || a.entity - b.entity)
    .slice(0, count)
    .map(({ entity: _, ...seed }) => seed);
}
