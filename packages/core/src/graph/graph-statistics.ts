import type { KnowledgeGraph } from "./knowledge-graph.ts";

/** What a graph holds, in numbers; every list with the most frequent first, equal ones by name. */
export interface GraphStatistics {
  readonly entities: number;
  readonly triples: number;
  readonly names: number;
  readonly types: readonly NamedCount[];
  readonly relations: readonly NamedCount[];
  /** Names by language; "" where the source says none. */
  readonly languages: readonly NamedCount[];
  readonly sources: readonly NamedCount[];
  /** Entities without a fact. */
  readonly isolated: number;
  /** Distinct neighbours of an entity: median and largest. */
  readonly medianNeighbours: number;
  readonly mostNeighbours: number;
  /** Entities with the most neighbours, ten at most. */
  readonly hubs: readonly NamedCount[];
}

/** Something and how often. */
export interface NamedCount {
  readonly name: string;
  readonly count: number;
}

/** Count what a graph holds. */
export function graphStatistics(graph: KnowledgeGraph): GraphStatistics {
  const types = new Map<string, number>();
  const languages = new Map<string, number>();
  let names = 0;
  for (let entity = 0; entity < graph.nEntities; entity++) {
    add(types, graph.typeOf(entity));
    for (const { language } of graph.namesOf(entity)) {
      add(languages, language);
      names += 1;
    }
  }
  const relations = new Map<string, number>();
  const sources = new Map<string, number>();
  for (const [fact, relation] of graph.facts.relations.entries()) {
    add(relations, graph.relations[relation] ?? "");
    add(sources, graph.sources[graph.sourceOf(fact)] ?? "");
  }
  const { degrees } = graph.edges;
  const sorted = degrees.toSorted();
  const hubs = Array.from(degrees.keys())
    .sort((a, b) => (degrees[b] ?? 0) - (degrees[a] ?? 0) || a - b)
    .slice(0, 10)
    .map((entity) => ({ name: graph.keyOf(entity), count: degrees[entity] ?? 0 }));
  return {
    entities: graph.nEntities,
    triples: graph.nTriples,
    names,
    types: counted(types),
    relations: counted(relations),
    languages: counted(languages),
    sources: counted(sources),
    isolated: degrees.filter((degree) => degree === 0).length,
    medianNeighbours: sorted[sorted.length >> 1] ?? 0,
    mostNeighbours: sorted.at(-1) ?? 0,
    hubs,
  };
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function counted(counts: ReadonlyMap<string, number>): NamedCount[] {
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
