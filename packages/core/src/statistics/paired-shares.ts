import { BugError } from "../base/errors.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";

/** Shares of items that both of two examinees, only one, or neither get right; they sum to 1. */
export interface PairedShares {
  readonly status: "estimated";
  readonly both: number;
  readonly firstOnly: number;
  readonly secondOnly: number;
  readonly neither: number;
}

/**
 * The fourfold table that two shares right and the correlation φ of right and wrong over the items imply.
 * Not estimable where no table has that correlation: shares that differ bound it, e.g. to 0.5 for 0.5 and 0.8, and
 * where all or none is right nothing correlates.
 * Throws INTERNAL for shares outside 0–1 or a correlation outside −1 to 1.
 *
 * @example
 * pairedShares(0.8, 0.7, 0.4)
 * // { status: "estimated", both: 0.6333…, firstOnly: 0.1666…, secondOnly: 0.0666…, … }
 */
export function pairedShares(first: number, second: number, correlation: number): PairedShares | NotEstimable {
  if (!(first >= 0 && first <= 1 && second >= 0 && second <= 1 && correlation >= -1 && correlation <= 1)) {
    throw new BugError("INTERNAL", `paired shares of ${first} and ${second}, correlation ${correlation}`);
  }
  const varies = first > 0 && first < 1 && second > 0 && second < 1;
  const both = first * second + correlation * Math.sqrt(first * (1 - first) * second * (1 - second));
  const cells = [both, first - both, second - both, 1 - first - second + both];
  // Rounding may leave a cell that is empty on paper a hair below 0.
  if (cells.some((cell) => cell < -1e-12) || (correlation !== 0 && !varies)) {
    return notEstimable(`shares of ${first} and ${second} cannot correlate by ${correlation}`);
  }
  const [a = 0, b = 0, c = 0, d = 0] = cells.map((cell) => Math.max(0, cell));
  return { status: "estimated", both: a, firstOnly: b, secondOnly: c, neither: d };
}
