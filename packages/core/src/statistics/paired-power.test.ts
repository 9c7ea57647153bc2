import { describe, expect, it } from "vitest";
import golden from "./__golden__/paired-power.json" with { type: "json" };
import { mcnemarExactPower } from "./mcnemar-exact-power.ts";
import { levelOfOne, pairedPower } from "./paired-power.ts";

const internal = expect.objectContaining({ code: "INTERNAL" });

describe("pairedPower", () => {
  it.each(golden.cases)("for $firstOnly and $secondOnly on $items is what the formulas give", (expected) => {
    const { items, alpha, connor, miettinen, ...shares } = expected;
    expect(pairedPower(shares, items, { alpha })).toBeCloseTo(connor, 11);
    expect(pairedPower(shares, items, { alpha }, "miettinen")).toBeCloseTo(miettinen, 11);
  });

  it("without a difference is the level, without discordant items or items nothing", () => {
    expect(pairedPower({ firstOnly: 0.2, secondOnly: 0.2 }, 100, { alpha: 0.05 })).toBeCloseTo(0.05, 12);
    expect(pairedPower({ firstOnly: 0, secondOnly: 0 }, 100, { alpha: 0.05 })).toBe(0);
    expect(pairedPower({ firstOnly: 0.2, secondOnly: 0.1 }, 0, { alpha: 0.05 })).toBe(0);
  });

  it("where every item is discordant on one side is certain, given enough items", () => {
    expect(pairedPower({ firstOnly: 1, secondOnly: 0 }, 4, { alpha: 0.05 })).toBe(1);
    expect(pairedPower({ firstOnly: 1, secondOnly: 0 }, 3, { alpha: 0.05 })).toBe(0);
  });

  it("counts items by the design effect and plans each comparison of a family at its share of the level", () => {
    const shares = { firstOnly: 0.15, secondOnly: 0.1 };
    expect(pairedPower(shares, 900, { alpha: 0.05, designEffect: 1.5 })).toBe(
      pairedPower(shares, 600, { alpha: 0.05 }),
    );
    expect(pairedPower(shares, 900, { alpha: 0.05, comparisons: 351 })).toBe(
      pairedPower(shares, 900, { alpha: 0.05 / 351 }),
    );
    expect(levelOfOne({ alpha: 0.05 })).toBe(0.05);
  });

  it("refuses impossible plans", () => {
    expect(() => pairedPower({ firstOnly: 0.8, secondOnly: 0.3 }, 10, { alpha: 0.05 })).toThrow(internal);
    expect(() => pairedPower({ firstOnly: -0.1, secondOnly: 0.3 }, 10, { alpha: 0.05 })).toThrow(internal);
    expect(() => pairedPower({ firstOnly: 0.1, secondOnly: 0.3 }, 10, { alpha: 0 })).toThrow(internal);
    expect(() => pairedPower({ firstOnly: 0.1, secondOnly: 0.3 }, 10, { alpha: 0.05, comparisons: 0 })).toThrow(
      internal,
    );
    expect(() => pairedPower({ firstOnly: 0.1, secondOnly: 0.3 }, 10, { alpha: 0.05, designEffect: 0.5 })).toThrow(
      internal,
    );
  });
});

describe("mcnemarExactPower", () => {
  it.each(golden.cases)("for $firstOnly and $secondOnly on $items is that of every table", (expected) => {
    const { items, alpha, exact, midP, ...shares } = expected;
    // Tables rarer than 1e-9 together are left out.
    expect(mcnemarExactPower(shares, items, { alpha }, "exact")).toBeCloseTo(exact, 8);
    expect(mcnemarExactPower(shares, items, { alpha }, "mid-p")).toBeCloseTo(midP, 8);
  });

  it("is 0 without discordant or without items", () => {
    expect(mcnemarExactPower({ firstOnly: 0, secondOnly: 0 }, 50, { alpha: 0.05 }, "exact")).toBe(0);
    expect(mcnemarExactPower({ firstOnly: 0.1, secondOnly: 0.3 }, 0, { alpha: 0.05 }, "exact")).toBe(0);
  });

  it("refuses items that are no whole number", () => {
    expect(() => mcnemarExactPower({ firstOnly: 0.1, secondOnly: 0.3 }, 1.5, { alpha: 0.05 }, "exact")).toThrow(
      internal,
    );
  });
});

// Where the discordant items number 20 or more; fewer are too few for any normal approximation.
it.each([
  { firstOnly: 0.15, secondOnly: 0.1 },
  { firstOnly: 0.1, secondOnly: 0.05 },
  { firstOnly: 0.3, secondOnly: 0.2 },
  { firstOnly: 0.4, secondOnly: 0.1 },
])("both formulas lie within 0.02 of the mid-p test's exact power: $firstOnly and $secondOnly", (shares) => {
  for (const items of [200, 400, 800, 1600, 2800]) {
    const exact = mcnemarExactPower(shares, items, { alpha: 0.05 }, "mid-p");
    expect(Math.abs(pairedPower(shares, items, { alpha: 0.05 }) - exact)).toBeLessThan(0.02);
    expect(Math.abs(pairedPower(shares, items, { alpha: 0.05 }, "miettinen") - exact)).toBeLessThan(0.02);
  }
});
