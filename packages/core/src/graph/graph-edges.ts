/** Facts as columns; row by row one fact. */
export interface FactColumns {
  readonly heads: Uint32Array;
  readonly relations: Uint16Array;
  readonly tails: Uint32Array;
  readonly weights: Float32Array;
}

/**
 * The neighbours of every entity, in both directions: those of entity e stand from `starts[e]` to before `starts[e + 1]`,
 * sorted by neighbour, then as the facts are.
 */
export interface GraphEdges {
  readonly starts: Uint32Array;
  readonly neighbours: Uint32Array;
  /** Relation's code × 2, plus 1 where the neighbour is the head of the fact. */
  readonly relations: Uint16Array;
  readonly weights: Float32Array;
  /** Distinct neighbours of each entity. */
  readonly degrees: Uint32Array;
}

/** The edges of facts over so many entities: two counting sorts, first by neighbour, then by owner. */
export function graphEdgesOf(facts: FactColumns, nEntities: number): GraphEdges {
  const { heads, relations, tails, weights } = facts;
  const nFacts = heads.length;
  const owners = new Uint32Array(2 * nFacts);
  const others = new Uint32Array(2 * nFacts);
  const order = new Uint32Array(2 * nFacts);
  owners.set(heads);
  owners.set(tails, nFacts);
  others.set(tails);
  others.set(heads, nFacts);
  for (let edge = 0; edge < order.length; edge++) {
    order[edge] = edge;
  }
  const byOther = sortedBy(order, others, nEntities).order;
  const { order: byOwner, starts } = sortedBy(byOther, owners, nEntities);
  const edges: GraphEdges = {
    starts,
    neighbours: new Uint32Array(2 * nFacts),
    relations: new Uint16Array(2 * nFacts),
    weights: new Float32Array(2 * nFacts),
    degrees: new Uint32Array(nEntities),
  };
  for (let at = 0; at < byOwner.length; at++) {
    const edge = byOwner[at] ?? 0;
    const incoming = edge >= nFacts;
    const fact = incoming ? edge - nFacts : edge;
    edges.neighbours[at] = others[edge] ?? 0;
    edges.relations[at] = 2 * (relations[fact] ?? 0) + (incoming ? 1 : 0);
    edges.weights[at] = weights[fact] ?? 0;
  }
  for (let entity = 0; entity < nEntities; entity++) {
    let last = -1;
    for (let at = starts[entity] ?? 0; at < (starts[entity + 1] ?? 0); at++) {
      const other = edges.neighbours[at] ?? 0;
      if (other !== last) {
        edges.degrees[entity] = (edges.degrees[entity] ?? 0) + 1;
        last = other;
      }
    }
  }
  return edges;
}

/** A stable counting sort. */
function sortedBy(
  order: Uint32Array<ArrayBuffer>,
  keys: Uint32Array,
  nKeys: number,
): { readonly order: Uint32Array<ArrayBuffer>; readonly starts: Uint32Array } {
  const starts = new Uint32Array(nKeys + 1);
  for (let at = 0; at < order.length; at++) {
    const next = (keys[order[at] ?? 0] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  }
  for (let at = 1; at <= nKeys; at++) {
    starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  }
  const places = starts.slice();
  const sorted = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const edge = order[at] ?? 0;
    const of = keys[edge] ?? 0;
    const place = places[of] ?? 0;
    sorted[place] = edge;
    places[of] = place + 1;
  }
  return { order: sorted, starts };
}
