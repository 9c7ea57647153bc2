import { createCandidateSearch, type Reached } from "./candidate-seeds.ts";
import { createEntityLinker, type EntityLinker, type LinkerWords } from "./entity-linker.ts";
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
 * @param words Word lists beside the graph's own names, by language; null without.
 */
export function createSeedFinder(
  graph: KnowledgeGraph,
  settings: SeedSettings,
  words: (language: string) => LinkerWords | null = () => null,
): SeedFinder {
  const search = createCandidateSearch(graph, {
    ...settings,
    relationWeights: Float64Array.from(graph.relations, (name) => settings.relationWeight(name)),
  });
  const linkers = new Map<string, EntityLinker>();
  const linkerOf = (language: string): EntityLinker => {
    const known = linkers.get(language);
    if (known !== undefined) {
      return known;
    }
    const made = createEntityLinker(graph, language, settings.leastSimilarity, words(language));
    linkers.set(language, made);
    return made;
  };
  return {
    find: ({ language, text }) => {
      const named = (entity: number): NamedEntity => ({
        id: graph.keyOf(entity),
        label: graph.labelOf(entity, language),
      });
      const { links, named: inQuestion } = linkerOf(language).link(text);
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
      const { candidates, reached } = search.search(sources);
      const possible = candidates.filter(({ entity }) => !inQuestion.has(entity));
      const seeds = selectSeeds(graph, possible, inQuestion, settings).map(
        ({ entity, score }): Seed => ({
          ...named(entity),
          type: graph.typeOf(entity),
          score,
          supports: supportsOf(graph, entity, reached, named),
        }),
      );
      return { mentions, nCandidates: possible.length, seeds };
    },
  };
}

function supportsOf(
  graph: KnowledgeGraph,
  entity: number,
  reached: readonly Reached[],
  named: (entity: number) => NamedEntity,
): SeedSupport[] {
  const step = (from: number, edge: number): SeedStep => {
    const relation = graph.edges.relations[edge] ?? 0;
    return {
      from: named(from),
      relation: graph.relations[relation >> 1] ?? "",
      reversed: (relation & 1) === 1,
      to: named(graph.edges.neighbours[edge] ?? 0),
    };
  };
  return reached
    .flatMap((of): SeedSupport[] => {
      const at = of.entities.indexOf(entity);
      if (at < 0) {
        return [];
      }
      const middle = of.through[at] ?? 0;
      const last = step(middle, of.edges[at] ?? 0);
      const path = middle === of.source ? [last] : [step(of.source, of.edges[of.entities.indexOf(middle)] ?? 0), last];
      return [{ entity: named(of.source), hops: path.length, strength: of.strengths[at] ?? 0, path }];
    })
    .sort((a, b) => b.strength - a.strength);
}
