import { z } from "zod";
import { bootstrapWilsonInterval } from "../statistics/bootstrap-wilson-interval.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { clusteredMacroAverage } from "../statistics/clustered-macro-average.ts";
import { defineMeasure, notEstimable } from "./define.ts";
import { nothingToMeasure } from "./mean-row.ts";
import { clustersOf, gatherNumbers, pointsColumn, rowsWhere, scoredPoints } from "./scored-points.ts";

/**
 * Unweighted mean of the accuracies of each value of a tag: every specialty counts the same, however many items it
 * has. Calls of items without the tag, or without points, are left out. The interval comes from a bootstrap of whole
 * clusters, never narrower than the jackknife's, as the effective n of a Wilson interval; a value that a resample
 * happens to lack is left out of it.
 */
export default defineMeasure({
  name: "macro-accuracy",
  description: "Mean of the accuracies of a tag's values, each value counting the same",
  source: "Viva",
  usesPoints: true,
  byStratum: false,
  settings: z.strictObject({
    over: z.string().min(1).default("specialty").describe("Tag whose values are averaged over"),
  }),
  estimate: (view, context, settings) => {
    const measure = `macro-accuracy:${settings.over}`;
    if (view.rows.length === 0) {
      return [notEstimable(measure, nothingToMeasure)];
    }
    const strata = context.strataOf(settings.over);
    const stratumOf = (row: number): number => strata[view.table.item[row] ?? -1] ?? -1;
    const column = pointsColumn(view);
    const rows = rowsWhere(view.rows, (row) => !Number.isNaN(column[row] ?? Number.NaN) && stratumOf(row) >= 0);
    if (rows.length === 0) {
      return [notEstimable(measure, `no scored item has the tag "${settings.over}"`)];
    }
    const scored = scoredPoints(view);
    const points = rows === scored.rows ? scored.points : gatherNumbers(column, rows);
    const clusters = clustersOf(view, rows);
    const macro = clusteredMacroAverage(points, clusterIndex(rows.map(stratumOf)), clusters);
    const { value, clusterWeights, effectiveRows } = macro;
    const interval = bootstrapWilsonInterval(
      {
        value,
        replicates: macro.bootstrap(context.resamples, context.seed),
        clusterWeights,
        rows: effectiveRows,
        // The bootstrap understates the variance of values with one or two clusters.
        leastVariance: macro.jackknifeVariance(),
      },
      context.level,
    );
    return interval === null
      ? [notEstimable(measure, nothingToMeasure)]
      : [{ measure, value, ...interval, method: "cluster-bootstrap-wilson" }];
  },
});
