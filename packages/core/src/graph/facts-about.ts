import { type LinkerWords, sharedEntityLinker } from "./entity-linker.ts";
import type { KnowledgeGraph } from "./knowledge-graph.ts";
import { sayFact } from "./say-fact.ts";
import type { SeedQuestion } from "./seed-question.ts";
import type { SeedSettings } from "./seed-settings.ts";

/** A fact of a graph as a text. */
export interface FactText {
  /** "head|relation|tail", by identifiers. */
  readonly id: string;
  readonly text: string;
  /** Weight of the relation × weight of the fact × ln((N + 1) / (deg + 1)) of the end the question does not name. */
  readonly score: number;
}

/**
 * The facts a graph has about the entities a question affirms, best first, equal ones in the order of their identifiers. A
 * fact both of whose ends the question names is scored by the rarer end.
 */
export function factsAbout(
  graph: KnowledgeGraph,
  { language, text }: SeedQuestion,
  settings: Pick<SeedSettings, "relationWeight" | "negated" | "leastSimilarity"> & { readonly top: number },
  words: LinkerWords | null,
): FactText[] {
  const { links } = sharedEntityLinker(graph, language, settings.leastSimilarity, words).link(text);
  const { starts, neighbours, relations, weights, degrees } = graph.edges;
  const found = new Map<string, FactText>();
  for (const { entities, polarity } of links) {
    for (const entity of polarity === "affirmed" || settings.negated === "use" ? entities : []) {
      for (let edge = starts[entity] ?? 0; edge < (starts[entity + 1] ?? 0); edge++) {
        const code = relations[edge] ?? 0;
        const relation = graph.relations[code >> 1] ?? "";
        const weight = settings.relationWeight(relation) * (weights[edge] ?? 0);
        if (weight === 0) {
          continue;
        }
        const other = neighbours[edge] ?? 0;
        const [head, tail] = (code & 1) === 1 ? [other, entity] : [entity, other];
        const id = `${graph.keyOf(head)}|${relation}|${graph.keyOf(tail)}`;
        const score = weight * Math.log((graph.nEntities + 1) / ((degrees[other] ?? 0) + 1));
        if (score > (found.get(id)?.score ?? 0)) {
          found.set(id, {
            id,
            text: sayFact(graph.labelOf(head, language), relation, graph.labelOf(tail, language), language),
            score,
          });
        }
      }
    }
  }
  return [...found.values()]
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .slice(0, settings.top);
}
