import { createEntityFinder, type EntityFinder } from "../text/entity-finder.ts";
import { foldedString } from "../text/fold-text.ts";
import { nameVariants } from "../text/name-variants.ts";
import { createFuzzyNames, type FuzzyNames } from "./fuzzy-names.ts";
import type { KnowledgeGraph } from "./knowledge-graph.ts";
import { mayStandIn, nameLanguageOf } from "./name-languages.ts";

/** A place of a text and the entities of the graph it names. */
export interface EntityLink {
  readonly start: number;
  readonly end: number;
  readonly polarity: "affirmed" | "negated" | "uncertain";
  readonly method: "exact" | "alias" | "fuzzy" | null;
  readonly similarity: number;
  /** Codes in the graph; none where it was not linked. */
  readonly entities: readonly number[];
}

/** Words of medicine beside the graph's own names: what they find and the graph lacks is linked by another of their names, or by likeness. */
export interface LinkerWords {
  readonly finder: EntityFinder;
  /** All names, in any language, of what the finder calls `id`. */
  namesOf(id: string): readonly string[];
}

/** Links texts of one language to a graph. */
export interface EntityLinker {
  /** The places, in the order they stand, none overlapping another; and every entity named inside longer names too. */
  link(text: string): { readonly links: readonly EntityLink[]; readonly named: ReadonlySet<number> };
}

/**
 * Link texts of a language to the entities of a graph: exact (a label), then alias (another name, or another name that the
 * word lists know), then fuzzy (Dice's coefficient of pairs of characters at least `leastSimilarity`, only for what the
 * word lists find). A name that entities of different types share means all of them; one that entities of the same type
 * share is ambiguous and links nothing.
 *
 * @param leastSimilarity 0–1; above 1 nothing is linked by likeness.
 */
export function createEntityLinker(
  graph: KnowledgeGraph,
  language: string,
  leastSimilarity: number,
  words: LinkerWords | null = null,
): EntityLinker {
  const { finder, labels, entitiesByName } = graphNames(graph, language);
  let everyName: Map<string, Set<number>> | null = null;
  const wordLinks = new Map<string, Pick<EntityLink, "method" | "similarity" | "entities">>();
  let fuzzy: FuzzyNames | null = null;
  const linkWord = (id: string): Pick<EntityLink, "method" | "similarity" | "entities"> => {
    const known = wordLinks.get(id);
    if (known !== undefined) {
      return known;
    }
    // By its names alone, not by how this text puts it: what is found once must hold for every text.
    const names = words?.namesOf(id) ?? [];
    let found: Pick<EntityLink, "method" | "similarity" | "entities"> = { method: null, similarity: 0, entities: [] };
    const inLanguage = names.map((name) => entitiesByName(name)).find((list) => list.length > 0);
    everyName ??= inLanguage === undefined ? namesInAnyLanguage(graph) : null;
    const index = everyName;
    const entities =
      inLanguage ??
      names.map((name) => meantByType(graph, index?.get(foldedString(name)))).find((list) => list.length > 0);
    if (entities !== undefined) {
      found = { method: "alias", similarity: 1, entities };
    } else if (leastSimilarity <= 1) {
      fuzzy ??= createFuzzyNames(graph, language);
      const near = fuzzy;
      const [nearest] = names
        .flatMap((name) => near.nearest(name, leastSimilarity) ?? [])
        .sort((left, right) => right.similarity - left.similarity || left.entity - right.entity);
      if (nearest !== undefined) {
        found = { method: "fuzzy", similarity: nearest.similarity, entities: [nearest.entity] };
      }
    }
    wordLinks.set(id, found);
    return found;
  };
  return {
    link: (text) => {
      const links: EntityLink[] = [];
      const named = new Set<number>();
      let end = 0;
      for (const mention of finder.find(text, { nested: true })) {
        const entities = mention.id.split(",").map(Number);
        for (const entity of entities) {
          named.add(entity);
        }
        if (mention.start >= end) {
          end = mention.end;
          const method = labels.has(foldedString(text.slice(mention.start, mention.end))) ? "exact" : "alias";
          const { start, polarity } = mention;
          links.push({ start, end, polarity, method, similarity: 1, entities });
        }
      }
      for (const { id, start, end: stop, polarity } of words?.finder.find(text) ?? []) {
        if (!links.some((link) => link.start < stop && start < link.end)) {
          const link = { start, end: stop, polarity, ...linkWord(id) };
          links.push(link);
          for (const entity of link.entities) {
            named.add(entity);
          }
        }
      }
      return { links: links.sort((left, right) => left.start - right.start), named };
    },
  };
}

