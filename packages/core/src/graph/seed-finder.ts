import { type CandidateSettings, createCandidateSearch } from "./candidate-seeds.ts";
import { type LinkerWords, sharedEntityLinker } from "./entity-linker.ts";
import { heaviestWay } from "./heaviest-way.ts";
import type { KnowledgeGraph } from "./knowledge-graph.ts";
import type { LinkedMention, NamedEntity, Seed, SeedFinding, SeedStep, SeedSupport } from "./seed.ts";
import type { SeedQuestion } from "./seed-question.ts";
import type { SeedSettings } from "./seed-settings.ts";
import { selectSeeds } from "./select-seeds.ts";

/** Finds the seeds of questions. */
export interface SeedFinder {
  /** Pure: the same question gives the same seeds. A question that names no entity of the graph has none. */
  find(question: SeedQuestion): SeedFinding;
}

/**
 * Infer seeds for questions from a graph, in steps that can be looked at one by one: link the question's entities, search
 * candidates around those it affirms, choose. What is negated or left open in the question speaks for nothing (unless
 * `settings.negated` is "use") but is never a seed either.
 *
 * The idea is that of In-Context Padding (Wu, Wu and Yang 2024, doi 10.24963/ijcai.2024/829), whose algorithm is not
 * published in detail; scoring and selection are Viva's own reconstruction ("ICP-style").
 *
 * @param words Word lists beside the graph's own names, by language; null without. One graph has one such set of lists.
 */
export function createSeedFinder(
  graph: KnowledgeGraph,
  settings: SeedSettings,
  words: (language: string) => LinkerWords | null = () => null,
): SeedFinder {
  const candidateSettings: CandidateSettings = {
    ...settings,
    relationWeights: Float64Array.from(graph.relations, (name) => settings.relationWeight(name)),
  };
  const candidateSearch = createCandidateSearch(graph, candidateSettings);
  return {
    find: ({ language, text }) => {
      const named = (entity: number): NamedEntity => ({
        id: graph.keyOf(entity),
        label: graph.labelOf(entity, language),
      });
      const { links, named: inQuestion } = sharedEntityLinker(
        graph,
        language,
        settings.leastSimilarity,
        words(language),
      ).link(text);
      const mentions = links.map(
        ({ entities, ...link }): LinkedMention => ({
          text: text.slice(link.start, link.end),
          ...link,
          entities: entities.map(named),
        }),
      );
      const sources = [
        ...new Set(
          links
            .filter(({ polarity }) => polarity === "affirmed" || settings.negated === "use")
            .flatMap(({ entities }) => entities),
        ),
      ].sort((a, b) => a - b);
      const candidates = candidateSearch.search(sources, inQuestion);
      const seeds = selectSeeds(graph, candidates, settings).map(
        ({ entity, score }): Seed => ({
          ...named(entity),
          type: graph.typeOf(entity),
          score,
          supports: supportsOf(graph, entity, sources, candidateSettings, named),
        }),
      );
      return { mentions, nCandidates: candidates.entities.length, seeds };
    },
  };
}

function supportsOf(
  graph: KnowledgeGraph,
  seed: number,
  sources: readonly number[],
  settings: CandidateSettings,
  named: (entity: number) => NamedEntity,
): SeedSupport[] {
  const supports = sources.flatMap((source): SeedSupport[] => {
    const way = heaviestWay(graph, source, seed, settings);
    if (way === null) {
      return [];
    }
    let from = source;
    const path = way.edges.map((edge): SeedStep => {
      const relation = graph.edges.relations[edge] ?? 0;
      const to = graph.edges.neighbours[edge] ?? 0;
      const step: SeedStep = {
        from: named(from),
        relation: graph.relations[relation >> 1] ?? "",
        reversed: (relation & 1) === 1,
        to: named(to),
      };
      from = to;
      return step;
    });
    return [{ entity: named(source), hops: path.length, strength: way.strength, path }];
  });
  return supports.sort((a, b) => b.strength - a.strength);
}
