import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "./__golden__/paired-tests.json" with { type: "json" };
import { mcnemarTest } from "./mcnemar-test.ts";
import { signFlipTest } from "./sign-flip-test.ts";

describe("signFlipTest", () => {
  it.each(golden.signFlips)("of $amounts is that of all signs, one by one", ({ amounts, p, mid }) => {
    const test = signFlipTest(Float64Array.from(amounts));
    expect(test.p).toBeCloseTo(p, 14);
    expect(test.midP).toBeCloseTo(mid, 14);
  });

  it("of ±1 is McNemar's exact test with its mid-p, up to 24 pairs", () => {
    for (const [b, c] of [
      [0, 1],
      [1, 7],
      [3, 9],
      [12, 12],
      [6, 18],
      [0, 24],
    ] as const) {
      const amounts = Float64Array.from({ length: b + c }, (_, i) => (i < b ? 1 : -1));
      const { p, midP } = signFlipTest(amounts);
      expect(p).toBeCloseTo(mcnemarTest(b, c).exactP, 13);
      expect(midP).toBeCloseTo(mcnemarTest(b, c).midP, 13);
    }
  });

  it("is 1 without amounts, for zeros and for a sum of 0 up to rounding", () => {
    expect(signFlipTest(new Float64Array(0))).toEqual({ p: 1, midP: 1 });
    expect(signFlipTest(Float64Array.of(0, 0))).toEqual({ p: 1, midP: 1 });
    expect(signFlipTest(Float64Array.of(0.1, 0.2, -0.3))).toEqual({ p: 1, midP: 1 });
  });

  it("counts sums as equal that differ by rounding alone", () => {
    // 0.1 + 0.2 is not 0.3 to the last bit; flipping the two against 0.3 leads to equal sums on paper.
    expect(signFlipTest(Float64Array.of(0.1, 0.2, 0.3)).p).toBe(0.25);
    expect(signFlipTest(Float64Array.of(0.1, 0.2, -0.3, 0.7)).p).toBe(signFlipTest(Float64Array.of(1, 2, -3, 7)).p);
  });

  it("refuses more than 24 amounts", () => {
    expect(() => signFlipTest(new Float64Array(25).fill(1))).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });

  it("does not know order, direction or unit", () => {
    const amounts = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 12 });
    fc.assert(
      fc.property(amounts, (values) => {
        const { p, midP } = signFlipTest(Float64Array.from(values));
        expect(signFlipTest(Float64Array.from(values.toReversed())).p).toBe(p);
        expect(signFlipTest(Float64Array.from(values, (value) => -value)).p).toBe(p);
        expect(signFlipTest(Float64Array.from(values, (value) => value / 7)).p).toBe(p);
        expect(midP).toBeLessThanOrEqual(p);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });
});
