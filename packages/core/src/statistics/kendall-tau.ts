import { requirePairs } from "./require-pairs.ts";

/**
 * Kendall's τ-b, −1 to 1: concordant less discordant pairs, over the geometric mean of the pairs not tied in each
 * column. Null with fewer than two values, or where one of the columns does not vary. Knight's algorithm, n log n.
 * Throws INTERNAL for columns of different length or values that are not finite.
 * Source: Kendall 1945, doi:10.1093/biomet/33.3.239; Knight 1966, doi:10.1080/01621459.1966.10480879.
 *
 * @example kendallTau(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 3, 2, 4)) // 0.666…
 */
export function kendallTau(first: Float64Array, second: Float64Array): number | null {
  requirePairs(first, second);
  const n = first.length;
  const order = Uint32Array.from(first, (_, at) => at).sort(
    (one, other) => (first[one] ?? 0) - (first[other] ?? 0) || (second[one] ?? 0) - (second[other] ?? 0),
  );
  const sortedFirst = Float64Array.from(order, (at) => first[at] ?? 0);
  const bySecond = Float64Array.from(order, (at) => second[at] ?? 0);
  const tiedFirst = tiedPairs(sortedFirst, (at) => sortedFirst[at] === sortedFirst[at - 1]);
  const tiedBoth = tiedPairs(
    sortedFirst,
    (at) => sortedFirst[at] === sortedFirst[at - 1] && bySecond[at] === bySecond[at - 1],
  );
  // Sorts `bySecond`: what is exchanged on the way are the discordant pairs.
  const discordant = countExchanges(bySecond);
  const tiedSecond = tiedPairs(bySecond, (at) => bySecond[at] === bySecond[at - 1]);
  const pairs = (n * (n - 1)) / 2;
  if (pairs === tiedFirst || pairs === tiedSecond) {
    return null;
  }
  const concordant = pairs - tiedFirst - tiedSecond + tiedBoth - discordant;
  const tau = (concordant - discordant) / Math.sqrt(pairs - tiedFirst) / Math.sqrt(pairs - tiedSecond);
  return Math.min(1, Math.max(-1, tau));
}

/** Pairs within runs, a run going on as long as an entry is like the one before. */
function tiedPairs(values: Float64Array, likePrevious: (at: number) => boolean): number {
  let pairs = 0;
  let run = 0;
  for (let at = 1; at < values.length; at++) {
    run = likePrevious(at) ? run + 1 : 0;
    pairs += run;
  }
  return pairs;
}

/** Sorts by merging and returns how many pairs were in descending order. */
function countExchanges(values: Float64Array): number {
  let exchanges = 0;
  const merged = new Float64Array(values.length);
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let left = start;
      let right = middle;
      for (let place = start; place < end; place++) {
        if (right >= end || (left < middle && (values[left] ?? 0) <= (values[right] ?? 0))) {
          merged[place] = values[left++] ?? 0;
        } else {
          exchanges += middle - left;
          merged[place] = values[right++] ?? 0;
        }
      }
    }
    values.set(merged);
  }
  return exchanges;
}
