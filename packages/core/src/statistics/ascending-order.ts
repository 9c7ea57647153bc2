import { BugError } from "../base/errors.ts";

/**
 * The places of p-values from the smallest to the largest; equal ones in the order of the input.
 * Throws INTERNAL for a p-value outside 0–1.
 *
 * @example ascendingOrder(Float64Array.of(0.3, 0.1, 0.2)) // [1, 2, 0]
 */
export function ascendingOrder(pValues: Float64Array): Uint32Array {
  const order = new Uint32Array(pValues.length);
  for (let i = 0; i < pValues.length; i++) {
    const p = pValues[i] ?? 0;
    if (!(p >= 0 && p <= 1)) {
      throw new BugError("INTERNAL", `a p-value of ${p} at place ${i}`);
    }
    order[i] = i;
  }
  return order.sort((one, other) => (pValues[one] ?? 0) - (pValues[other] ?? 0));
}
