import fc from "fast-check";
import { expect, it } from "vitest";
import { compared, pairedPoints } from "./__fixtures__/paired-points.ts";
import { clusteredMcnemarTest } from "./clustered-mcnemar-test.ts";
import { equivalenceTest } from "./equivalence-test.ts";
import { nonInferiorityTest } from "./non-inferiority-test.ts";
import { pairedDifferenceInterval } from "./paired-difference-interval.ts";

const margin = fc.double({ min: 0.01, max: 0.9, noNaN: true });
const alpha = fc.double({ min: 0.005, max: 0.3, noNaN: true });

it("the interval holds the value, lies within −1 to 1 and has a width", () => {
  fc.assert(
    fc.property(pairedPoints, (points) => {
      const { value, low, high } = pairedDifferenceInterval(compared(points), 0.95);
      expect(low).toBeGreaterThanOrEqual(-1);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(value + 1e-12);
      expect(high).toBeGreaterThanOrEqual(value - 1e-12);
      expect(high - low).toBeGreaterThan(0.01);
    }),
  );
});

it("exchanging the examinees mirrors the interval and exchanges the p-values", () => {
  fc.assert(
    fc.property(pairedPoints, margin, alpha, (points, margin, alpha) => {
      const one = compared(points);
      const other = compared({ ...points, first: points.second, second: points.first });
      const { low, high } = pairedDifferenceInterval(one, 0.9);
      const mirrored = pairedDifferenceInterval(other, 0.9);
      expect(mirrored.low).toBeCloseTo(-high, 10);
      expect(mirrored.high).toBeCloseTo(-low, 10);
      expect(clusteredMcnemarTest(other).p).toBeCloseTo(clusteredMcnemarTest(one).p, 12);
      const { lowerP, upperP } = equivalenceTest(one, { margin, alpha });
      expect(equivalenceTest(other, { margin, alpha }).upperP).toBeCloseTo(lowerP, 10);
      expect(nonInferiorityTest(other, { margin, alpha }).p).toBeCloseTo(upperP, 10);
    }),
  );
});

it("the order of the units and the numbers of the clusters do not matter", () => {
  fc.assert(
    fc.property(pairedPoints, ({ first, second, codes }) => {
      const one = compared({ first, second, codes });
      const other = compared({
        first: first.toReversed(),
        second: second.toReversed(),
        codes: codes.toReversed().map((code) => 1000 - 7 * code),
      });
      expect(other.effectiveSize / one.effectiveSize).toBeCloseTo(1, 8);
      expect(pairedDifferenceInterval(other, 0.95).low).toBeCloseTo(pairedDifferenceInterval(one, 0.95).low, 8);
      expect(clusteredMcnemarTest(other).p).toBeCloseTo(clusteredMcnemarTest(one).p, 10);
    }),
  );
});

it("the interval widens with the level", () => {
  fc.assert(
    fc.property(pairedPoints, (points) => {
      const narrow = pairedDifferenceInterval(compared(points), 0.8);
      const wide = pairedDifferenceInterval(compared(points), 0.99);
      expect(wide.low).toBeLessThanOrEqual(narrow.low);
      expect(wide.high).toBeGreaterThanOrEqual(narrow.high);
    }),
  );
});

it("non-inferiority and equivalence are decided as the (1 − 2·alpha) interval says", () => {
  fc.assert(
    fc.property(pairedPoints, margin, alpha, (points, margin, alpha) => {
      const difference = compared(points);
      const { low, high } = pairedDifferenceInterval(difference, 1 - 2 * alpha);
      // A limit on the margin to the last digits may fall either way.
      fc.pre(Math.abs(low + margin) > 1e-9 && Math.abs(high - margin) > 1e-9);
      const nonInferior = nonInferiorityTest(difference, { margin, alpha });
      expect(nonInferior.bound).toBe(low);
      expect(nonInferior.status === "non-inferior").toBe(low > -margin);
      const equivalent = equivalenceTest(difference, { margin, alpha });
      expect(equivalent.status === "equivalent").toBe(low > -margin && high < margin);
    }),
  );
});

it("a wider margin is shown more easily", () => {
  fc.assert(
    fc.property(pairedPoints, margin, margin, (points, one, other) => {
      const difference = compared(points);
      const narrow = nonInferiorityTest(difference, { margin: Math.min(one, other), alpha: 0.025 });
      const wide = nonInferiorityTest(difference, { margin: Math.max(one, other), alpha: 0.025 });
      expect(wide.p).toBeLessThanOrEqual(narrow.p + 1e-12);
    }),
  );
});

it("p-values lie within 0–1", () => {
  fc.assert(
    fc.property(pairedPoints, margin, (points, margin) => {
      const difference = compared(points);
      for (const p of [
        clusteredMcnemarTest(difference).p,
        nonInferiorityTest(difference, { margin, alpha: 0.05 }).p,
        equivalenceTest(difference, { margin, alpha: 0.05 }).p,
      ]) {
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
      }
    }),
  );
});
