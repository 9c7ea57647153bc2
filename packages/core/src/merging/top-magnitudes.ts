import type { MergeBlock, MergeTensor } from "./define.ts";
import { highBins, lowBins } from "./vector-kernels.ts";

/** Which elements have the largest magnitudes: those above the threshold, and the first `ties` of those equal to it. */
export interface TopSelection {
  /** 31 magnitude bits of a float32. */
  readonly threshold: number;
  readonly ties: number;
}

/** What to select from: the values of a block, and how many of the largest magnitudes (several selections at once). */
export interface TopRequest {
  readonly values: (block: MergeBlock) => Float32Array;
  /** Whole numbers from 0 to the tensor's elements. */
  readonly counts: readonly number[];
}

/** Nothing is selected: a magnitude above every bit pattern. */
export const selectNothing: TopSelection = { threshold: 0x7fffffff, ties: 0 };

interface Bin {
  readonly high: number;
  /** How many of the bin's own belong to the selection. */
  readonly rest: number;
}

/** The bin in which the k-th largest lies, counted from the highest bin. */
function binOf(table: Uint32Array, k: number): Bin {
  let above = 0;
  for (let high = table.length - 1; high >= 0; high--) {
    const count = table[high] ?? 0;
    if (above + count >= k) {
      return { high, rest: k - above };
    }
    above += count;
  }
  return { high: 0, rest: k - above };
}

/**
 * The exact threshold of the k largest magnitudes of each request, by two passes of a radix histogram over the 31
 * magnitude bits (upper 16, then the lower 15 within one bin), so without sorting and in fixed memory. Ties at the
 * threshold go to the lowest index. A count of 0 selects nothing. NaN counts as the largest magnitude.
 */
export function topMagnitudes(tensor: MergeTensor, requests: readonly TopRequest[]): TopSelection[][] {
  const wanted = requests.flatMap(({ values, counts }, request) =>
    counts.map((k, place) => ({ values, k, request, place })),
  );
  const found: TopSelection[][] = requests.map(({ counts }) => counts.map(() => selectNothing));
  const active = wanted.filter(({ k }) => k > 0);
  if (active.length === 0) {
    return found;
  }
  const needed = [...new Set(active.map(({ request }) => request))];
  const highTables = new Map(needed.map((request) => [request, tensor.counts(highBins)]));
  tensor.scan("block", (block) => {
    for (const [request, table] of highTables) {
      const values = requests[request]?.values(block);
      if (values !== undefined) {
        tensor.kernels.countHigh(values, table);
      }
    }
  });
  const narrowed = active.map((one) => ({
    ...one,
    bin: binOf(highTables.get(one.request) ?? new Uint32Array(0), one.k),
    table: tensor.counts(lowBins),
  }));
  tensor.scan("block", (block) => {
    for (const request of needed) {
      const values = requests[request]?.values(block);
      for (const { bin, table } of narrowed.filter((one) => one.request === request)) {
        if (values !== undefined) {
          tensor.kernels.countLow(values, bin.high, table);
        }
      }
    }
  });
  for (const { bin, table, request, place } of narrowed) {
    const low = binOf(table, bin.rest);
    const selections = found[request];
    if (selections !== undefined) {
      selections[place] = { threshold: bin.high * lowBins + low.high, ties: low.rest };
    }
  }
  return found;
}
