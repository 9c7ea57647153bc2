import { BugError } from "../base/errors.ts";

/** Throws INTERNAL unless two columns have the same length and finite values alone: a correlation's input. */
export function requirePairs(first: Float64Array, second: Float64Array): void {
  if (first.length !== second.length) {
    throw new BugError("INTERNAL", `correlation of ${first.length} and ${second.length} values`);
  }
  for (let at = 0; at < first.length; at++) {
    if (!(Number.isFinite(first[at]) && Number.isFinite(second[at]))) {
      throw new BugError("INTERNAL", `correlation of ${first[at]} and ${second[at]}, pair ${at}`);
    }
  }
}
