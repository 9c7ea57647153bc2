import { BugError } from "../base/errors.ts";

/** Ranks that a member may have; 1 is the best. */
export interface ComparedRank {
  /** One more than there are members that are significantly better. */
  readonly low: number;
  /** As many as there are members that are not significantly worse. */
  readonly high: number;
}

/**
 * Bounds of the ranks that follow from comparing all pairs: a member ranks behind those that are significantly better
 * and before those that are significantly worse. If the comparisons keep the familywise error rate (Holm), the true
 * ranks all lie within the bounds at once with at least that confidence, close ties included, which resampled ranks
 * (`rankIntervals`) do not promise. Any rank among equals counts as true.
 * Source: Klein, Wright & Wieczorek 2020, doi:10.1111/rssc.12402; Al Mohamad, Goeman & van Zwet, Simultaneous
 * confidence intervals for ranks with application to ranking institutions.
 *
 * @param values The higher the better; all finite, else throws INTERNAL. They give the direction of a difference.
 * @param differs Whether two members differ significantly, in any order; asked for members of unequal value alone.
 * @example comparedRanks(Float64Array.of(0.9, 0.8, 0.2), (a, b) => a === 2 || b === 2)
 * // [{ low: 1, high: 2 }, { low: 1, high: 2 }, { low: 3, high: 3 }]
 */
export function comparedRanks(
  values: Float64Array,
  differs: (first: number, second: number) => boolean,
): readonly ComparedRank[] {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new BugError("INTERNAL", `ranks of values that are not all numbers: ${values[wrong]} at ${wrong}`);
  }
  return Array.from(values, (value, member) => {
    let better = 0;
    let worse = 0;
    for (const [other, its] of values.entries()) {
      if (its !== value && differs(member, other)) {
        better += its > value ? 1 : 0;
        worse += its < value ? 1 : 0;
      }
    }
    return { low: better + 1, high: values.length - worse };
  });
}
