import type { ReviewCriterion, ReviewDisagreement, ReviewSheet } from "../records/review.ts";
import type { RaterRecord } from "./rater-records.ts";
import type { ReviewKey } from "./review-key.ts";

/** Every rating of one sheet, case by case in the sheet's order. */
export interface SheetRatings {
  readonly raters: readonly string[];
  /** What each rater said of a case by a criterion; undefined while open. */
  of(rater: string, place: number, criterion: string): string | undefined;
  /** What a case was settled on by a criterion; undefined where nothing was. */
  settled(place: number, criterion: string): string | undefined;
  /** What a case counts as: the consensus alone where there is one, else what every rater said. Empty while open. */
  counted(place: number, criterion: string): readonly string[];
  /** Cases with a rating. */
  readonly rated: number;
  /** Cluster code of each case: cases about one item hang together. */
  readonly clusters: Int32Array;
}

/** Put the records of one sheet's raters beside each other. */
export function sheetRatings(key: Pick<ReviewKey, "rows">, records: readonly RaterRecord[]): SheetRatings {
  const placeOf = new Map(key.rows.map(({ row }, place) => [row, place]));
  const given = new Map<string | null, Map<number, Readonly<Record<string, string>>>>();
  for (const { rater, ratings } of records) {
    const own = new Map<number, Readonly<Record<string, string>>>();
    for (const { row, values } of ratings) {
      const place = placeOf.get(row);
      if (place !== undefined && Object.keys(values).length > 0) {
        own.set(place, values);
      }
    }
    given.set(rater, own);
  }
  const raters = records.flatMap(({ rater }) => rater ?? []);
  const codes = new Map<string, number>();
  const clusters = Int32Array.from(key.rows, ({ exam, itemId }) => {
    const name = JSON.stringify([exam, itemId]);
    const code = codes.get(name) ?? codes.size;
    codes.set(name, code);
    return code;
  });
  const of = (rater: string | null, place: number, criterion: string): string | undefined =>
    given.get(rater)?.get(place)?.[criterion];
  return {
    raters,
    of,
    settled: (place, criterion) => of(null, place, criterion),
    counted: (place, criterion) => {
      const settled = of(null, place, criterion);
      return settled !== undefined ? [settled] : raters.flatMap((rater) => of(rater, place, criterion) ?? []);
    },
    rated: new Set([...given.values()].flatMap((own) => [...own.keys()])).size,
    clusters,
  };
}

/** Every case and criterion on which raters differ, in the order of the sheet, with what it was settled on. */
export function disagreementsOf(
  key: Pick<ReviewKey, "rows">,
  { scheme }: Pick<ReviewSheet, "scheme">,
  ratings: SheetRatings,
): readonly ReviewDisagreement[] {
  return key.rows.flatMap(({ row, callId, model }, place) =>
    scheme.criteria.flatMap(({ id }: ReviewCriterion): ReviewDisagreement[] => {
      const said = ratings.raters.flatMap((rater): [string, string][] => {
        const value = ratings.of(rater, place, id);
        return value === undefined ? [] : [[rater, value]];
      });
      return new Set(said.map(([, value]) => value)).size < 2
        ? []
        : [
            {
              row,
              callId,
              model,
              criterion: id,
              values: Object.fromEntries(said),
              consensus: ratings.settled(place, id) ?? null,
            },
          ];
    }),
  );
}
