import { z } from "zod";
import { defineMeasure } from "./define.ts";
import { meanRow } from "./mean-row.ts";
import { clustersOf, gatherNumbers, pointsColumn, scoredPoints } from "./scored-points.ts";

/**
 * Mean points of a call as a share of the most it could earn: what a paper under negative marking is worth, before a
 * board scales it. 1 is a perfect paper, 0 an empty one, below 0 a paper whose wrong answers cost more than its right
 * ones earn. Under a scorer that never goes below 0 it is the accuracy.
 *
 * The interval is that of a mean of points between the lowest share any of the calls could have had and 1: Wilson's
 * where every cluster is one call and every call got one of these two, else the clustered Wilson interval. So it never
 * leaves what the marking can give. Calls with a most of 0 or less are left out.
 */
export default defineMeasure({
  name: "net-points",
  description: "Mean points as a share of the most, before scaling: below 0 where wrong answers cost more",
  source: "Thurstone 1919, Psychological Bulletin 16:235; Dean & Pavlou 2015, doi:10.1093/jssam/smv024 (interval)",
  usesPoints: true,
  byStratum: true,
  settings: z.strictObject({}),
  estimate: (view, context) => {
    const scored = scoredPoints(view);
    const column = view.table.least[view.scorer] ?? new Float64Array(0);
    const rows = scored.rows.filter((row) => Number.isFinite(column[row]));
    const points = gatherNumbers(pointsColumn(view), rows);
    const least = gatherNumbers(column, rows);
    const lowest = least.reduce((low, value) => Math.min(low, value), 0);
    // From the lowest share to 1, put on 0–1 for the interval and back.
    const onUnit = points.map((value, index) => {
      const own = least[index] ?? 0;
      return (own + value * (1 - own) - lowest) / (1 - lowest);
    });
    const clusters = rows.length === scored.rows.length ? scored.clusters : clustersOf(view, rows);
    const row = meanRow("net-points", onUnit, clusters, context.level);
    const back = (value: number | null): number | null => (value === null ? null : lowest + value * (1 - lowest));
    return [{ ...row, value: back(row.value), low: back(row.low), high: back(row.high) }];
  },
});
