import { UsageError } from "../base/errors.ts";
import { foldedString } from "../text/fold-text.ts";
import { createFuzzyNames } from "./fuzzy-names.ts";
import type { KnowledgeGraph } from "./knowledge-graph.ts";
import { sayFact } from "./say-fact.ts";
import type { EntityName } from "./statement.ts";

/** Everything a graph says of one entity. */
export interface EntityEntry {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly names: readonly EntityName[];
  readonly facts: readonly EntityFact[];
}

/** A fact an entity takes part in. */
export interface EntityFact {
  readonly relation: string;
  /** Whether the entity is the fact's tail. */
  readonly reversed: boolean;
  readonly other: { readonly id: string; readonly label: string; readonly type: string };
  readonly weight: number;
  /** In words of the language asked for. */
  readonly text: string;
}

/**
 * The entities of an identifier or a name (whatever case, accents and script), with all their facts by relation. Throws
 * GRAPH_ENTITY_UNKNOWN naming the nearest name the graph has.
 */
export function lookUpEntity(graph: KnowledgeGraph, wanted: string, language: string): EntityEntry[] {
  const byId = graph.entityOf(wanted);
  const entities = byId >= 0 ? [byId] : entitiesNamed(graph, foldedString(wanted));
  if (entities.length === 0) {
    const nearest = createFuzzyNames(graph, language).nearest(wanted, 0.3);
    throw new UsageError("GRAPH_ENTITY_UNKNOWN", `no entity is called ${JSON.stringify(wanted)}`, {
      remedy:
        nearest === null
          ? "Check the spelling; no name of the graph is like it."
          : `Check the spelling; nearest: ${graph.labelOf(nearest.entity, language)} (${graph.keyOf(nearest.entity)}).`,
    });
  }
  return entities.map((entity) => entryOf(graph, entity, language));
}

function entitiesNamed(graph: KnowledgeGraph, folded: string): number[] {
  const found: number[] = [];
  for (let entity = 0; entity < graph.nEntities; entity++) {
    if (graph.namesOf(entity).some(({ text }) => foldedString(text) === folded)) {
      found.push(entity);
    }
  }
  return found;
}

function entryOf(graph: KnowledgeGraph, entity: number, language: string): EntityEntry {
  const { starts, neighbours, relations, weights } = graph.edges;
  const label = graph.labelOf(entity, language);
  const facts: EntityFact[] = [];
  for (let edge = starts[entity] ?? 0; edge < (starts[entity + 1] ?? 0); edge++) {
    const code = relations[edge] ?? 0;
    const relation = graph.relations[code >> 1] ?? "";
    const reversed = (code & 1) === 1;
    const at = neighbours[edge] ?? 0;
    const other = { id: graph.keyOf(at), label: graph.labelOf(at, language), type: graph.typeOf(at) };
    const text = reversed
      ? sayFact(other.label, relation, label, language)
      : sayFact(label, relation, other.label, language);
    facts.push({ relation, reversed, other, weight: weights[edge] ?? 0, text });
  }
  facts.sort(
    (a, b) =>
      Number(a.reversed) - Number(b.reversed) ||
      compared(a.relation, b.relation) ||
      b.weight - a.weight ||
      compared(a.other.id, b.other.id),
  );
  return { id: graph.keyOf(entity), type: graph.typeOf(entity), label, names: graph.namesOf(entity), facts };
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
