import type { EntityName } from "../lexicons/entity-list.ts";
import { type FindingPolarity, findingPolarities } from "./finding-polarity.ts";
import { foldedString, foldText } from "./fold-text.ts";
import { definedAbbreviations } from "./local-abbreviations.ts";
import { createNameIndex, isAbbreviation } from "./name-index.ts";
import { type NameLanguage, nameVariants } from "./name-variants.ts";

/** An entity where it stands in a text. */
export interface EntityMention {
  readonly id: string;
  readonly type: string;
  /** UTF-16 units of the text as given; end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly polarity: FindingPolarity;
  /** By a name of the dictionary, by one that its surroundings made plain, or by an abbreviation the text itself explains. */
  readonly by: "name" | "context" | "definition";
}

/** What is looked for. */
export interface FindOptions {
  /** Names inside longer ones too ("pancreatitis" in "acute pancreatitis"), with the polarity of the longest; default no. */
  readonly nested?: boolean;
}

/** A dictionary, to be found in texts. */
export interface EntityFinder {
  /** Names in the index, their variants included, and names left out because they are too short or too long. */
  readonly names: number;
  readonly leftOut: number;
  /**
   * Entities of a text in the order they stand, the longest name first where several begin in one place. Pure; linear in
   * the text; nothing is found in an empty text.
   */
  find(text: string, options?: FindOptions): EntityMention[];
}

/**
 * Finds the entities of a dictionary in texts of one language: leftmost-longest names whatever case and accents (Chinese in
 * either script, without borders of words; elsewhere whole words, with plurals), capitals where an abbreviation has them,
 * ambiguous names only where one meaning is plain, abbreviations that the text defines ("chronic kidney disease (CKD)"),
 * and with each whether it is affirmed, negated or left open. A name that several entities share without a context, or
 * whose contexts speak for two alike, is left out.
 *
 * @param names Of one language, in any order; millions will do.
 * @example createEntityFinder([{ id: "fever", type: "symptom", name: "fever" }], "en").find("No fever.")
 *   → [{ id: "fever", type: "symptom", start: 3, end: 8, polarity: "negated", by: "name" }]
 */
export function createEntityFinder(names: Iterable<EntityName>, language: NameLanguage): EntityFinder {
  const entities: { readonly id: string; readonly type: string }[] = [];
  const entityOf = new Map<string, number>();
  /** Meanings that need a context: the value past the entities' own. */
  const contexts: { readonly entity: number; readonly words: readonly string[] }[] = [];
  const contextBase = 1 << 28;
  const valueFor = ({ id, type, near }: EntityName): number => {
    let entity = entityOf.get(id);
    if (entity === undefined) {
      entity = entities.length;
      entities.push({ id, type });
      entityOf.set(id, entity);
    }
    if (near === undefined || near.length === 0) {
      return entity;
    }
    contexts.push({ entity, words: near.map(foldedString) });
    return contextBase + contexts.length - 1;
  };
  function* indexed(): Generator<{ readonly text: string; readonly value: number }> {
    for (const name of names) {
      const value = valueFor(name);
      for (const text of nameVariants(name.name, language)) {
        yield { text, value };
      }
    }
  }
  const index = createNameIndex(indexed());

  const find = (text: string, { nested = false }: FindOptions = {}): EntityMention[] => {
    const folded = foldText(text);
    const hits = index.find(text, folded, nested);
    if (hits.length === 0) {
      return [];
    }
    let whole: string | null = null;
    const support = new Map<number, number>();
    /** How many of a context's words stand in the text. */
    const supportOf = (context: number): number => {
      let known = support.get(context);
      if (known === undefined) {
        whole ??= foldedString(text);
        const within = whole;
        known = (contexts[context]?.words ?? []).filter((word) => within.includes(word)).length;
        support.set(context, known);
      }
      return known;
    };
    const meaningOf = (values: readonly number[]): { entity: number; by: EntityMention["by"] } | null => {
      const plain = [...new Set(values.filter((value) => value < contextBase))];
      if (plain.length === 1 && plain.length === values.length) {
        return { entity: plain[0] ?? 0, by: "name" };
      }
      const supported = new Map<number, number>();
      for (const value of values) {
        const context = value - contextBase;
        const strength = context < 0 ? 0 : supportOf(context);
        const entity = context < 0 ? value : (contexts[context]?.entity ?? 0);
        if (strength > 0) {
          supported.set(entity, Math.max(strength, supported.get(entity) ?? 0));
        }
      }
      const [best, second] = [...supported].sort((left, right) => right[1] - left[1]);
      if (best !== undefined) {
        return second !== undefined && second[1] === best[1] ? null : { entity: best[0], by: "context" };
      }
      return plain.length === 1 ? { entity: plain[0] ?? 0, by: "name" } : null;
    };

    const found: { start: number; end: number; entity: number; by: EntityMention["by"] }[] = [];
    for (const { start, end, values } of hits) {
      const place = { start: folded.places[start] ?? 0, end: (folded.places[end - 1] ?? 0) + 1 };
      const meaning = meaningOf(values);
      if (meaning !== null) {
        found.push({ ...place, ...meaning });
      }
    }
    const known = new Set(
      found
        .filter(({ start, end }) => isAbbreviation(text.slice(start, end)))
        .map((one) => text.slice(one.start, one.end)),
    );
    for (const { start, end, mention } of definedAbbreviations(text, found, known)) {
      found.push({ start, end, entity: found[mention]?.entity ?? 0, by: "definition" });
    }
    found.sort((left, right) => left.start - right.start || right.end - left.end);
    const outermost: typeof found = [];
    const owner = found.map((one) => {
      const last = outermost.at(-1);
      if (last === undefined || one.start >= last.end) {
        outermost.push(one);
      }
      return outermost.length - 1;
    });
    const polarities = findingPolarities(text, outermost, language, folded);
    return found.map(({ start, end, entity, by }, at) => ({
      id: entities[entity]?.id ?? "",
      type: entities[entity]?.type ?? "",
      start,
      end,
      polarity: polarities[owner[at] ?? 0] ?? "affirmed",
      by,
    }));
  };
  return { names: index.size, leftOut: index.leftOut, find };
}
