import type { StratumEntries } from "./stratum-entries.ts";

/** Weighted sums are computed for this many sets of weights at once. */
export const valueLanes = 4;

/** Entries whose weights stay in the processor's nearest cache while they are used for one column after another. */
const chunk = 512;

/**
 * Weighted sums of any points within each stratum, for four sets of weights at once so that their additions need not
 * wait for each other. Every sum adds up its entries in ascending order of the items, so it does not depend on what
 * else is computed beside it.
 *
 * @returns A function that overwrites `sums`, four numbers a column and columns in each stratum, from the weights of
 * each entry, four beside each other.
 */
export function valueSums(
  columns: readonly Float64Array[],
  { items, ends }: StratumEntries,
): (weights: Float64Array, sums: Float64Array) => void {
  const ordered = columns.map((values) => Float64Array.from(items, (item) => values[item] ?? 0));
  return (weights, sums) => {
    sums.fill(0);
    let begin = 0;
    for (let stratum = 0; stratum < ends.length; stratum++) {
      const end = ends[stratum] ?? 0;
      for (let from = begin; from < end; from += chunk) {
        let place = stratum * ordered.length * valueLanes;
        for (const values of ordered) {
          addRange(values, weights, from, Math.min(end, from + chunk), sums, place);
          place += valueLanes;
        }
      }
      begin = end;
    }
  };
}

function addRange(
  values: Float64Array,
  weights: Float64Array,
  begin: number,
  end: number,
  sums: Float64Array,
  place: number,
): void {
  let a = sums[place] ?? 0;
  let b = sums[place + 1] ?? 0;
  let c = sums[place + 2] ?? 0;
  let d = sums[place + 3] ?? 0;
  for (let entry = begin; entry < end; entry++) {
    const value = values[entry] ?? 0;
    const at = entry * valueLanes;
    a += value * (weights[at] ?? 0);
    b += value * (weights[at + 1] ?? 0);
    c += value * (weights[at + 2] ?? 0);
    d += value * (weights[at + 3] ?? 0);
  }
  sums[place] = a;
  sums[place + 1] = b;
  sums[place + 2] = c;
  sums[place + 3] = d;
}
