import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { designEffect } from "./design-effect.ts";
import { itemsForPairedDifference, smallestPairedDifference } from "./paired-planning.ts";
import { pairedPower } from "./paired-power.ts";
import { pairedShares } from "./paired-shares.ts";

const plan = { alpha: 0.05, power: 0.8 };
const internal = expect.objectContaining({ code: "INTERNAL" });

describe("itemsForPairedDifference", () => {
  it("is Connor's formula, rounded up", () => {
    // (1.959964·√0.25 + 0.841621·√(0.25 − 0.0025))² / 0.05²
    expect(itemsForPairedDifference({ firstOnly: 0.15, secondOnly: 0.1 }, plan)).toBe(783);
    expect(itemsForPairedDifference({ firstOnly: 0.1, secondOnly: 0.15 }, plan)).toBe(783);
  });

  it("is the first number of items that reaches the power", () => {
    const share = fc.integer({ min: 0, max: 400 }).map((parts) => parts / 1000);
    fc.assert(
      fc.property(share, share, fc.integer({ min: 1, max: 50 }), (firstOnly, secondOnly, comparisons) => {
        fc.pre(Math.abs(firstOnly - secondOnly) > 0.004);
        const test = { ...plan, comparisons, designEffect: 1.3 };
        const items = itemsForPairedDifference({ firstOnly, secondOnly }, test);
        expect(typeof items).toBe("number");
        if (typeof items === "number") {
          expect(pairedPower({ firstOnly, secondOnly }, items, test)).toBeGreaterThanOrEqual(0.8 - 1e-9);
          expect(pairedPower({ firstOnly, secondOnly }, items - 1, test)).toBeLessThan(0.8 + 1e-6);
        }
      }),
    );
  });

  it("is not estimable without a difference", () => {
    expect(itemsForPairedDifference({ firstOnly: 0.1, secondOnly: 0.1 }, plan)).toMatchObject({
      status: "not-estimable",
    });
  });

  it("refuses a power that is no chance above the level", () => {
    expect(() => itemsForPairedDifference({ firstOnly: 0.2, secondOnly: 0.1 }, { alpha: 0.05, power: 1 })).toThrow(
      internal,
    );
    expect(() => itemsForPairedDifference({ firstOnly: 0.2, secondOnly: 0.1 }, { alpha: 0.05, power: 0.05 })).toThrow(
      internal,
    );
  });
});

describe("smallestPairedDifference", () => {
  it("inverts the number of items, from the discordant share", () => {
    const found = smallestPairedDifference({ discordant: 0.25 }, 783, plan);
    expect(found).toMatchObject({ status: "estimated", difference: expect.closeTo(0.05, 4) });
  });

  it.each(["better", "worse"] as const)("is the difference at which the power is reached: the other is %s", (other) => {
    for (const correlation of [0, 0.3, 0.6]) {
      const found = smallestPairedDifference({ first: 0.7, correlation, other }, 2800, plan);
      const difference = found.status === "estimated" ? found.difference : Number.NaN;
      const shares = pairedShares(0.7, other === "better" ? 0.7 + difference : 0.7 - difference, correlation);
      const power = shares.status === "estimated" ? pairedPower(shares, 2800, plan) : Number.NaN;
      expect(power).toBeCloseTo(0.8, 6);
    }
  });

  it("falls with items and correlation, rises with the design effect and the family", () => {
    const of = (items: number, correlation: number, extra = {}) => {
      const found = smallestPairedDifference({ first: 0.7, correlation, other: "worse" }, items, { ...plan, ...extra });
      return found.status === "estimated" ? found.difference : Number.NaN;
    };
    expect(of(2800, 0.3)).toBeLessThan(of(1400, 0.3));
    expect(of(2800, 0.6)).toBeLessThan(of(2800, 0.3));
    expect(of(2800, 0.3, { designEffect: 2 })).toBeCloseTo(of(1400, 0.3), 9);
    expect(of(2800, 0.3, { comparisons: 351 })).toBeGreaterThan(of(2800, 0.3));
  });

  it("is not estimable where the greatest possible difference is not found", () => {
    const none = { status: "not-estimable", why: expect.stringContaining("greatest possible") };
    expect(smallestPairedDifference({ discordant: 0.05 }, 50, plan)).toMatchObject(none);
    expect(smallestPairedDifference({ discordant: 0 }, 5000, plan)).toMatchObject(none);
    expect(smallestPairedDifference({ discordant: 0.5 }, 0, plan)).toMatchObject(none);
    expect(smallestPairedDifference({ first: 0.7, correlation: 0.9, other: "better" }, 20, plan)).toMatchObject(none);
    expect(smallestPairedDifference({ first: 1, correlation: 0.5, other: "worse" }, 900, plan)).toMatchObject(none);
  });

  it("refuses negative correlations and items", () => {
    expect(() => smallestPairedDifference({ first: 0.7, correlation: -0.1, other: "worse" }, 900, plan)).toThrow(
      internal,
    );
    expect(() => smallestPairedDifference({ discordant: 0.2 }, -1, plan)).toThrow(internal);
  });
});

