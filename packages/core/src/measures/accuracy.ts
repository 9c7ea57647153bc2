import { z } from "zod";
import { defineMeasure } from "./define.ts";
import { meanRow } from "./mean-row.ts";
import { scoredPoints } from "./scored-points.ts";

/**
 * Mean of 0–1 points over the scored calls. The interval is Wilson's where every cluster is one call and every point
 * 0 or 1, and the clustered Wilson interval for repeats, item groups or partial credit; `method` says which.
 */
export default defineMeasure({
  name: "accuracy",
  description: "Mean points, 0–1, over the calls of the denominator",
  source: "Wilson 1927; Dean & Pavlou 2015, doi:10.1093/jssam/smv024 (clustered)",
  usesPoints: true,
  byStratum: true,
  settings: z.strictObject({}),
  estimate: (view, context) => {
    const { points, clusters } = scoredPoints(view);
    return [meanRow("accuracy", points, clusters, context.level)];
  },
});
