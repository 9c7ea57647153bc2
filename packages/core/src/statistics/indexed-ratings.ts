import { BugError } from "../base/errors.ts";

/** What raters gave to units; a unit is a reply, say, and a rater a judge or a person. */
export interface RatingTable {
  /** One number for each unit and rater, unit by unit; NaN where the rater did not rate the unit. */
  readonly values: Float64Array;
  readonly raters: number;
}

/** Ratings of the units that can be compared, by the place of the value among all values given there. */
export interface IndexedRatings {
  /** The distinct values, ascending. */
  readonly scale: Float64Array;
  /** Place in the scale of each rating, unit by unit. */
  readonly places: Int32Array;
  /** End of each kept unit in `places`. */
  readonly ends: Int32Array;
  /** Number of each kept unit in the table. */
  readonly units: Int32Array;
}

/**
 * Keep the units with at least two ratings, since a single rating agrees with nothing, and number their values.
 * Throws INTERNAL for a table of broken rows or an infinite rating.
 */
export function indexedRatings({ values, raters }: RatingTable): IndexedRatings {
  if (!(Number.isInteger(raters) && raters > 0 && values.length % raters === 0)) {
    throw new BugError("INTERNAL", `${values.length} ratings of ${raters} raters`);
  }
  const kept: number[] = [];
  const ends: number[] = [];
  const units: number[] = [];
  for (let start = 0; start < values.length; start += raters) {
    const before = kept.length;
    for (let at = start; at < start + raters; at++) {
      const value = values[at] ?? Number.NaN;
      if (!Number.isNaN(value)) {
        kept.push(value);
      }
    }
    if (kept.length - before < 2) {
      kept.length = before;
    } else {
      ends.push(kept.length);
      units.push(start / raters);
    }
  }
  const scale = Float64Array.from(new Set(kept)).sort();
  if (scale.some((value) => !Number.isFinite(value))) {
    throw new BugError("INTERNAL", "agreement of a rating that is infinite");
  }
  const placeOf = new Map(Array.from(scale, (value, place) => [value, place]));
  const places = Int32Array.from(kept, (value) => placeOf.get(value) ?? 0);
  return { scale, places, ends: Int32Array.from(ends), units: Int32Array.from(units) };
}
