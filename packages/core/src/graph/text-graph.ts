import type { EntityFinder } from "../text/entity-finder.ts";
import { sentenceBreaks } from "../text/sentence-breaks.ts";
import type { GraphStatement } from "./statement.ts";
import type { TestedTexts } from "./tested-texts.ts";

/** How a graph is made from texts. */
export interface TextGraphSettings {
  /** Sentences in which two entities must stand together, at least. */
  readonly atLeast: number;
  /** What the facts name as their source. */
  readonly source: string;
}

/** What texts came to. */
export interface TextGraphCounts {
  readonly texts: number;
  readonly sentences: number;
  /** Left out because they repeat a tested item. */
  readonly leftOut: { readonly ngram: number; readonly nearDuplicate: number };
  /** Left out because they list more entities than a statement does. */
  readonly tooMany: number;
  /** Sentences with two entities at least. */
  readonly withPairs: number;
  /** Pairs that stood together at all, and those that became facts. */
  readonly pairs: number;
  readonly facts: number;
}

/** Collects texts and makes a graph of them. */
export interface TextGraph {
  add(text: string, language: string): void;
  finish(): { readonly statements: GraphStatement[]; readonly counts: TextGraphCounts };
}

/** A sentence with more entities than this is a list: its pairs say nothing. */
const mostEntities = 30;

/** Two entities by their codes, in one number. */
const pairBase = 2 ** 24;

/**
 * Make a graph from texts: entities that a sentence affirms together become a fact where positive pointwise mutual
 * information speaks for it,
 *
 *   PMI(x, y) = ln( n(x, y)·N / (n(x)·n(y)) ) > 0,   weight = PMI / −ln( n(x, y) / N )
 *
 * with n the sentences that affirm them and N all sentences that were read. The weight is the normalised PMI, above 0 and at
 * most 1. The relation goes by the types: from a disease to what is no disease it is the other's type ("symptom"), between
 * two diseases "associated-disease", else "associated". Sentences that repeat a tested item are left out and counted.
 *
 * Source: Church and Hanks 1990, Computational Linguistics 16(1) (PMI); Bouma 2009, GSCL (normalised PMI).
 *
 * @param finderOf The dictionary of a language, whose ids are the same in every language; null for a language without one.
 */
export function createTextGraph(
  finderOf: (language: string) => EntityFinder | null,
  tested: TestedTexts,
  { atLeast, source }: TextGraphSettings,
): TextGraph {
  const codes = new Map<string, number>();
  const types: string[] = [];
  const singles: number[] = [];
  const pairs = new Map<number, number>();
  let texts = 0;
  let sentences = 0;
  let ngram = 0;
  let nearDuplicate = 0;
  let tooMany = 0;
  let withPairs = 0;
  const codeOf = (id: string, type: string): number => {
    const known = codes.get(id);
    if (known !== undefined) {
      return known;
    }
    codes.set(id, types.length);
    singles.push(0);
    return types.push(type) - 1;
  };
  const read = (sentence: string, finder: EntityFinder): void => {
    sentences += 1;
    const found = new Set(
      finder
        .find(sentence)
        .filter(({ polarity }) => polarity === "affirmed")
        .map(({ id, type }) => codeOf(id, type)),
    );
    if (found.size > mostEntities) {
      tooMany += 1;
      return;
    }
    const sorted = [...found].sort((a, b) => a - b);
    for (const [at, one] of sorted.entries()) {
      singles[one] = (singles[one] ?? 0) + 1;
      for (const other of sorted.slice(at + 1)) {
        const pair = one * pairBase + other;
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
    }
    withPairs += sorted.length > 1 ? 1 : 0;
  };
  return {
    add: (text, language) => {
      const finder = finderOf(language);
      texts += 1;
      let start = 0;
      for (const end of finder === null ? [] : [...sentenceBreaks(text), text.length]) {
        const sentence = text.slice(start, end).trim();
        start = end + 1;
        if (sentence === "" || finder === null) {
          continue;
        }
        const repeated = tested.repeats(sentence);
        if (repeated === null) {
          read(sentence, finder);
        } else if (repeated === "ngram") {
          ngram += 1;
        } else {
          nearDuplicate += 1;
        }
      }
    },
    finish: () => {
      const ids = [...codes.keys()];
      const statements: GraphStatement[] = [];
      let facts = 0;
      for (const [pair, together] of pairs) {
        const [one, other] = [Math.floor(pair / pairBase), pair % pairBase];
        const information = Math.log((together * sentences) / ((singles[one] ?? 0) * (singles[other] ?? 0)));
        if (together < atLeast || information <= 0) {
          continue;
        }
        facts += 1;
        const [head, tail, relation] = directed(one, other, types, ids);
        statements.push({
          kind: "triple",
          head: ids[head] ?? "",
          headType: types[head] ?? "",
          relation,
          tail: ids[tail] ?? "",
          tailType: types[tail] ?? "",
          // Above 0 unless both stand in every sentence, where nothing is learnt and information is 0.
          weight: Math.min(1, information / -Math.log(together / sentences)),
          source,
        });
      }
      const counts = {
        texts,
        sentences: sentences + ngram + nearDuplicate,
        leftOut: { ngram, nearDuplicate },
        tooMany,
        withPairs,
        pairs: pairs.size,
        facts,
      };
      return { statements, counts };
    },
  };
}

/** Head, tail and relation of two entities by their types. */
function directed(
  one: number,
  other: number,
  types: readonly string[],
  ids: readonly string[],
): readonly [head: number, tail: number, relation: string] {
  const [first, second] = (ids[one] ?? "") < (ids[other] ?? "") ? [one, other] : [other, one];
  const diseases = [types[first], types[second]].filter((type) => type === "disease").length;
  if (diseases === 2) {
    return [first, second, "associated-disease"];
  }
  if (diseases === 0) {
    return [first, second, "associated"];
  }
  return types[first] === "disease" ? [first, second, types[second] ?? ""] : [second, first, types[first] ?? ""];
}
