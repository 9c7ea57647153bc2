import { BugError } from "../base/errors.ts";
import { chiSquareUpperTail } from "./chi-square-cdf.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";

/** Pearson's test of whether counts come from given shares. */
export interface ChiSquareGoodness {
  readonly status: "estimated";
  /** Σ (observed − expected)²/expected. */
  readonly statistic: number;
  /** Cells with expectation less one. */
  readonly degrees: number;
  readonly p: number;
  /** Least expected count; below 5 or so the p-value is rough. */
  readonly leastExpected: number;
  /** Cohen's w, √(statistic/n): the size of the departure, whatever n. */
  readonly effect: number;
}

/**
 * Pearson's chi-square test of counts against expected shares (any unit, taken relative to their sum), e.g. of the
 * letters a model answered against those of the key. Cells without expectation and without count are left out.
 *
 * Not estimable, with the reason: no count; fewer than two cells with expectation; a count where nothing was expected.
 * Counts are of independent items, and the shares are known, not themselves a sample. Letters of a model that is mostly
 * right follow the key item by item and so vary less than that: the p-value is then on the safe side.
 * Throws INTERNAL for a different number of cells or a negative or non-finite number.
 * Source: Pearson 1900; Cohen 1988, Statistical Power Analysis, chapter 7 (w).
 *
 * @example chiSquareGoodness(Float64Array.of(16, 18, 16, 14, 12, 12), Float64Array.of(1, 1, 1, 1, 1, 1))
 * // { status: "estimated", statistic: 2, degrees: 5, p: 0.8491…, leastExpected: 14.66…, effect: 0.1507… }
 */
export function chiSquareGoodness(observed: Float64Array, expected: Float64Array): ChiSquareGoodness | NotEstimable {
  if (observed.length !== expected.length) {
    throw new BugError("INTERNAL", `${observed.length} counts and ${expected.length} expectations`);
  }
  let n = 0;
  let total = 0;
  let cells = 0;
  let unexpected = 0;
  for (let cell = 0; cell < observed.length; cell++) {
    const count = observed[cell] ?? 0;
    const share = expected[cell] ?? 0;
    if (!(count >= 0 && share >= 0 && count + share < Number.POSITIVE_INFINITY)) {
      throw new BugError("INTERNAL", `a cell of ${count} counts where ${share} was expected`);
    }
    n += count;
    total += share;
    cells += share > 0 ? 1 : 0;
    unexpected += share > 0 ? 0 : count;
  }
  if (n === 0) {
    return notEstimable("nothing was counted");
  }
  if (cells < 2) {
    return notEstimable("fewer than two cells have an expectation");
  }
  if (unexpected > 0) {
    return notEstimable("something was counted where nothing was expected");
  }
  let statistic = 0;
  let leastExpected = Number.POSITIVE_INFINITY;
  for (let cell = 0; cell < observed.length; cell++) {
    const expectation = ((expected[cell] ?? 0) / total) * n;
    if (expectation > 0) {
      statistic += ((observed[cell] ?? 0) - expectation) ** 2 / expectation;
      leastExpected = Math.min(leastExpected, expectation);
    }
  }
  const degrees = cells - 1;
  const p = chiSquareUpperTail(statistic, degrees);
  return { status: "estimated", statistic, degrees, p, leastExpected, effect: Math.sqrt(statistic / n) };
}
