import type { ItemMean } from "../records/item-mean.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { meanInterval } from "../statistics/mean-interval.ts";
import type { Field } from "./field.ts";

/** What one model scored on those of some items that it has; parallel arrays. */
export interface OwnItems {
  /** Places in the field. */
  readonly items: Int32Array;
  readonly points: Float64Array;
  readonly clusters: Int32Array;
}

/** The items that a model of a field has, of all or of those given. */
export function ownItems(
  field: Pick<Field, "points" | "clusters">,
  model: number,
  items: Int32Array = Int32Array.from(field.clusters.keys()),
): OwnItems {
  const points = field.points[model];
  const own = items.filter((item) => !Number.isNaN(points?.[item] ?? Number.NaN));
  return {
    items: own,
    // The mean of repeats may leave 0–1 by rounding alone.
    points: Float64Array.from(own, (item) => Math.min(1, Math.max(0, points?.[item] ?? 0))),
    clusters: Int32Array.from(own, (item) => field.clusters[item] ?? 0),
  };
}

/** Their mean with its interval. */
export function meanOfOwn({ points, clusters }: OwnItems, level: number): ItemMean {
  const index = clusterIndex(clusters);
  const mean = meanInterval(points, index, level);
  return mean === null
    ? { value: null, low: null, high: null, nItems: 0, nClusters: 0, method: "none" }
    : { ...mean, nItems: points.length, nClusters: index.count };
}
