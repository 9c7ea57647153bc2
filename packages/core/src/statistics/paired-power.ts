import { BugError } from "../base/errors.ts";
import { normalCdf } from "./normal-cdf.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** Shares of items that only one of two examinees gets right. */
export interface DiscordantShares {
  readonly firstOnly: number;
  readonly secondOnly: number;
}

/** The test that is planned. */
export interface PlannedTest {
  /** Two-sided level, 0–1, of the whole family of comparisons. */
  readonly alpha: number;
  /**
   * Comparisons in the family, 1 without. The level of each is then alpha/comparisons, that of the smallest p-value in
   * Holm's procedure: what is planned so is found even where it is the only difference.
   */
  readonly comparisons?: number;
  /** How many dependent items are worth one independent item (`designEffect`), at least 1; 1 without. */
  readonly designEffect?: number;
}

/** Which normal approximation: Connor's is unconditional, Miettinen's the mean over the number of discordant pairs. */
export type PowerFormula = "connor" | "miettinen";

/**
 * Power of McNemar's two-sided test for two examinees on the same items, by a normal approximation: the chance to
 * find the difference of their shares, firstOnly − secondOnly. Without a difference it is the level.
 *
 * With ψ the discordant share, δ the difference and n independent items, Connor has
 * Φ((√n·|δ| − z√ψ)/√(ψ − δ²)), Miettinen Φ((√(nψ)·|δ| − zψ)/√(ψ² − δ²(3 + ψ)/4)); the chance to find the difference
 * on the wrong side is added. Both are those of the uncorrected test and close to that of the mid-p test; the exact
 * and the corrected test find less (`mcnemarExactPower`).
 *
 * 0 where no item is discordant or there is none. Throws INTERNAL for shares that are negative or sum to more than 1,
 * alpha outside (0, 1), or a design effect or number of comparisons below 1.
 * Source: Connor 1987, doi:10.2307/2531961; Miettinen 1968, Biometrics 24, 339–352; Lachin 1992,
 * doi:10.1002/sim.4780110909 (compared).
 *
 * @example pairedPower({ firstOnly: 0.15, secondOnly: 0.1 }, 800, { alpha: 0.05 }) // 0.8086…
 */
export function pairedPower(
  { firstOnly, secondOnly }: DiscordantShares,
  items: number,
  test: PlannedTest,
  formula: PowerFormula = "connor",
): number {
  requireShares(firstOnly, secondOnly);
  const discordant = firstOnly + secondOnly;
  const n = items / requireDesignEffect(test);
  if (!(discordant > 0 && n > 0)) {
    return 0;
  }
  const difference = firstOnly - secondOnly;
  const z = normalQuantile(1 - levelOfOne(test) / 2);
  const square = difference * difference;
  const scale =
    formula === "connor"
      ? Math.sqrt(Math.max(0, discordant - square))
      : Math.sqrt(Math.max(0, discordant - (square * (3 + discordant)) / (4 * discordant)));
  const shift = Math.sqrt(n) * Math.abs(difference);
  const bound = z * Math.sqrt(discordant);
  // All items discordant on one side: the result is certain.
  if (scale === 0) {
    return shift >= bound ? 1 : 0;
  }
  return normalCdf((shift - bound) / scale) + normalCdf((-shift - bound) / scale);
}

/**
 * The level at which one comparison of a family is planned: alpha divided by their number (Bonferroni, and Holm's first
 * step). Throws INTERNAL for alpha outside (0, 1) or fewer than one comparison.
 *
 * @example levelOfOne({ alpha: 0.05, comparisons: 10 }) // 0.005
 */
export function levelOfOne({ alpha, comparisons = 1 }: PlannedTest): number {
  if (!(alpha > 0 && alpha < 1 && comparisons >= 1)) {
    throw new BugError("INTERNAL", `a test of level ${alpha} in a family of ${comparisons}`);
  }
  return alpha / comparisons;
}

/** The design effect of a plan, 1 without. Throws INTERNAL below 1. */
export function requireDesignEffect({ designEffect = 1 }: PlannedTest): number {
  if (!(designEffect >= 1 && designEffect < Number.POSITIVE_INFINITY)) {
    throw new BugError("INTERNAL", `a design effect of ${designEffect}`);
  }
  return designEffect;
}

/** Throws INTERNAL for discordant shares that are negative or sum to more than 1. */
export function requireShares(firstOnly: number, secondOnly: number): void {
  if (!(firstOnly >= 0 && secondOnly >= 0 && firstOnly + secondOnly <= 1 + 1e-12)) {
    throw new BugError("INTERNAL", `discordant shares of ${firstOnly} and ${secondOnly}`);
  }
}