describe("pairedShares", () => {
  it("keep the shares, the sum and the correlation", () => {
    const share = fc.integer({ min: 1, max: 99 }).map((parts) => parts / 100);
    fc.assert(
      fc.property(share, share, fc.double({ min: -1, max: 1, noNaN: true }), (first, second, correlation) => {
        const shares = pairedShares(first, second, correlation);
        if (shares.status === "estimated") {
          const { both, firstOnly, secondOnly, neither } = shares;
          expect(both + firstOnly).toBeCloseTo(first, 9);
          expect(both + secondOnly).toBeCloseTo(second, 9);
          expect(both + firstOnly + secondOnly + neither).toBeCloseTo(1, 9);
          const scale = Math.sqrt(first * (1 - first) * second * (1 - second));
          expect((both * neither - firstOnly * secondOnly) / scale).toBeCloseTo(correlation, 6);
        } else {
          expect(Math.abs(correlation)).toBeGreaterThan(0);
        }
      }),
    );
  });

  it("of the same share fully correlated have no discordant item", () => {
    expect(pairedShares(0.7, 0.7, 1)).toMatchObject({
      firstOnly: expect.closeTo(0, 12),
      secondOnly: expect.closeTo(0, 12),
    });
  });

  it("are not estimable where no table has the correlation", () => {
    expect(pairedShares(0.5, 0.8, 0.6)).toMatchObject({ status: "not-estimable" });
    expect(pairedShares(0.5, 0.8, 0.5)).toMatchObject({ status: "estimated" });
    expect(pairedShares(1, 0.8, 0.2)).toMatchObject({ status: "not-estimable" });
    expect(pairedShares(1, 0.8, 0)).toMatchObject({ firstOnly: expect.closeTo(0.2, 12), secondOnly: 0 });
    expect(() => pairedShares(1.1, 0.5, 0)).toThrow(internal);
    expect(() => pairedShares(0.9, 0.5, Number.NaN)).toThrow(internal);
  });
});

describe("designEffect", () => {
  it("of equal clusters is 1 + (m − 1)ρ, of single items 1", () => {
    expect(designEffect(Float64Array.of(3, 3, 3), 0.2)).toBeCloseTo(1.4, 12);
    expect(designEffect(Float64Array.of(1, 1), 0.9)).toBe(1);
    expect(designEffect(new Float64Array(), 0.5)).toBe(1);
  });

  it("counts uneven clusters by Σm²/Σm", () => {
    expect(designEffect(Float64Array.of(1, 5), 1)).toBeCloseTo(26 / 6, 12);
  });

  it("refuses what is no correlation", () => {
    expect(() => designEffect(Float64Array.of(1), -0.1)).toThrow(internal);
    expect(() => designEffect(Float64Array.of(-1), 0.1)).toThrow(internal);
  });
});
