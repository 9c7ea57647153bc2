import { describe, expect, it } from "vitest";
import { clusteredSampler } from "./__fixtures__/clustered-sample.ts";
import { allowance, report } from "./__fixtures__/coverage-tally.ts";
import { singles } from "./__fixtures__/irr-examples.ts";
import { binomialMass } from "./binomial-tail.ts";
import { severeErrorRate } from "./severe-error-rate.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 4000 : 150;

function upperOf(events: Float64Array, clusters: Int32Array): number {
  const found = severeErrorRate(events, clusters, 0.95);
  return found.status === "estimated" ? found.upper : Number.NaN;
}

describe("the upper bound of the severe-error rate", () => {
  it.each([20, 60])("holds with at least 95 % for %i independent replies at every rate, summed exactly", (n) => {
    const bounds = Array.from({ length: n + 1 }, (_, events) =>
      upperOf(
        singles(n).reduce((all, at) => all.fill(at < events ? 1 : 0, at, at + 1), new Float64Array(n)),
        singles(n),
      ),
    );
    for (let rate = 0.005; rate < 1; rate += 0.005) {
      const coverage = bounds.reduce((sum, bound, k) => sum + (rate <= bound ? binomialMass(k, n, rate) : 0), 0);
      expect(coverage).toBeGreaterThanOrEqual(0.95);
    }
  });

  it.each([
    { clusters: 60, sizes: [5, 5], correlation: 0.3 },
    { clusters: 60, sizes: [1, 6], correlation: 0.6 },
    { clusters: 200, sizes: [3, 3], correlation: 0.9 },
  ] as const)("holds for $clusters clusters of $sizes replies, correlated $correlation: at least 92.5 %", (design) => {
    for (const rate of [0.01, 0.05, 0.2]) {
      const sample = clusteredSampler({ draw: { clusters: design.clusters }, ...design }, 7);
      let held = 0;
      let naive = 0;
      for (let at = 0; at < samples; at++) {
        const { sums, sizes } = sample(rate);
        const events = Array.from(sizes, (size, cluster) =>
          Array.from({ length: size }, (_, reply) => (reply < (sums[cluster] ?? 0) ? 1 : 0)),
        ).flat();
        const codes = Array.from(sizes, (size, cluster) => new Array<number>(size).fill(cluster)).flat();
        held += rate <= upperOf(Float64Array.from(events), Int32Array.from(codes)) ? 1 : 0;
        naive += rate <= upperOf(Float64Array.from(events), singles(events.length)) ? 1 : 0;
      }
      report("severe errors", { ...design, rate }, { held: held / samples, naive: naive / samples });
      expect(held / samples).toBeGreaterThanOrEqual(0.925 - allowance(samples));
      expect(held).toBeGreaterThanOrEqual(naive);
    }
  });
});
