import { describe, expect, it } from "vitest";
import { itemFacilities } from "./item-facility.ts";
import { wilsonInterval } from "./wilson-interval.ts";

const missing = Number.NaN;

describe("itemFacilities", () => {
  it("is the mean of the points there are, with Wilson's interval", () => {
    const points = Float64Array.of(1, 0, 0.5, 1, missing, 0, 0, missing, 0.25);
    const [first, second, third] = itemFacilities({ candidates: 3, items: 3, points }, 0.95);
    expect(first).toEqual({ facility: 2 / 3, n: 3, ...wilsonInterval(2, 3, 0.95) });
    expect(second).toEqual({ facility: 0, n: 1, ...wilsonInterval(0, 1, 0.95) });
    expect(third).toEqual({ facility: 0.25, n: 3, ...wilsonInterval(0.75, 3, 0.95) });
  });

  it("is null for an item nobody has a score at, and empty without items", () => {
    expect(itemFacilities({ candidates: 2, items: 1, points: Float64Array.of(missing, missing) }, 0.95)).toEqual([
      null,
    ]);
    expect(itemFacilities({ candidates: 0, items: 1, points: new Float64Array(0) }, 0.95)).toEqual([null]);
    expect(itemFacilities({ candidates: 2, items: 0, points: new Float64Array(0) }, 0.95)).toEqual([]);
  });

  it("refuses a matrix of the wrong size and points outside 0–1", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    expect(() => itemFacilities({ candidates: 2, items: 2, points: new Float64Array(3) }, 0.95)).toThrow(bug);
    expect(() => itemFacilities({ candidates: 1, items: 1, points: Float64Array.of(2) }, 0.95)).toThrow(bug);
  });
});
