import { z } from "zod";
import { BugError } from "../base/errors.ts";
import { bootstrapClusterSums } from "../statistics/cluster-bootstrap.ts";
import { percentileInterval } from "../statistics/percentile-interval.ts";
import { defineMeasure, type MeasureContext, type MeasuredValue, notEstimable } from "./define.ts";
import { nothingToMeasure } from "./mean-row.ts";
import type { CorpusCounts } from "./score-table.ts";
import { scoredPoints } from "./scored-points.ts";

const measure = "corpus-score";

/**
 * Scores of all replies together that are no mean of the replies' own: corpus BLEU, chrF, the length ratio. One row a score
 * ("corpus-score:bleu-4"), from the sums of what each reply counts. The interval is the (expanded) percentiles of a bootstrap
 * of whole clusters. A scorer without such a score has no row.
 */
export default defineMeasure({
  name: measure,
  description: "Scores of all replies together, such as corpus BLEU, that are no mean of the replies' own",
  source:
    "Koehn 2004, aclanthology.org/W04-3250; Field & Welsh 2007, doi:10.1111/j.1467-9868.2007.00593.x (cluster bootstrap); Hesterberg 2015, doi:10.1080/00031305.2015.1089789",
  usesPoints: true,
  byStratum: true,
  marks: "text",
  settings: z.strictObject({}),
  estimate: (view, context) => {
    const corpus = view.table.texts?.get(view.scorer)?.corpus;
    if (corpus === undefined) {
      return [];
    }
    const { rows, clusters } = scoredPoints(view);
    const columns = sumsByCluster(corpus, rows, clusters.of, clusters.count);
    const total = Float64Array.from(columns, (sums) => sums.reduce((sum, value) => sum + value, 0));
    const replicates = bootstrapped(corpus, columns, clusters.count, context);
    return Object.entries(corpus.value(total)).map(([name, value]) => {
      const row = `${measure}:${name}`;
      if (rows.length === 0) {
        return notEstimable(row, nothingToMeasure);
      }
      return value === null
        ? notEstimable(row, "the texts are too short or empty for this score")
        : { measure: row, value, ...intervalOf(replicates.get(name), clusters.count, context.level) };
    });
  },
});

/** One array a count, with its sum in each cluster. */
function sumsByCluster(
  { columns, counts }: CorpusCounts,
  rows: Int32Array,
  of: Int32Array,
  clusters: number,
): Float64Array[] {
  const sums = Array.from({ length: columns }, () => new Float64Array(clusters));
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] ?? 0) * columns;
    const cluster = of[i] ?? 0;
    for (let column = 0; column < columns; column++) {
      const own = sums[column];
      if (own !== undefined) {
        own[cluster] = (own[cluster] ?? 0) + (counts[from + column] ?? 0);
      }
    }
  }
  return sums;
}

/** Every score in every resample; NaN where a resample gives none. Nothing below two clusters. */
function bootstrapped(
  corpus: CorpusCounts,
  columns: readonly Float64Array[],
  clusters: number,
  { resamples, seed }: MeasureContext,
): ReadonlyMap<string, Float64Array> {
  const found = new Map<string, Float64Array>();
  if (clusters < 2) {
    return found;
  }
  let resample = 0;
  bootstrapClusterSums({ clusters, resamples, seed }, columns, (sums) => {
    for (const [name, value] of Object.entries(corpus.value(sums))) {
      const values = found.get(name) ?? new Float64Array(resamples).fill(Number.NaN);
      values[resample] = value ?? Number.NaN;
      found.set(name, values);
    }
    resample += 1;
    return 0;
  });
  return found;
}

function intervalOf(
  replicates: Float64Array | undefined,
  clusters: number,
  level: number,
): Omit<MeasuredValue, "measure" | "value"> {
  if (replicates === undefined) {
    return { low: null, high: null, method: "none", why: "no interval from fewer than two independent items" };
  }
  if (replicates.some(Number.isNaN)) {
    return { low: null, high: null, method: "none", why: "no interval: some resamples have no text to score" };
  }
  const interval = percentileInterval(replicates, clusters, level);
  if (interval === null) {
    throw new BugError("INTERNAL", `no percentiles of ${clusters} clusters`);
  }
  return { low: interval.low, high: interval.high, method: "cluster-bootstrap" };
}
