import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "./__golden__/item-analysis.json" with { type: "json" };
import { correctedPointBiserials } from "./corrected-point-biserial.ts";

describe("correctedPointBiserials", () => {
  it.each(golden.alpha)(
    "of $candidates candidates at $items items are numpy's",
    ({ pointBiserials, points, ...size }) => {
      const found = correctedPointBiserials({ ...size, points: Float64Array.from(points) });
      for (const [item, expected] of pointBiserials.entries()) {
        if (expected === null) {
          expect(found[item]).toBeNull();
        } else {
          expect(found[item]).toBeCloseTo(expected, 9);
        }
      }
    },
  );

  it("leaves out a candidate without a score at the item, and takes the rest over what there is", () => {
    const points = Float64Array.of(1, 1, Number.NaN, 1, 0, 1, 0, 0, 0, Number.NaN, 1, 1);
    // Item 0: own points 1, 1, 0 with rests 1, ½, 0.
    expect(correctedPointBiserials({ candidates: 4, items: 3, points })[0]).toBeCloseTo(Math.sqrt(3) / 2, 12);
  });

  it("is null with fewer than three candidates, with one item, and where nothing varies", () => {
    const two = Float64Array.of(1, 0, 1, 0, 1, 0);
    expect(correctedPointBiserials({ candidates: 2, items: 3, points: two })).toEqual([null, null, null]);
    expect(correctedPointBiserials({ candidates: 3, items: 1, points: Float64Array.of(1, 0, 1) })).toEqual([null]);
    const alike = new Float64Array(9).fill(1);
    expect(correctedPointBiserials({ candidates: 3, items: 3, points: alike })).toEqual([null, null, null]);
    expect(correctedPointBiserials({ candidates: 0, items: 2, points: new Float64Array(0) })).toEqual([null, null]);
  });

  it("lies in −1 to 1, and turns its sign with the item's points", () => {
    const points = fc.array(fc.constantFrom(0, 0.5, 1), { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(points, (values) => {
        const matrix = { candidates: 6, items: 4, points: Float64Array.from(values) };
        const turned = matrix.points.map((point, index) => (index % 4 === 0 ? 1 - point : point));
        const [one] = correctedPointBiserials(matrix);
        const [other] = correctedPointBiserials({ ...matrix, points: turned });
        expect(Math.abs(one ?? 0)).toBeLessThanOrEqual(1);
        expect((one ?? 0) + (other ?? 0)).toBeCloseTo(0, 10);
      }),
    );
  });
});
