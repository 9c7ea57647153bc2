import type { Interval } from "../interval.ts";

/** Counts how often intervals hold the truth; what was not estimable is counted apart. */
export interface CoverageTally {
  add(found: Interval | { readonly status: "not-estimable" }, truth: number): void;
  /** Share of the intervals that held it. */
  coverage(): number;
  /** Mean width of the intervals. */
  width(): number;
  /** Share of the samples that gave an interval. */
  estimated(): number;
}

export function coverageTally(): CoverageTally {
  let samples = 0;
  let intervals = 0;
  let held = 0;
  let width = 0;
  return {
    add: (found, truth) => {
      samples += 1;
      if ("low" in found) {
        intervals += 1;
        held += found.low <= truth + 1e-12 && truth <= found.high + 1e-12 ? 1 : 0;
        width += found.high - found.low;
      }
    },
    coverage: () => held / intervals,
    width: () => width / intervals,
    estimated: () => intervals / samples,
  };
}

/** Two Monte-Carlo standard errors of a rate of 5 %. */
export function allowance(samples: number): number {
  return 2 * Math.sqrt((0.05 * 0.95) / samples);
}
