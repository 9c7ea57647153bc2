import fc from "fast-check";
import { clusterIndex } from "../cluster-index.ts";
import { type PairedDifference, pairedDifference } from "../paired-difference.ts";

/** Points of two examinees on the same units, and the units' clusters. */
export interface PairedPoints {
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly codes: readonly number[];
}

const point = fc.oneof(fc.constantFrom(0, 1), fc.constantFrom(0, 1), fc.constantFrom(0.25, 0.5, 1 / 3));

/** Any points of up to 60 units in up to 12 clusters, fast-check's way. */
export const pairedPoints: fc.Arbitrary<PairedPoints> = fc
  .array(fc.tuple(point, point, fc.integer({ min: 0, max: 11 })), { minLength: 1, maxLength: 60 })
  .map((units) => ({
    first: units.map(([first]) => first),
    second: units.map(([, second]) => second),
    codes: units.map(([, , code]) => code),
  }));

export function compared({ first, second, codes }: PairedPoints): PairedDifference {
  const difference = pairedDifference(
    Float64Array.from(first),
    Float64Array.from(second),
    clusterIndex(Int32Array.from(codes)),
  );
  if (difference === null) {
    throw new Error("no units");
  }
  return difference;
}
