import { uniformGenerator } from "../uniform-generator.ts";

/** How 0/1 data in clusters come about. */
export interface ClusteredDesign {
  /** Clusters drawn, or rows drawn (the last cluster is cut off where they are used up). */
  readonly draw: { readonly clusters: number } | { readonly rows: number };
  /** Cluster sizes are uniform between these two, both included. */
  readonly sizes: readonly [least: number, most: number];
  /** Correlation of two rows of a cluster, 0 to below 1. */
  readonly correlation: number;
}

/** One sample: parallel arrays. */
export interface ClusteredSample {
  readonly sums: Float64Array;
  readonly sizes: Float64Array;
}

/** The share right in each of the proportions that calibration averages over: 0.05, 0.10, …, 0.95. */
export const calibrationProportions: readonly number[] = Array.from({ length: 19 }, (_, index) => (index + 1) / 20);

/** A source of beta-binomial samples, drawn as a Pólya urn; the same seed gives the same samples. */
export function clusteredSampler(design: ClusteredDesign, seed: number): (proportion: number) => ClusteredSample {
  const generator = uniformGenerator("clustered-sample", seed);
  const [least, most] = design.sizes;
  const size = (): number => least + Math.floor(generator.fraction() * (most - least + 1));
  return (proportion) => {
    const sizes = clusterSizes(design.draw, size);
    const weight = design.correlation === 0 ? Number.POSITIVE_INFINITY : 1 / design.correlation - 1;
    const sums = sizes.map((rows) => {
      let right = 0;
      for (let row = 0; row < rows; row++) {
        const chance = Number.isFinite(weight) ? (weight * proportion + right) / (weight + row) : proportion;
        right += generator.fraction() < chance ? 1 : 0;
      }
      return right;
    });
    return { sums: Float64Array.from(sums), sizes: Float64Array.from(sizes) };
  };
}

function clusterSizes(draw: ClusteredDesign["draw"], size: () => number): number[] {
  if ("clusters" in draw) {
    return Array.from({ length: draw.clusters }, size);
  }
  const sizes: number[] = [];
  let left = draw.rows;
  while (left > 0) {
    const next = Math.min(left, size());
    sizes.push(next);
    left -= next;
  }
  return sizes;
}
