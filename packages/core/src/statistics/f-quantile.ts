import { BugError } from "../base/errors.ts";
import { inverseIncompleteBeta } from "./inverse-incomplete-beta.ts";

/**
 * The value below which Fisher's F on the given degrees of freedom (above 0) falls with the given probability (0–1):
 * d₂x/(d₁(1 − x)) at the quantile x of Beta(d₁/2, d₂/2). 0 at probability 0, Infinity at 1. Throws INTERNAL outside.
 *
 * @example fQuantile(0.95, 4, 20) // 2.866…
 */
export function fQuantile(probability: number, numerator: number, denominator: number): number {
  if (!(probability >= 0 && probability <= 1 && numerator > 0 && denominator > 0)) {
    throw new BugError(
      "INTERNAL",
      `F quantile of ${probability} on ${numerator} and ${denominator} degrees of freedom`,
    );
  }
  const { x, complement } = inverseIncompleteBeta(probability, numerator / 2, denominator / 2);
  return (denominator * x) / (numerator * complement);
}
