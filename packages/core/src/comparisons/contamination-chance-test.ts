import { clusterIndex, clusterSums } from "../statistics/cluster-index.ts";
import { clusteredMeanVariance } from "../statistics/clustered-mean-variance.ts";
import { normalCdf } from "../statistics/normal-cdf.ts";
import { studentTCdf } from "../statistics/student-t-cdf.ts";

/** Items up to which the distribution of the right guesses is worked out exactly. */
const mostExact = 2000;

/**
 * One-sided p-value of whether points lie above guessing: the chance of at least as many from independent guesses, each
 * right with the chance of its item. Exact (Poisson-binomial) up to 2,000 items, by the normal distribution with
 * continuity correction beyond. Points between 0 and 1 (repeats, partial credit) vary less than a guess that is right or
 * wrong with their mean as its chance, so that the p-value is then at most too large. With items in clusters it is the
 * larger of that and Student's t over the clusters, since guesses within one may go together. 1 without an item.
 *
 * @param points 0–1.
 * @param chances The same items' chances of full marks by guessing, 0–1.
 * @param clusters The same items' clusters.
 * @example aboveChanceP(Float64Array.of(1, 1), Float64Array.of(0.25, 0.2), Int32Array.of(0, 1)) // 0.05
 */
export function aboveChanceP(points: Float64Array, chances: Float64Array, clusters: Int32Array): number {
  const n = points.length;
  if (n === 0) {
    return 1;
  }
  const total = points.reduce((sum, point) => sum + point, 0);
  const guesses = n <= mostExact ? exactTail(chances, Math.ceil(total - 1e-9)) : normalTail(chances, total);
  const index = clusterIndex(clusters);
  if (index.allSingle || index.count < 2) {
    return guesses;
  }
  const above = points.map((point, item) => point - (chances[item] ?? 0));
  const mean = above.reduce((sum, value) => sum + value, 0) / n;
  const variance = clusteredMeanVariance(clusterSums(index, above), index.sizes);
  return variance > 0 ? Math.max(guesses, studentTCdf(-mean / Math.sqrt(variance), index.count - 1)) : guesses;
}

/** P(at least `least` of the guesses are right), by adding one guess after the other to the distribution. */
function exactTail(chances: Float64Array, least: number): number {
  const masses = new Float64Array(chances.length + 1);
  masses[0] = 1;
  for (const [added, chance] of chances.entries()) {
    for (let right = added + 1; right >= 0; right--) {
      masses[right] = (masses[right] ?? 0) * (1 - chance) + (right > 0 ? (masses[right - 1] ?? 0) * chance : 0);
    }
  }
  let tail = 0;
  // The smallest first, so that a small tail keeps its digits.
  for (let right = chances.length; right >= Math.max(0, least); right--) {
    tail += masses[right] ?? 0;
  }
  return Math.min(1, tail);
}

function normalTail(chances: Float64Array, total: number): number {
  let mean = 0;
  let variance = 0;
  for (const chance of chances) {
    mean += chance;
    variance += chance * (1 - chance);
  }
  return variance > 0 ? normalCdf((mean - (total - 0.5)) / Math.sqrt(variance)) : Number(total <= mean);
}
