import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/paired-tests.json" with { type: "json" };
import { discordanceOddsRatio } from "./discordance-odds-ratio.ts";
import { mcnemarTest } from "./mcnemar-test.ts";

describe("discordanceOddsRatio", () => {
  it.each(golden.oddsRatios)("of $b and $c has statsmodels' limits", ({ b, c, low, high }) => {
    const ratio = discordanceOddsRatio(b, c, 0.95);
    expect(ratio.status).toBe("estimated");
    if (ratio.status === "estimated") {
      expect(ratio.value).toBe(b / c);
      expect(relativeError(ratio.low, low)).toBeLessThan(1e-9);
      expect(relativeError(ratio.high, high)).toBeLessThan(1e-9);
    }
  });

  it("is unbounded above where the second alone was never right, and says so", () => {
    const ratio = discordanceOddsRatio(6, 0, 0.95);
    expect(ratio).toMatchObject({ status: "unbounded", value: null, high: null });
    // The mirror image of the upper limit of 0 to 6.
    const mirrored = discordanceOddsRatio(0, 6, 0.95);
    expect(mirrored).toMatchObject({ status: "estimated", value: 0, low: 0 });
    if (ratio.status === "unbounded" && mirrored.status === "estimated") {
      expect(ratio.low * mirrored.high).toBeCloseTo(1, 10);
      expect(ratio.why).not.toBe("");
    }
  });

  it("cannot be estimated without discordant units", () => {
    expect(discordanceOddsRatio(0, 0, 0.95).status).toBe("not-estimable");
  });

  it("excludes 1 exactly where McNemar's exact test rejects", () => {
    const count = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(count, count, (b, c) => {
        const ratio = discordanceOddsRatio(b, c, 0.95);
        const excludes = ratio.status === "estimated" && (ratio.low > 1 || ratio.high < 1);
        expect(excludes).toBe(mcnemarTest(b, c).exactP < 0.05);
      }),
    );
  });

  it("refuses a negative count", () => {
    expect(() => discordanceOddsRatio(-1, 2, 0.95)).toThrow(expect.objectContaining({ code: "INTERNAL" }));
  });
});
