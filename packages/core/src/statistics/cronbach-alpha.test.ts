import { describe, expect, it } from "vitest";
import golden from "./__golden__/item-analysis.json" with { type: "json" };
import { cronbachAlpha } from "./cronbach-alpha.ts";

describe("cronbachAlpha", () => {
  it.each(golden.alpha)("of $candidates candidates at $items items is the formula's", (example) => {
    const { alpha, low, high, level, candidates, items, points } = example;
    const found = cronbachAlpha({ candidates, items, points: Float64Array.from(points) }, level);
    expect(found).toMatchObject({ status: "estimated", leftOut: 0, candidates, items });
    if (found.status === "estimated") {
      expect(found.alpha).toBeCloseTo(alpha, 10);
      expect(found.low).toBeCloseTo(low, 9);
      expect(found.high).toBeCloseTo(high, 9);
    }
  });

  it("is Kuder–Richardson's formula 20 for 0/1 points", () => {
    const points = Float64Array.of(1, 1, 0, 0, 1, 0, 1, 1, 1, 0, 0, 0);
    // p = ½, ½ and ¼ with Σpq = 0.6875; totals 2, 1, 3, 0 of variance 1.25 (over n, as in the formula).
    const p = [2 / 4, 3 / 4, 1 / 4];
    const pq = p.reduce((sum, share) => sum + share * (1 - share), 0);
    const found = cronbachAlpha({ candidates: 4, items: 3, points }, 0.95);
    expect(found).toMatchObject({ alpha: expect.closeTo((3 / 2) * (1 - pq / 1.25), 12) });
  });

  it("is 1, surely, where all items say the same, and may be below 0", () => {
    const same = cronbachAlpha({ candidates: 3, items: 2, points: Float64Array.of(1, 1, 0, 0, 1, 1) }, 0.95);
    expect(same).toMatchObject({ alpha: 1, low: 1, high: 1 });
    const against = Float64Array.of(1, 0, 0, 1, 1, 0.5);
    const found = cronbachAlpha({ candidates: 3, items: 2, points: against }, 0.95);
    expect(found.status === "estimated" && found.alpha < 0).toBe(true);
  });

  it("leaves out candidates with a missing score, and counts them", () => {
    const whole = cronbachAlpha({ candidates: 3, items: 2, points: Float64Array.of(1, 1, 0, 0, 1, 0) }, 0.95);
    const points = Float64Array.of(1, 1, Number.NaN, 1, 0, 0, 1, 0);
    expect(cronbachAlpha({ candidates: 4, items: 2, points }, 0.95)).toEqual({ ...whole, leftOut: 1 });
  });

  it("is not estimable from one item, one candidate, or totals that are all alike", () => {
    const why = (candidates: number, items: number, points: readonly number[]): unknown =>
      cronbachAlpha({ candidates, items, points: Float64Array.from(points) }, 0.95);
    const status = "not-estimable";
    expect(why(3, 1, [1, 0, 1])).toEqual({ status, why: "fewer-than-two-items", leftOut: 0 });
    expect(why(1, 3, [1, 0, 1])).toEqual({ status, why: "fewer-than-two-candidates", leftOut: 0 });
    expect(why(2, 2, [1, 0, Number.NaN, 1])).toEqual({ status, why: "fewer-than-two-candidates", leftOut: 1 });
    expect(why(3, 2, [1, 1, 1, 1, 1, 1])).toEqual({ status, why: "no-variance", leftOut: 0 });
    expect(why(2, 2, [1, 0, 0, 1])).toEqual({ status, why: "no-variance", leftOut: 0 });
    expect(why(0, 0, [])).toEqual({ status, why: "fewer-than-two-items", leftOut: 0 });
  });
});
