/**
 * How far observed counts lie from expected ones: (χ² − degrees)/√(2 · degrees), about standard normal when the
 * counts do come from the expectation. Cells with expectation below 5 are pooled.
 */
export function standardisedChiSquare(observed: readonly number[], expected: readonly number[]): number {
  let statistic = 0;
  let cells = 0;
  let pooledObserved = 0;
  let pooledExpected = 0;
  for (const [cell, expectation] of expected.entries()) {
    pooledObserved += observed[cell] ?? 0;
    pooledExpected += expectation;
    if (pooledExpected >= 5) {
      statistic += (pooledObserved - pooledExpected) ** 2 / pooledExpected;
      cells += 1;
      pooledObserved = 0;
      pooledExpected = 0;
    }
  }
  const degrees = cells - 1;
  return (statistic - degrees) / Math.sqrt(2 * degrees);
}
