/**
 * Unweighted mean over groups of each group's own mean: every group counts the same, however many rows it has.
 * Groups without rows are left out; NaN when all are.
 *
 * @param sums Sum of the rows of each group.
 * @param sizes Rows of each group.
 * @example macroAverage(Float64Array.of(9, 0), Float64Array.of(10, 1)) // 0.45
 */
export function macroAverage(sums: Float64Array, sizes: Float64Array): number {
  let total = 0;
  let groups = 0;
  for (let group = 0; group < sizes.length; group++) {
    const size = sizes[group] ?? 0;
    if (size > 0) {
      total += (sums[group] ?? 0) / size;
      groups += 1;
    }
  }
  return total / groups;
}
