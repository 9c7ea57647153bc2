import type { KnowledgeGraph } from "./knowledge-graph.ts";

/** How far and along what seeds are looked for. */
export interface CandidateSettings {
  /** Facts between an entity of the question and a seed at most: 1 or 2. */
  readonly hops: 1 | 2;
  /** By code of relation; 0 leaves the relation out. */
  readonly relationWeights: Float64Array;
  /** λ: factor for the second fact of a way, 0–1. */
  readonly decay: number;
  /** β: how much more a candidate counts that every entity of the question leads to. 0 for nothing. */
  readonly supportBonus: number;
  /** Ways do not lead through entities with more neighbours than this: what everything has says nothing. */
  readonly mostNeighbours: number;
}

/** Entities that may become seeds and their scores, in no order; row by row one candidate. */
export interface Candidates {
  readonly entities: readonly number[];
  readonly scores: readonly number[];
}

/** Looks for candidates; keeps working space, so one serves many questions. */
export interface CandidateSearch {
  /** Candidates for the entities of a question, without those that are named in it. */
  search(sources: readonly number[], named: Iterable<number>): Candidates;
}

/**
 * Search candidates around the entities E of a question:
 *
 *   s(v) = idf(v) · (1 + β·|{e ∈ E: e reaches v}| / |E|) · Σ_{e ∈ E} w(e, v) · λ^(d(e, v) − 1)
 *   idf(v) = ln((N + 1) / (deg(v) + 1))
 *
 * with N entities in the graph, deg(v) the distinct neighbours of v, d(e, v) the facts on the shortest way (1 or 2), and
 * w(e, v) the relation weights and weights of the facts multiplied along it; of several shortest ways the heaviest counts
 * (`heaviestWay`).
 */
export function createCandidateSearch(graph: KnowledgeGraph, settings: CandidateSettings): CandidateSearch {
  const { edges, nEntities } = graph;
  const { starts, neighbours, relations, weights, degrees } = edges;
  const { relationWeights, decay, hops, mostNeighbours, supportBonus } = settings;
  const best = new Float64Array(nEntities);
  const depth = new Uint8Array(nEntities);
  const sums = new Float64Array(nEntities);
  const supports = new Uint32Array(nEntities);
  const idf = Float64Array.from(degrees, (degree) => Math.log((nEntities + 1) / (degree + 1)));

  const step = (from: number, strength: number, at: number, touched: number[]): void => {
    for (let edge = starts[from] ?? 0; edge < (starts[from + 1] ?? 0); edge++) {
      const weight = relationWeights[(relations[edge] ?? 0) >> 1] ?? 0;
      const entity = neighbours[edge] ?? 0;
      const reachedAt = depth[entity] ?? 0;
      if (weight === 0 || (reachedAt !== 0 && reachedAt < at)) {
        continue;
      }
      if (reachedAt === 0) {
        touched.push(entity);
        depth[entity] = at;
        best[entity] = 0;
      }
      const value = strength * weight * (weights[edge] ?? 0);
      if (value > (best[entity] ?? 0)) {
        best[entity] = value;
      }
    }
  };
  const reach = (source: number, seen: number[]): void => {
    const touched: number[] = [];
    depth[source] = 1;
    step(source, 1, 1, touched);
    const near = touched.length;
    if (hops === 2) {
      for (let at = 0; at < near; at++) {
        const middle = touched[at] ?? 0;
        if ((degrees[middle] ?? 0) <= mostNeighbours) {
          step(middle, (best[middle] ?? 0) * decay, 2, touched);
        }
      }
    }
    depth[source] = 0;
    for (const entity of touched) {
      depth[entity] = 0;
      if (supports[entity] === 0) {
        seen.push(entity);
      }
      supports[entity] = (supports[entity] ?? 0) + 1;
      sums[entity] = (sums[entity] ?? 0) + (best[entity] ?? 0);
    }
  };
  return {
    search: (sources, named) => {
      const seen: number[] = [];
      for (const source of sources) {
        reach(source, seen);
      }
      for (const entity of named) {
        supports[entity] = 0;
        sums[entity] = 0;
      }
      const entities: number[] = [];
      const scores: number[] = [];
      for (let at = 0; at < seen.length; at++) {
        const entity = seen[at] ?? 0;
        if (supports[entity] === 0) {
          continue;
        }
        entities.push(entity);
        const bonus = 1 + (supportBonus * (supports[entity] ?? 0)) / sources.length;
        scores.push((idf[entity] ?? 0) * bonus * (sums[entity] ?? 0));
        supports[entity] = 0;
        sums[entity] = 0;
      }
      return { entities, scores };
    },
  };
}
