import { uniformGenerator } from "./uniform-generator.ts";

/** What fixes the resamples: equal streams give equal resamples, whatever is computed from them. */
export interface ResampleStream {
  readonly seed: number;
  /** Clusters to draw from; each resample draws as many, with replacement. */
  readonly clusters: number;
}

/**
 * How often each cluster is drawn in a numbered resample. Every resample has a random stream of its own, named by
 * seed, number of clusters and number of the resample, so that any range of resamples can be computed anywhere and
 * comes out the same.
 *
 * @returns Overwrites an array of one count a cluster; the counts sum to the number of clusters. A cluster is the high
 * half of word × clusters: no cluster's chance is off by more than clusters/2³² of itself.
 * @example clusterCounter({ seed: 1, clusters: 3 })(0, counts) // counts: [1, 1, 1]
 */
export function clusterCounter({ seed, clusters }: ResampleStream): (resample: number, counts: Int32Array) => void {
  const words = new Uint32Array(clusters);
  const scale = clusters / 4294967296;
  return (resample, counts) => {
    uniformGenerator("field-resamples", seed, clusters, resample).fill(words);
    counts.fill(0);
    for (let i = 0; i < words.length; i++) {
      const cluster = ((words[i] ?? 0) * scale) | 0;
      counts[cluster] = (counts[cluster] ?? 0) + 1;
    }
  };
}
