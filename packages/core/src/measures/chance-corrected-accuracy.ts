import { z } from "zod";
import { defineMeasure, notEstimable } from "./define.ts";
import { meanRow } from "./mean-row.ts";
import { scoredPoints } from "./scored-points.ts";

const measure = "chance-corrected-accuracy";

/**
 * (accuracy − c)/(1 − c), with c the mean chance of full marks by guessing over the scored calls: 0 is guessing,
 * 1 is everything right, below 0 is worse than guessing. The limits of accuracy's interval go through the same
 * formula, c being known and not estimated.
 */
export default defineMeasure({
  name: measure,
  description: "Accuracy rescaled so that guessing is 0 and everything right is 1",
  source: "Diamond & Evans 1973, doi:10.3102/00346543043002181 (correction for guessing)",
  usesPoints: true,
  byStratum: true,
  settings: z.strictObject({}),
  estimate: (view, context) => {
    const { rows, points, clusters } = scoredPoints(view);
    const accuracy = meanRow(measure, points, clusters, context.level);
    if (accuracy.value === null || accuracy.low === null || accuracy.high === null) {
      return [accuracy];
    }
    let chances = 0;
    for (let i = 0; i < rows.length; i++) {
      chances += view.table.chance[rows[i] ?? 0] ?? Number.NaN;
    }
    const chance = chances / rows.length;
    if (!(chance >= 0 && chance < 1)) {
      return [notEstimable(measure, "the chance of guessing right is 1 or not known")];
    }
    const corrected = (value: number): number => (value - chance) / (1 - chance);
    return [
      {
        ...accuracy,
        value: corrected(accuracy.value),
        low: corrected(accuracy.low),
        high: corrected(accuracy.high),
      },
    ];
  },
});
