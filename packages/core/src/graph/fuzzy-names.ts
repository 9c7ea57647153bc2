import { oppositeWordParts } from "../lexicons/opposite-word-parts.ts";
import { foldedString } from "../text/fold-text.ts";
import type { KnowledgeGraph } from "./knowledge-graph.ts";
import { mayStandIn } from "./name-languages.ts";

/** The entity whose name is nearest to a text. */
export interface NearestName {
  readonly entity: number;
  /** Dice coefficient of the two names' pairs of characters, 0–1. */
  readonly similarity: number;
}

/** Finds names that are nearly a text. */
export interface FuzzyNames {
  /** The nearest name at or above a similarity, the entity that stands first where several are as near; null without one. */
  nearest(text: string, least: number): NearestName | null;
}

/**
 * Index the names of a graph by their pairs of characters, folded as for finding (case, accents, width, script). Names of
 * one character are never near. Similarity is Dice's coefficient 2·|A ∩ B| / (|A| + |B|) over the multisets of pairs.
 *
 * Likeness must not turn a name into another thing: never near are names with another number of words, other figures or
 * single letters (type 1 and type 2, hepatitis B and C), or opposite parts (`oppositeWordParts`: hyper and hypo, 急性 and 慢性).
 *
 * Source: Dice 1945, doi 10.2307/1932409.
 */
export function createFuzzyNames(graph: KnowledgeGraph, language: string): FuzzyNames {
  const owners: number[] = [];
  const names: string[] = [];
  const sizes: number[] = [];
  const places = new Map<string, number[]>();
  for (let entity = 0; entity < graph.nEntities; entity++) {
    for (const { text, language: named } of graph.namesOf(entity)) {
      if (!mayStandIn(text, named, language)) {
        continue;
      }
      const name = foldedString(text);
      const pairs = pairsOf(name);
      const place = owners.push(entity) - 1;
      names.push(name);
      sizes.push(pairs.length);
      for (const pair of pairs) {
        const known = places.get(pair);
        if (known === undefined) {
          places.set(pair, [place]);
        } else {
          known.push(place);
        }
      }
    }
  }
  return {
    nearest: (text, least) => {
      const wanted = foldedString(text);
      const pairs = pairsOf(wanted);
      const shared = new Map<number, number>();
      for (const [pair, times] of countsOf(pairs)) {
        for (const [place, theirs] of countsOf(places.get(pair) ?? [])) {
          shared.set(place, (shared.get(place) ?? 0) + Math.min(times, theirs));
        }
      }
      let best: NearestName | null = null;
      for (const [place, count] of shared) {
        const similarity = (2 * count) / (pairs.length + (sizes[place] ?? 0));
        const entity = owners[place] ?? 0;
        if (
          similarity >= least &&
          mayMeanTheSame(wanted, names[place] ?? "") &&
          (best === null || similarity > best.similarity || (similarity === best.similarity && entity < best.entity))
        ) {
          best = { entity, similarity };
        }
      }
      return best;
    },
  };
}

function pairsOf(text: string): string[] {
  const characters = [...text];
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}

function countsOf<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/** Figures, single letters and Roman numbers of a name, in order. */
function distinguishing(name: string): string {
  return (name.match(/\d+|(?<!\p{L})(?:\p{Script=Latin}|[ivx]+)(?!\p{L})|[αβγδⅠ-ⅻ]/gu) ?? []).join(" ");
}

function mayMeanTheSame(one: string, other: string): boolean {
  return (
    one.split(" ").length === other.split(" ").length &&
    distinguishing(one) === distinguishing(other) &&
    oppositeWordParts.every((parts) => {
      const [ours, theirs] = [one, other].map((name) => parts.filter((part) => name.includes(part)).join());
      return ours === theirs;
    })
  );
}
