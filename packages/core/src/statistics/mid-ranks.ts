/**
 * Ranks from 1 in ascending order; tied values share the mean of their ranks. No values give no ranks. NaN ranks last.
 *
 * @example midRanks(Float64Array.of(10, 30, 10)) // [1.5, 3, 1.5]
 */
export function midRanks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, at) => at).sort((one, other) => compare(values[one], values[other]));
  const ranks = new Float64Array(values.length);
  let start = 0;
  while (start < order.length) {
    let end = start + 1;
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) {
      end += 1;
    }
    // Ranks start + 1 to end.
    const shared = (start + 1 + end) / 2;
    for (let place = start; place < end; place++) {
      ranks[order[place] ?? 0] = shared;
    }
    start = end;
  }
  return ranks;
}

function compare(one = Number.NaN, other = Number.NaN): number {
  if (Number.isNaN(one) || Number.isNaN(other)) {
    return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
  }
  return one - other;
}
