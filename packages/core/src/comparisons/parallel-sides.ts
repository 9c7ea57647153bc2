import type { ParallelSide } from "../records/parallel-languages.ts";
import type { Field } from "./field.ts";

/** One language version: a field's items of one language that have a parallel id. */
export interface FieldSide extends ParallelSide {
  readonly field: Field;
  /** Place of the item of each parallel id; of two with one id, the first. */
  readonly placeOf: ReadonlyMap<string, number>;
}

/** Two language versions with the items that both have. */
export interface SidePair {
  readonly first: FieldSide;
  readonly second: FieldSide;
  readonly parallelIds: readonly string[];
  /** Places in the first version's field, and in the second's, parallel to the ids. */
  readonly firstPlaces: Int32Array;
  readonly secondPlaces: Int32Array;
  /** The models of both, matched by id and run: places in each field. */
  readonly models: readonly { readonly name: string; readonly first: number; readonly second: number }[];
}

/**
 * All pairs of language versions, of one way of asking each, that share an item: across exams, and within an exam that
 * has several languages. Pairs of one language (an exam and its retest) are no languages and are left out.
 */
export function parallelSides(fields: readonly Field[]): readonly SidePair[] {
  const ways = Map.groupBy(fields, ({ arm, perturbation }) => `${arm}\u0000${perturbation}`);
  return [...ways.values()].flatMap((ofWay) => {
    const sides = ofWay.flatMap(sidesOf);
    return sides.flatMap((first, index) =>
      sides.slice(index + 1).flatMap((second) => {
        const pair = first.language === second.language ? null : sidePair(first, second);
        return pair === null ? [] : [pair];
      }),
    );
  });
}

function sidesOf(field: Field): readonly FieldSide[] {
  const byLanguage = new Map<string, Map<string, number>>();
  for (const [place, parallelId] of field.parallelIds.entries()) {
    const language = field.languages[place] ?? "";
    if (parallelId !== null) {
      const placeOf = byLanguage.get(language) ?? new Map<string, number>();
      byLanguage.set(language, placeOf);
      if (!placeOf.has(parallelId)) {
        placeOf.set(parallelId, place);
      }
    }
  }
  return [...byLanguage].map(([language, placeOf]) => ({
    exam: field.exam,
    language,
    items: placeOf.size,
    field,
    placeOf,
  }));
}

function sidePair(first: FieldSide, second: FieldSide): SidePair | null {
  const parallelIds = [...first.placeOf.keys()].filter((id) => second.placeOf.has(id));
  if (parallelIds.length === 0) {
    return null;
  }
  return {
    first,
    second,
    parallelIds,
    firstPlaces: Int32Array.from(parallelIds, (id) => first.placeOf.get(id) ?? 0),
    secondPlaces: Int32Array.from(parallelIds, (id) => second.placeOf.get(id) ?? 0),
    models: first.field.models.flatMap(({ id, run, name }, place) => {
      const other = second.field.models.findIndex((model) => model.id === id && model.run === run);
      return other < 0 ? [] : [{ name, first: place, second: other }];
    }),
  };
}
