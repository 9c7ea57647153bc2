import type { Judgement } from "../records/judgement.ts";
import type { HumanRating } from "./human-ratings.ts";
import type { JudgedReplySet, JudgedUnit } from "./judged-units.ts";

/** The criterion that stands for all of items' own. */
export const allCriteria = "all";

/** Whether criteria belong to single items (c1, c2, …): the first of one item has nothing to do with that of another. */
export function isPerItem(criteria: readonly string[]): boolean {
  return criteria.length > 0 && criteria.every((name) => /^c\d+$/u.test(name));
}

/** The criteria that were rated, in the order in which they first come. */
export function criteriaOf(units: readonly JudgedUnit[]): readonly string[] {
  return [
    ...new Set(
      units.flatMap(({ judgements }) => [...judgements.values()].flatMap(({ values }) => Object.keys(values))),
    ),
  ];
}

/** Every value the judges of some replies may give. */
export function scaleOf(units: readonly JudgedUnit[]): readonly number[] {
  const [first] = units;
  return [...(first?.judgements.values() ?? [])][0]?.scale ?? [];
}

/**
 * Criteria of items' own as one: each criterion of a reply becomes a case of its own, of the same cluster, and people's
 * ratings go with it. Other criteria stay as they are.
 */
export function criteriaAsCases(
  set: JudgedReplySet,
  ratings: readonly HumanRating[],
): { readonly set: JudgedReplySet; readonly ratings: readonly HumanRating[] } {
  if (!isPerItem(criteriaOf(set.units))) {
    return { set, ratings };
  }
  const named = (id: string | null, criterion: string): string | null =>
    id === null ? null : `${id}\u0000${criterion}`;
  const units = set.units.flatMap((unit) =>
    criteriaOf([unit]).map(
      (criterion): JudgedUnit => ({
        ...unit,
        callId: named(unit.callId, criterion) ?? "",
        itemId: named(unit.itemId, criterion) ?? "",
        judgements: new Map([...unit.judgements].map(([judge, said]) => [judge, onlyOne(said, criterion)])),
      }),
    ),
  );
  return {
    set: { ...set, units },
    ratings: ratings
      .filter(({ criterion }) => isPerItem([criterion]))
      .map((rating) => ({
        ...rating,
        callId: named(rating.callId, rating.criterion),
        itemId: named(rating.itemId, rating.criterion),
        criterion: allCriteria,
      })),
  };
}

function onlyOne(said: Judgement, criterion: string): Judgement {
  const value = said.values[criterion];
  return value === undefined
    ? { ...said, values: {}, points: null }
    : { ...said, values: { [allCriteria]: value }, points: value };
}
