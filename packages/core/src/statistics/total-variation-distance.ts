import { BugError } from "../base/errors.ts";

/**
 * Total variation distance of two histograms over the same cells, ½ Σ |share − share|: the share of the one that would
 * have to move to other cells to make it the other; 0 for the same shares, 1 for no cell in common. The counts are
 * taken relative to their sum. Null where a histogram is empty. Throws INTERNAL for a different number of cells or a
 * negative or non-finite count.
 * A sample of n lies apart from its own distribution too, on average by about √((cells − 1)/(2πn)) for even shares.
 *
 * @example totalVariationDistance(Float64Array.of(5, 5), Float64Array.of(9, 1)) // 0.4
 */
export function totalVariationDistance(first: Float64Array, second: Float64Array): number | null {
  if (first.length !== second.length) {
    throw new BugError("INTERNAL", `distance of histograms of ${first.length} and ${second.length} cells`);
  }
  const total = sumOf(first);
  const otherTotal = sumOf(second);
  if (total === 0 || otherTotal === 0) {
    return null;
  }
  let distance = 0;
  for (let cell = 0; cell < first.length; cell++) {
    distance += Math.abs((first[cell] ?? 0) / total - (second[cell] ?? 0) / otherTotal);
  }
  return Math.min(1, distance / 2);
}

function sumOf(counts: Float64Array): number {
  let sum = 0;
  for (let cell = 0; cell < counts.length; cell++) {
    const count = counts[cell] ?? 0;
    if (!(count >= 0 && count < Number.POSITIVE_INFINITY)) {
      throw new BugError("INTERNAL", `a histogram with ${count} in cell ${cell}`);
    }
    sum += count;
  }
  return sum;
}
