import { BugError } from "../base/errors.ts";

/**
 * Pareto front of points that should be high in one quantity and low in another, e.g. accuracy and cost: whether each
 * point is on it. A point is off the front where another is at least as good in both and better in one; points equal
 * in both are on it, or off it, together. No point gives no mark.
 * Throws INTERNAL for arrays of different length or NaN: what is missing is the caller's to leave out.
 *
 * @param gains To be high.
 * @param costs To be low.
 * @example paretoFront(Float64Array.of(0.9, 0.8, 0.7, 0.8), Float64Array.of(5, 2, 3, 2)) // [1, 1, 0, 1]
 */
export function paretoFront(gains: Float64Array, costs: Float64Array): Uint8Array {
  if (gains.length !== costs.length) {
    throw new BugError("INTERNAL", `a front of ${gains.length} gains and ${costs.length} costs`);
  }
  if (gains.some(Number.isNaN) || costs.some(Number.isNaN)) {
    throw new BugError("INTERNAL", "a front of points that are not numbers");
  }
  const order = Uint32Array.from(gains, (_, at) => at).sort(
    // Infinities may be equal, so that subtracting them would not do.
    (one, other) => ascending(costs[one], costs[other]) || ascending(gains[other], gains[one]),
  );
  const front = new Uint8Array(gains.length);
  let best = Number.NEGATIVE_INFINITY;
  let costOfBest = Number.NEGATIVE_INFINITY;
  for (const [place, at] of order.entries()) {
    const gain = gains[at] ?? 0;
    const cost = costs[at] ?? 0;
    // Cheaper points came before: only a higher gain, or the same at the same cost, is not beaten.
    if (place === 0 || gain > best || (gain === best && cost === costOfBest)) {
      front[at] = 1;
      best = gain;
      costOfBest = cost;
    }
  }
  return front;
}

function ascending(one = 0, other = 0): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
