import { z } from "zod";
import { bootstrapWilsonInterval } from "../statistics/bootstrap-wilson-interval.ts";
import { bootstrapClusterCounts } from "../statistics/cluster-bootstrap.ts";
import type { ClusterIndex } from "../statistics/cluster-index.ts";
import { type Confusion, confusionOf } from "../statistics/confusion.ts";
import { createF1Weighted, f1Weighted } from "../statistics/f1-weighted.ts";
import { randomMultinomial } from "../statistics/random-multinomial.ts";
import { uniformGenerator } from "../statistics/uniform-generator.ts";
import { defineMeasure, type MeasureContext, notEstimable } from "./define.ts";
import { nothingToMeasure } from "./mean-row.ts";
import { clustersOf, gatherCodes } from "./scored-points.ts";

const measure = "weighted-f1";

/**
 * F1 over distinct answer strings ("A", "ABD", "" for no answer) as classes, averaged with the weight of each string
 * among the published keys: scikit-learn's average="weighted", as CMExam's scripts report it. The interval comes from
 * a bootstrap of whole clusters, as the effective n of a Wilson interval.
 */
export default defineMeasure({
  name: measure,
  description: "F1 over answer strings as classes, weighted by how often each string is the key",
  source: "CMExam, Liu et al. 2023, arXiv:2306.03030; scikit-learn f1_score",
  usesPoints: false,
  byStratum: true,
  settings: z.strictObject({}),
  estimate: (view, context) => {
    const { table, rows } = view;
    if (rows.length === 0) {
      return [notEstimable(measure, nothingToMeasure)];
    }
    const confusion = confusionOf(gatherCodes(table.key, rows), gatherCodes(table.answer, rows));
    const clusters = clustersOf(view, rows);
    const value = f1Weighted(confusion);
    const replicates = clusters.allSingle
      ? resampleCells(confusion, context)
      : resampleClusters(confusion, clusters, context);
    const interval = bootstrapWilsonInterval(
      { value, replicates, clusterWeights: clusters.sizes, rows: rows.length },
      context.level,
    );
    return interval === null
      ? [notEstimable(measure, nothingToMeasure)]
      : [{ measure, value, ...interval, method: "cluster-bootstrap-wilson" }];
  },
});

/**
 * Drawing n rows with replacement gives the cells of the confusion table multinomial counts, and the score depends
 * on nothing else: drawing those counts has exactly the same distribution, at a cost that does not grow with the rows.
 * The resamples of two models are then not the same rows, which an interval for one model does not need.
 */
function resampleCells(confusion: Confusion, context: MeasureContext): Float64Array {
  const score = createF1Weighted(confusion);
  const generator = uniformGenerator("multinomial-bootstrap", context.seed, confusion.cellOf.length);
  const counts = new Float64Array(confusion.counts.length);
  return new Float64Array(context.resamples).map(() => {
    randomMultinomial(confusion.cellOf.length, confusion.counts, counts, generator);
    return score(counts);
  });
}

function resampleClusters(confusion: Confusion, clusters: ClusterIndex, context: MeasureContext): Float64Array {
  const { cellOf } = confusion;
  const { of } = clusters;
  const score = createF1Weighted(confusion);
  const counts = new Float64Array(confusion.counts.length);
  const plan = { clusters: clusters.count, resamples: context.resamples, seed: context.seed };
  return bootstrapClusterCounts(plan, (drawn) => {
    counts.fill(0);
    for (let i = 0; i < cellOf.length; i++) {
      const cell = cellOf[i] ?? 0;
      counts[cell] = (counts[cell] ?? 0) + (drawn[of[i] ?? 0] ?? 0);
    }
    return score(counts);
  });
}
