import { z } from "zod";
import { defineMeasure } from "./define.ts";
import { meanRow } from "./mean-row.ts";
import { scoredPoints } from "./scored-points.ts";

/**
 * Mean of the 0–1 points that a scorer of texts gave each reply, and of each part of them: sentence BLEU, ROUGE-L, a judge's
 * rating. Replies without a mark (no reference, a judge that failed) are left out and counted by their reason. The interval
 * is the clustered Wilson interval, which stays within 0–1.
 */
export default defineMeasure({
  name: "mean-points",
  description: "Mean points, 0–1, of scorers that mark what replies say, and of each of their parts",
  source: "Dean & Pavlou 2015, doi:10.1093/jssam/smv024 (clustered Wilson interval)",
  usesPoints: true,
  byStratum: true,
  marks: "text",
  settings: z.strictObject({}),
  estimate: (view, context) => {
    const { points, clusters } = scoredPoints(view);
    return [meanRow("mean-points", points, clusters, context.level)];
  },
});
