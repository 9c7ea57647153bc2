/** |actual/expected − 1|, and |actual| where 0 is expected; NaN never passes a comparison. */
export function relativeError(actual: number, expected: number): number {
  return expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1);
}
