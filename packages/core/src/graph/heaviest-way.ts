import type { CandidateSettings } from "./candidate-seeds.ts";
import type { KnowledgeGraph } from "./knowledge-graph.ts";

/** A way from an entity of a question to a seed. */
export interface Way {
  /** w·λ^(d−1): relation weights and weights of the facts multiplied along the way, times decay for the second fact. */
  readonly strength: number;
  /** Places in the graph's edges, in the order they are walked. */
  readonly edges: readonly number[];
}

/**
 * The heaviest of the shortest ways between two entities, of equal ones the one through the entity that stands first; null
 * where none is short enough. What `createCandidateSearch` counts of them, found again for the few that became seeds.
 */
export function heaviestWay(
  graph: KnowledgeGraph,
  source: number,
  target: number,
  settings: CandidateSettings,
): Way | null {
  const { starts, neighbours, degrees } = graph.edges;
  const direct = heaviestEdge(graph, source, target, settings);
  if (direct !== null || settings.hops === 1) {
    return direct;
  }
  let best: Way | null = null;
  let last = -1;
  for (let edge = starts[source] ?? 0; edge < (starts[source + 1] ?? 0); edge++) {
    const middle = neighbours[edge] ?? 0;
    if (middle === last || (degrees[middle] ?? 0) > settings.mostNeighbours) {
      continue;
    }
    last = middle;
    const first = heaviestEdge(graph, source, middle, settings);
    const second = first === null ? null : heaviestEdge(graph, middle, target, settings);
    if (first !== null && second !== null) {
      const strength = first.strength * settings.decay * second.strength;
      if (strength > (best?.strength ?? 0)) {
        best = { strength, edges: [...first.edges, ...second.edges] };
      }
    }
  }
  return best;
}

function heaviestEdge(
  { edges: { starts, neighbours, relations, weights } }: KnowledgeGraph,
  from: number,
  to: number,
  { relationWeights }: CandidateSettings,
): Way | null {
  // Neighbours are sorted: the first edge to the target by halving.
  let low = starts[from] ?? 0;
  const end = starts[from + 1] ?? 0;
  for (let high = end; low < high; ) {
    const middle = (low + high) >>> 1;
    if ((neighbours[middle] ?? 0) < to) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  let best: Way | null = null;
  for (let edge = low; edge < end && neighbours[edge] === to; edge++) {
    const strength = (relationWeights[(relations[edge] ?? 0) >> 1] ?? 0) * (weights[edge] ?? 0);
    if (strength > (best?.strength ?? 0)) {
      best = { strength, edges: [edge] };
    }
  }
  return best;
}
