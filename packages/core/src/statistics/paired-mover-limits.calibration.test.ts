import { describe, expect, it } from "vitest";
import { clusterIndex } from "./cluster-index.ts";
import { meanInterval } from "./mean-interval.ts";
import { pairedErrorCorrelation, pairedMoverDifference, pairedMoverRatio } from "./paired-mover-limits.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const samples = 2000;

/** Shares of units right both times, the first time only, the second time only; clusters of so many copies. */
interface Setting {
  readonly both: number;
  readonly first: number;
  readonly second: number;
  readonly units: number;
  readonly copies: number;
}

const settings: readonly Setting[] = [
  { both: 0.5, first: 0.2, second: 0.05, units: 60, copies: 1 },
  { both: 0.7, first: 0.1, second: 0.1, units: 30, copies: 1 },
  { both: 0.2, first: 0.3, second: 0.1, units: 100, copies: 1 },
  { both: 0.6, first: 0.2, second: 0.05, units: 120, copies: 4 },
];

/** Share of samples whose intervals hold the truth. */
function coverage({ both, first, second, units, copies }: Setting): { ratio: number; difference: number } {
  const words = uniformGenerator("paired-mover-coverage", both, first, second, units);
  const drawn = new Uint32Array(units / copies);
  const clusters = clusterIndex(Int32Array.from({ length: units }, (_, unit) => Math.floor(unit / copies)));
  const one = new Float64Array(units);
  const other = new Float64Array(units);
  let ratio = 0;
  let difference = 0;
  for (let sample = 0; sample < samples; sample++) {
    words.fill(drawn);
    for (let unit = 0; unit < units; unit++) {
      const u = (drawn[Math.floor(unit / copies)] ?? 0) / 2 ** 32;
      one[unit] = u < both + first ? 1 : 0;
      other[unit] = u < both || (u >= both + first && u < both + first + second) ? 1 : 0;
    }
    const [a, b] = [meanInterval(one, clusters, 0.95), meanInterval(other, clusters, 0.95)];
    if (a === null || b === null || a.value === 0) {
      throw new Error("nothing right");
    }
    const correlation = pairedErrorCorrelation(one, other, clusters);
    const limits = pairedMoverRatio(b, a, correlation);
    const truth = (both + second) / (both + first);
    ratio += limits.low <= truth && truth <= (limits.high ?? Number.POSITIVE_INFINITY) ? 1 : 0;
    const { low, high } = pairedMoverDifference(a, b, correlation);
    difference += low <= first - second && first - second <= high ? 1 : 0;
  }
  return { ratio: ratio / samples, difference: difference / samples };
}

describe("95 % intervals of paired means", () => {
  it.each(settings)(
    "hold the truth: $both both, $first and $second alone, $units units in clusters of $copies",
    (of) => {
      const { ratio, difference } = coverage(of);
      console.info(`ratio ${ratio.toFixed(3)}, difference ${difference.toFixed(3)}`);
      expect(ratio).toBeGreaterThan(0.935);
      expect(ratio).toBeLessThan(0.985);
      expect(difference).toBeGreaterThan(0.935);
      expect(difference).toBeLessThan(0.985);
    },
  );
});
