import fc from "fast-check";
import { expect, it } from "vitest";
import { stratifiedDifference } from "./stratified-difference.ts";
import { unpairedDifference } from "./unpaired-difference.ts";

const items = fc
  .array(
    fc.record({
      point: fc.constantFrom(0, 0.5, 1),
      cluster: fc.nat({ max: 8 }),
      stratum: fc.nat({ max: 2 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((rows) => ({
    points: Float64Array.from(rows, ({ point }) => point),
    clusters: Int32Array.from(rows, ({ cluster }) => cluster),
    strata: Int32Array.from(rows, ({ stratum }) => stratum),
  }));
const weights = fc.constantFrom("mantel-haenszel" as const, "pooled" as const);

it("lies within its interval and within −1 to 1, and of the groups exchanged is the mirror image", () => {
  fc.assert(
    fc.property(items, items, weights, (first, second, kind) => {
      const one = stratifiedDifference(first, second, { strata: 3, weights: kind, level: 0.95 });
      const other = stratifiedDifference(second, first, { strata: 3, weights: kind, level: 0.95 });
      expect(one.status).toBe(other.status);
      if (one.status === "estimated" && other.status === "estimated") {
        const { value, low, high } = one.difference;
        expect(low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(high).toBeLessThanOrEqual(1 + 1e-12);
        expect(high - low).toBeGreaterThan(0);
        expect(other.difference.low).toBeCloseTo(-high, 10);
        const used = first.points.length + second.points.length - one.excluded.first - one.excluded.second;
        expect(used).toBeGreaterThan(0);
      }
    }),
  );
});

it("does not depend on the order of the items", () => {
  fc.assert(
    fc.property(items, items, weights, (first, second, kind) => {
      const turned = {
        points: first.points.toReversed(),
        clusters: first.clusters.toReversed(),
        strata: first.strata.toReversed(),
      };
      const one = stratifiedDifference(first, second, { strata: 3, weights: kind, level: 0.9 });
      const other = stratifiedDifference(turned, second, { strata: 3, weights: kind, level: 0.9 });
      if (one.status === "estimated" && other.status === "estimated") {
        expect(other.difference.value).toBeCloseTo(one.difference.value, 10);
        expect(other.difference.low).toBeCloseTo(one.difference.low, 8);
      }
    }),
  );
});

it("unpaired differences hold their value and keep the order of limits, relative ones too", () => {
  fc.assert(
    fc.property(items, items, (first, second) => {
      const found = unpairedDifference(first, second, 0.95);
      const relative = found?.relative;
      if (found !== null && relative !== null && relative !== undefined) {
        expect(found.difference.low).toBeLessThanOrEqual(found.difference.value);
        expect(found.difference.high).toBeGreaterThanOrEqual(found.difference.value);
        expect(relative.low ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(relative.value + 1e-9);
        expect(relative.high).toBeGreaterThanOrEqual(relative.value - 1e-9);
        expect(relative.high).toBeLessThanOrEqual(1);
      }
    }),
  );
});
