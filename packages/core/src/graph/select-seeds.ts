import { foldedString } from "../text/fold-text.ts";
import type { Candidates } from "./candidate-seeds.ts";
import type { KnowledgeGraph } from "./knowledge-graph.ts";

/** An entity that was chosen. */
export interface Candidate {
  readonly entity: number;
  readonly score: number;
}

/** How candidates become seeds. */
export interface SelectionSettings {
  /** k: seeds at most; 0 for none. */
  readonly count: number;
  /** By type: seeds of it at most; 0 leaves the type out. */
  readonly quotas: ReadonlyMap<string, number>;
  /** Seeds of every other type at most; entities without a type have no quota. */
  readonly perType: number;
  /** μ of maximal marginal relevance, 0–1: 1 for the best scores alone, lower for seeds less like each other. */
  readonly relevance: number;
}

/** Candidates of a type that diversity chooses among, for each seed wanted. */
const poolFactor = 4;

/**
 * Choose seeds from candidates: one that shares a name with a seed is the same thing and is left out, no type gets more than
 * its quota, and each next seed is the one with the largest
 *
 *   μ · s(v) / s_max − (1 − μ) · max_{u chosen} |N(u) ∩ N(v)| / |N(u) ∪ N(v)|
 *
 * where N are the neighbours in the graph; equal ones in the order of their identifiers. The seeds are given best score first.
 * Source: Carbonell and Goldstein 1998, doi 10.1145/290941.291025 (maximal marginal relevance).
 */
export function selectSeeds(graph: KnowledgeGraph, candidates: Candidates, settings: SelectionSettings): Candidate[] {
  const { count, relevance } = settings;
  const pool = poolOf(graph, candidates, settings);
  const largest = pool[0]?.score ?? 0;
  const chosen: Candidate[] = [];
  const names = new Set<string>();
  const left = new Map<number, number>();
  const likeness = new Float64Array(pool.length);
  /** With how many of the chosen each was compared, and −1 for those that are chosen or left out. */
  const compared = new Int32Array(pool.length);
  while (chosen.length < count) {
    let next = -1;
    let nextValue = Number.NEGATIVE_INFINITY;
    for (const [at, { entity, score }] of pool.entries()) {
      const most = (relevance * score) / (largest || 1);
      if (most <= nextValue) {
        // The pool is sorted: nothing that follows can be worth more.
        break;
      }
      let seen = compared[at] ?? 0;
      if (seen < 0) {
        continue;
      }
      for (; relevance < 1 && seen < chosen.length; seen++) {
        const alike = neighbourhoodOverlap(graph, chosen[seen]?.entity ?? 0, entity);
        likeness[at] = Math.max(likeness[at] ?? 0, alike);
      }
      compared[at] = seen;
      const value = most - (1 - relevance) * (likeness[at] ?? 0);
      if (value > nextValue) {
        next = at;
        nextValue = value;
      }
    }
    const candidate = pool[next];
    if (candidate === undefined) {
      break;
    }
    compared[next] = -1;
    const own = graph.namesOf(candidate.entity).map(({ text }) => foldedString(text));
    const type = graph.typeCodeOf(candidate.entity);
    const free = left.get(type) ?? quotaOf(graph.typeOf(candidate.entity), settings);
    if (free > 0 && !own.some((name) => names.has(name))) {
      left.set(type, free - 1);
      for (const name of own) {
        names.add(name);
      }
      chosen.push(candidate);
    }
  }
  return chosen.sort((a, b) => b.score - a.score || a.entity - b.entity);
}

function quotaOf(type: string, { quotas, perType }: SelectionSettings): number {
  return quotas.get(type) ?? (type === "" ? Number.POSITIVE_INFINITY : perType);
}

/**
 * The best candidates of every type, best first: as many of each as could become seeds, times `poolFactor`. One pass with a
 * short sorted list for each type: sorting tens of thousands of candidates would take most of the time.
 */
function poolOf(graph: KnowledgeGraph, { entities, scores }: Candidates, settings: SelectionSettings): Candidate[] {
  const pools = new Map<number, { readonly size: number; readonly best: Candidate[] }>();
  for (let at = 0; at < entities.length; at++) {
    const entity = entities[at] ?? 0;
    const score = scores[at] ?? 0;
    const type = graph.typeCodeOf(entity);
    let pool = pools.get(type);
    if (pool === undefined) {
      const size = poolFactor * Math.min(settings.count, quotaOf(graph.typeOf(entity), settings));
      pool = { size, best: [] };
      pools.set(type, pool);
    }
    const { size, best } = pool;
    const last = best[size - 1];
    if (size === 0 || score <= 0 || (last !== undefined && isBefore(last.entity, last.score, entity, score))) {
      continue;
    }
    let place = best.length;
    for (; place > 0; place--) {
      const before = best[place - 1];
      if (before === undefined || isBefore(before.entity, before.score, entity, score)) {
        break;
      }
    }
    best.splice(place, 0, { entity, score });
    best.length = Math.min(best.length, size);
  }
  return [...pools.values()].flatMap(({ best }) => best).sort((a, b) => b.score - a.score || a.entity - b.entity);
}

/** Whether one candidate stands before another: by score, then by identifier. */
function isBefore(entity: number, score: number, otherEntity: number, otherScore: number): boolean {
  return score > otherScore || (score === otherScore && entity < otherEntity);
}

/** Jaccard index of two entities' neighbours, 0–1; 0 where neither has any. Neighbours are sorted, so one pass does. */
export function neighbourhoodOverlap(graph: KnowledgeGraph, one: number, other: number): number {
  const { starts, neighbours, degrees } = graph.edges;
  let left = starts[one] ?? 0;
  let right = starts[other] ?? 0;
  const leftEnd = starts[one + 1] ?? 0;
  const rightEnd = starts[other + 1] ?? 0;
  let common = 0;
  let last = -1;
  while (left < leftEnd && right < rightEnd) {
    const a = neighbours[left] ?? 0;
    const b = neighbours[right] ?? 0;
    if (a === b && a !== last) {
      common += 1;
      last = a;
    }
    if (a <= b) {
      left += 1;
    }
    if (b <= a) {
      right += 1;
    }
  }
  const union = (degrees[one] ?? 0) + (degrees[other] ?? 0) - common;
  return union === 0 ? 0 : common / union;
}
