import fc from "fast-check";
import { expect, it } from "vitest";
import { singles } from "./__fixtures__/irr-examples.ts";
import { clopperPearsonInterval } from "./clopper-pearson-interval.ts";
import { severeErrorRate } from "./severe-error-rate.ts";

const replies = fc.array(fc.tuple(fc.constantFrom(0, 0, 0, 1), fc.nat(20)), { minLength: 1, maxLength: 80 });

function boundOf(events: readonly number[], clusters: Int32Array, level = 0.95) {
  const found = severeErrorRate(Float64Array.from(events), clusters, level);
  if (found.status !== "estimated") {
    throw new Error(found.why);
  }
  return found;
}

it("the bound is the upper limit of Clopper and Pearson's two-sided interval at half the error", () => {
  fc.assert(
    fc.property(replies, (rows) => {
      const events = rows.map(([event]) => event);
      const n = events.length;
      const count = events.reduce<number>((sum, event) => sum + event, 0);
      const { upper } = boundOf(events, singles(n));
      expect(upper).toBeCloseTo(clopperPearsonInterval(count, n, 0.9)?.high ?? Number.NaN, 10);
    }),
  );
});

it("the bound lies above the rate, at or below 1, grows with the level, and clusters do not lower it", () => {
  fc.assert(
    fc.property(replies, (rows) => {
      const events = rows.map(([event]) => event);
      const clusters = Int32Array.from(rows, ([, cluster]) => cluster);
      const found = boundOf(events, clusters);
      expect(found.upper).toBeGreaterThanOrEqual(found.value);
      expect(found.upper).toBeLessThanOrEqual(1);
      expect(boundOf(events, clusters, 0.99).upper).toBeGreaterThanOrEqual(found.upper);
      expect(found.upper).toBeGreaterThanOrEqual(boundOf(events, singles(events.length)).upper - 1e-12);
      expect(found.effectiveSize).toBeLessThanOrEqual(events.length + 1e-9);
    }),
  );
});
