import { describe, expect, it } from "vitest";
import golden from "./__golden__/paired-tests.json" with { type: "json" };
import { normalQuantile } from "./normal-quantile.ts";
import { tangoInterval, tangoScore } from "./tango-score.ts";

describe("Tango's score", () => {
  it.each(golden.tango)("of $b and $c of $n at $level is that of the maximised likelihood", (expected) => {
    const shares = { firstAhead: expected.b / expected.n, secondAhead: expected.c / expected.n };
    for (const { difference, z } of expected.z) {
      expect(Math.abs(tangoScore(shares, expected.n, difference) - z)).toBeLessThan(1e-6 * Math.max(1, Math.abs(z)));
    }
    const { low, high } = tangoInterval(shares, expected.n, normalQuantile((1 + expected.level) / 2));
    // The golden maximum was searched for: the square root of the precision of numbers.
    expect(Math.abs(low - expected.low)).toBeLessThan(1e-7);
    expect(Math.abs(high - expected.high)).toBeLessThan(1e-7);
  });

  it("interval ends where the score is critical, to the last digits", () => {
    for (const { b, c, n } of golden.tango) {
      const shares = { firstAhead: b / n, secondAhead: c / n };
      const { low, high } = tangoInterval(shares, n, 1.9);
      expect(tangoScore(shares, n, low)).toBeCloseTo(1.9, 10);
      expect(tangoScore(shares, n, high)).toBeCloseTo(-1.9, 10);
    }
  });

  it("interval of airway responsiveness is −0.517 to −0.026 (Fagerland, Lydersen & Laake 2014)", () => {
    const { low, high } = tangoInterval({ firstAhead: 1 / 21, secondAhead: 7 / 21 }, 21, normalQuantile(0.975));
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(["-0.517", "-0.026"]);
  });

  it("at 0 is McNemar's (b − c)/√(b + c)", () => {
    expect(tangoScore({ firstAhead: 0.3, secondAhead: 0.1 }, 40, 0)).toBeCloseTo(8 / 4, 12);
    expect(tangoScore({ firstAhead: 0, secondAhead: 0 }, 40, 0)).toBe(0);
  });

  it("interval without discordant units is ∓z²/(n + z²)", () => {
    const { low, high } = tangoInterval({ firstAhead: 0, secondAhead: 0 }, 50, 2);
    expect(high).toBeCloseTo(4 / 54, 14);
    expect(low).toBe(-high);
  });

  it("interval reaches the end where all units are discordant one way", () => {
    const { low, high } = tangoInterval({ firstAhead: 1, secondAhead: 0 }, 10, 2);
    expect(high).toBe(1);
    expect(low).toBeGreaterThan(0.3);
    expect(low).toBeLessThan(1);
  });
});
