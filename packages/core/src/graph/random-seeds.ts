import { randomStream } from "../base/random.ts";
import type { KnowledgeGraph } from "./knowledge-graph.ts";
import { sayFact } from "./say-fact.ts";
import type { Seed, SeedFinding } from "./seed.ts";
import type { SeedQuestion } from "./seed-question.ts";

/** Draws seeds that say nothing. */
export interface RandomSeeds {
  /**
   * For each seed of a finding another entity of its type, drawn at random: none that the question names or that is a seed,
   * none twice. Where a type has too few, there are fewer. The draw depends on the seed, the question's id and the types
   * alone.
   */
  draw(question: SeedQuestion, finding: SeedFinding): Seed[];
  /**
   * A fact about a drawn seed, drawn among those of relations with a weight above 0 whose other end the question does not
   * name: what stands beside the question where seeds come with the facts that lead to them. The label where there is none.
   */
  factAbout(
    seed: Seed,
    question: SeedQuestion,
    finding: SeedFinding,
    relationWeight: (relation: string) => number,
  ): string;
}

/** The control of knowledge seeds: as many, of the same types, from the same graph, but of no relation to the question. */
export function createRandomSeeds(graph: KnowledgeGraph, seed: number): RandomSeeds {
  const byType = new Map<string, number[]>();
  for (let entity = 0; entity < graph.nEntities; entity++) {
    if ((graph.edges.degrees[entity] ?? 0) > 0) {
      const type = graph.typeOf(entity);
      const known = byType.get(type);
      if (known === undefined) {
        byType.set(type, [entity]);
      } else {
        known.push(entity);
      }
    }
  }
  return {
    draw: ({ id, language }, { mentions, seeds }) => {
      const random = randomStream(seed, "random-seeds", id);
      const taken = new Set([
        ...mentions.flatMap(({ entities }) => entities.map((entity) => entity.id)),
        ...seeds.map((found) => found.id),
      ]);
      return seeds.flatMap(({ type }): Seed[] => {
        const pool = byType.get(type) ?? [];
        // Drawing again is quick while few are taken; a pool with little left is looked through instead.
        for (let attempt = 0; attempt < 20 && pool.length > 0; attempt++) {
          const entity = pool[random.integer(pool.length)] ?? 0;
          if (!taken.has(graph.keyOf(entity))) {
            taken.add(graph.keyOf(entity));
            return [drawn(graph, entity, language)];
          }
        }
        const left = pool.filter((entity) => !taken.has(graph.keyOf(entity)));
        const entity = left[left.length === 0 ? 0 : random.integer(left.length)];
        if (entity === undefined) {
          return [];
        }
        taken.add(graph.keyOf(entity));
        return [drawn(graph, entity, language)];
      });
    },
    factAbout: ({ id: key, label }, { id, language }, { mentions }, relationWeight) => {
      const named = new Set(mentions.flatMap(({ entities }) => entities.map((entity) => entity.id)));
      const { starts, neighbours, relations } = graph.edges;
      const entity = graph.entityOf(key);
      const facts: string[] = [];
      for (let edge = starts[entity] ?? 0; edge < (starts[entity + 1] ?? 0); edge++) {
        const code = relations[edge] ?? 0;
        const relation = graph.relations[code >> 1] ?? "";
        const other = neighbours[edge] ?? 0;
        if (relationWeight(relation) > 0 && !named.has(graph.keyOf(other))) {
          const [head, tail] = (code & 1) === 1 ? [other, entity] : [entity, other];
          facts.push(sayFact(graph.labelOf(head, language), relation, graph.labelOf(tail, language), language));
        }
      }
      return facts[facts.length === 0 ? 0 : randomStream(seed, "random-facts", id, key).integer(facts.length)] ?? label;
    },
  };
}

function drawn(graph: KnowledgeGraph, entity: number, language: string): Seed {
  return {
    id: graph.keyOf(entity),
    label: graph.labelOf(entity, language),
    type: graph.typeOf(entity),
    score: 0,
    supports: [],
  };
}
