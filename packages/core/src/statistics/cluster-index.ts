/** Observations numbered by cluster. */
export interface ClusterIndex {
  /** Clusters, numbered from 0 in ascending order of their codes, so that the same set is always numbered alike. */
  readonly count: number;
  /** Cluster number of each observation. */
  readonly of: Int32Array;
  /** Observations in each cluster, at least 1. */
  readonly sizes: Float64Array;
  /** Every cluster is a single observation. */
  readonly allSingle: boolean;
}

/** Numbers 0, 1, 2, … and as many ones, shared by every index of single observations: they are only ever read. */
let counting = new Int32Array(0);
let ones = new Float64Array(0);

/** Every observation a cluster of its own, in ascending order of the codes. */
function singleObservations(count: number): ClusterIndex {
  if (counting.length < count) {
    counting = Int32Array.from({ length: count }, (_, number) => number);
    ones = new Float64Array(count).fill(1);
  }
  return { count, of: counting.subarray(0, count), sizes: ones.subarray(0, count), allSingle: true };
}

/** Codes up to this many times the observations get a direct table; sparser ones are sorted. */
const directTableFactor = 16;

/**
 * Number the clusters of a list of observations. `codes` holds any 32-bit integer for each observation;
 * equal codes are one cluster. No observation gives no cluster.
 *
 * @example clusterIndex(Int32Array.of(7, 3, 7)) // count 2, of [1, 0, 1], sizes [1, 2]
 */
export function clusterIndex(codes: Int32Array): ClusterIndex {
  const n = codes.length;
  if (isAscending(codes)) {
    return singleObservations(n);
  }
  let least = 0;
  let most = -1;
  if (n > 0) {
    least = codes[0] ?? 0;
    most = least;
    for (let i = 1; i < n; i++) {
      const code = codes[i] ?? 0;
      if (code < least) least = code;
      if (code > most) most = code;
    }
  }
  const span = most - least + 1;
  const of = new Int32Array(n);
  const count =
    span <= directTableFactor * n + 1024 ? numberByTable(codes, least, span, of) : numberBySorting(codes, of);
  const sizes = new Float64Array(count);
  for (let i = 0; i < n; i++) {
    const cluster = of[i] ?? 0;
    sizes[cluster] = (sizes[cluster] ?? 0) + 1;
  }
  return { count, of, sizes, allSingle: count === n };
}

/** Whether each code is above the one before: the usual case of items without groups, in exam order. */
function isAscending(codes: Int32Array): boolean {
  for (let i = 1; i < codes.length; i++) {
    if ((codes[i] ?? 0) <= (codes[i - 1] ?? 0)) {
      return false;
    }
  }
  return true;
}

function numberByTable(codes: Int32Array, least: number, span: number, of: Int32Array): number {
  const numbers = new Int32Array(span);
  for (let i = 0; i < codes.length; i++) {
    numbers[(codes[i] ?? 0) - least] = 1;
  }
  let count = 0;
  for (let offset = 0; offset < span; offset++) {
    if (numbers[offset] === 1) {
      numbers[offset] = count;
      count += 1;
    }
  }
  for (let i = 0; i < codes.length; i++) {
    of[i] = numbers[(codes[i] ?? 0) - least] ?? 0;
  }
  return count;
}

function numberBySorting(codes: Int32Array, of: Int32Array): number {
  const numbers = new Map<number, number>();
  for (const code of Int32Array.from(codes).sort()) {
    if (!numbers.has(code)) {
      numbers.set(code, numbers.size);
    }
  }
  for (let i = 0; i < codes.length; i++) {
    of[i] = numbers.get(codes[i] ?? 0) ?? 0;
  }
  return numbers.size;
}

/** Sum of the values of each cluster's observations. */
export function clusterSums(clusters: ClusterIndex, values: Float64Array): Float64Array {
  const sums = new Float64Array(clusters.count);
  for (let i = 0; i < values.length; i++) {
    const cluster = clusters.of[i] ?? 0;
    sums[cluster] = (sums[cluster] ?? 0) + (values[i] ?? 0);
  }
  return sums;
}

/**
 * Kish's effective number of clusters, (Σm)² / Σm²: how many independent observations the mean is worth when all
 * observations of a cluster are alike. Equal sizes give the number of clusters, one dominant cluster gives about 1,
 * no cluster gives 0. Source: Kish 1965, Survey Sampling.
 */
export function effectiveClusters(sizes: Float64Array): number {
  let total = 0;
  let squares = 0;
  for (let i = 0; i < sizes.length; i++) {
    const size = sizes[i] ?? 0;
    total += size;
    squares += size * size;
  }
  return squares === 0 ? 0 : (total * total) / squares;
}
