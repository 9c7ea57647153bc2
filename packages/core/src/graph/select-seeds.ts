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
 * Choose seeds from candidates: those the question names already are left out, a candidate that shares a name
 * with a seed is the same thing and is left out too, no type gets more than its quota, and each next seed is the one with
 * the largest
 *
 *   μ · s(v) / s_max − (1 − μ) · max_{u chosen} |N(u) ∩ N(v)| / |N(u) ∪ N(v)|
 *
 * where N are the neighbours in the graph; equal ones in the order of their identifiers. The seeds are given best score first.
 * Source: Carbonell and Goldstein 1998, doi 10.1145/290941.291025 (maximal marginal relevance).
 */
export function selectSeeds(
  graph: KnowledgeGraph,
  candidates: Candidates,
  named: ReadonlySet<number>,
  settings: SelectionSettings,
): Candidate[] {
  const { count, relevance } = settings;
  const pool = poolOf(graph, candidates, named, settings);
  const largest = pool[0]?.score ?? 0;
  const chosen: Candidate[] = [];
  const names = new Set<string>();
  const left = new Map<number, number>();
  const open = new Set(pool);
  const likeness = new Map<Candidate, number>();
  while (chosen.length < count && open.size > 0) {
    let next: Candidate | null = null;
    let nextValue = Number.NEGATIVE_INFINITY;
    for (const candidate of open) {
      const value = (relevance * candidate.score) / (largest || 1) - (1 - relevance) * (likeness.get(candidate) ?? 0);
      if (value > nextValue) {
        next = candidate;
        nextValue = value;
      }
    }
    if (next === null) {
      break;
    }
    open.delete(next);
    const own = graph.namesOf(next.entity).map(({ text }) => foldedString(text));
    const type = graph.typeCodeOf(next.entity);
    const free = left.get(type) ?? quotaOf(graph.typeOf(next.entity), settings);
    if (free === 0 || own.some((name) => names.has(name))) {
      continue;
    }
    left.set(type, free - 1);
    for (const name of own) {
      names.add(name);
    }
    chosen.push(next);
    if (relevance < 1) {
      for (const candidate of open) {
        const alike = neighbourhoodOverlap(graph, next.entity, candidate.entity);
        if (alike > (likeness.get(candidate) ?? 0)) {
          likeness.set(candidate, alike);
        }
      }
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
function poolOf(
  graph: KnowledgeGraph,
  { entities, scores }: Candidates,
  named: ReadonlySet<number>,
  settings: SelectionSettings,
): Candidate[] {
  const pools = new Map<number, Candidate[]>();
  for (let at = 0; at < entities.length; at++) {
    const entity = entities[at] ?? 0;
    const score = scores[at] ?? 0;
    const type = graph.typeCodeOf(entity);
    let pool = pools.get(type);
    if (pool === undefined) {
      pool = [];
      pools.set(type, pool);
    }
    const size = poolFactor * Math.min(settings.count, quotaOf(graph.typeOf(entity), settings));
    const last = pool.length < size ? null : pool.at(-1);
    if (last === undefined || (last !== null && isBefore(last.entity, last.score, entity, score))) {
      continue;
    }
    if (score <= 0 || named.has(entity)) {
      continue;
    }
    let place = pool.length;
    for (; place > 0; place--) {
      const before = pool[place - 1];
      if (before === undefined || isBefore(before.entity, before.score, entity, score)) {
        break;
      }
    }
    pool.splice(place, 0, { entity, score });
    pool.length = Math.min(pool.length, size);
  }
  return [...pools.values()].flat().sort((a, b) => b.score - a.score || a.entity - b.entity);
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
