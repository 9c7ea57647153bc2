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

/**
 * Two Monte-Carlo standard errors of a rate of 5 %; three in the short version, whose few samples are compared often
 * enough for two to be exceeded by chance.
 */
export function allowance(samples: number): number {
  const errors = process.env["VIVA_SLOW"] === undefined ? 3 : 2;
  return errors * Math.sqrt((0.05 * 0.95) / samples);
}

/** Print what a long calibration measured. */
export function report(name: string, world: object, figures: Readonly<Record<string, number>>): void {
  if (process.env["VIVA_SLOW"] !== undefined) {
    const rounded = Object.entries(figures).map(([key, value]) => `${key} ${value.toFixed(4)}`);
    console.log(`${name} ${JSON.stringify(world)}: ${rounded.join(", ")}`);
  }
}