/** The names of a graph that may stand in texts of a language, as a finder whose ids are codes joined by commas. */
function graphNames(
  graph: KnowledgeGraph,
  language: string,
): {
  readonly finder: EntityFinder;
  readonly labels: ReadonlySet<string>;
  readonly entitiesByName: (name: string) => readonly number[];
} {
  const rules = nameLanguageOf(language);
  const owners = new Map<string, number>();
  const shared = new Map<string, Set<number>>();
  const labels = new Set<string>();
  const texts: string[] = [];
  const folded: string[] = [];
  for (let entity = 0; entity < graph.nEntities; entity++) {
    for (const { text, language: named, kind } of graph.namesOf(entity)) {
      if (!mayStandIn(text, named, language)) {
        continue;
      }
      const key = foldedString(text);
      const owner = owners.get(key);
      if (owner === undefined) {
        owners.set(key, entity);
        texts.push(text);
        folded.push(key);
      } else if (owner !== entity) {
        shared.set(key, (shared.get(key) ?? new Set([owner])).add(entity));
      }
      if (kind === "label") {
        for (const form of nameVariants(text, rules)) {
          labels.add(foldedString(form));
        }
      }
    }
  }
  const meant = (key: string): readonly number[] => {
    const several = shared.get(key);
    const owner = owners.get(key);
    return meantByType(graph, several ?? (owner === undefined ? undefined : new Set([owner])));
  };
  function* names(): Generator<{ id: string; type: string; name: string }> {
    for (const [at, name] of texts.entries()) {
      const entities = meant(folded[at] ?? "");
      if (entities.length > 0) {
        yield { id: entities.join(","), type: "", name };
      }
    }
  }
  return {
    finder: createEntityFinder(names(), rules),
    labels,
    entitiesByName: (name) => meant(foldedString(name)),
  };
}

/** What a name stands for: all its entities, unless two of them are of one type: then it is ambiguous, and nothing. */
function meantByType(graph: KnowledgeGraph, entities: ReadonlySet<number> | undefined): readonly number[] {
  const list = [...(entities ?? [])];
  return list.length < 2 || new Set(list.map(graph.typeCodeOf)).size === list.length ? list : [];
}

function namesInAnyLanguage(graph: KnowledgeGraph): Map<string, Set<number>> {
  const names = new Map<string, Set<number>>();
  for (let entity = 0; entity < graph.nEntities; entity++) {
    for (const { text } of graph.namesOf(entity)) {
      const key = foldedString(text);
      names.set(key, (names.get(key) ?? new Set()).add(entity));
    }
  }
  return names;
}

const shared = new WeakMap<KnowledgeGraph, Map<string, EntityLinker>>();

/**
 * `createEntityLinker`, made once for a graph, language, similarity and whether there are word lists: several ways of asking
 * one graph share it, since indexing a million names takes seconds.
 */
export function sharedEntityLinker(
  graph: KnowledgeGraph,
  language: string,
  leastSimilarity: number,
  words: LinkerWords | null,
): EntityLinker {
  const made = shared.get(graph) ?? new Map<string, EntityLinker>();
  shared.set(graph, made);
  const key = JSON.stringify([language.toLowerCase().split("-")[0], leastSimilarity, words !== null]);
  const known = made.get(key) ?? createEntityLinker(graph, language, leastSimilarity, words);
  made.set(key, known);
  return known;
}
