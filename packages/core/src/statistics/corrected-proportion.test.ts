import { describe, expect, it } from "vitest";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/audits.json" with { type: "json" };
import { correctedProportion } from "./corrected-proportion.ts";
import { wilsonInterval } from "./wilson-interval.ts";

const rate = ([value = Number.NaN, low = Number.NaN, high = Number.NaN]: readonly number[]) => ({ value, low, high });
const exactly = (value: number) => ({ value, low: value, high: value });

describe("correctedProportion", () => {
  it.each(golden.corrected)("of $measured, $missed and $spurious is the definition's", (row) => {
    const parts = { measured: rate(row.measured), missed: rate(row.missed), spurious: rate(row.spurious) };
    const corrected = correctedProportion(parts, golden.level);
    expect(relativeError(corrected.value, row.value)).toBeLessThan(1e-12);
    expect(relativeError(corrected.low, row.low)).toBeLessThan(1e-9);
    expect(relativeError(corrected.high, row.high)).toBeLessThan(1e-9);
  });

  it("is Wilson's interval of the corrected value when every reply was looked at", () => {
    const measured = { value: 0.8, ...(wilsonInterval(80, 100, 0.95) ?? exactly(0)) };
    const corrected = correctedProportion({ measured, missed: exactly(0.05), spurious: exactly(0.01) }, 0.95);
    const wanted = wilsonInterval(84, 100, 0.95);
    expect(corrected.value).toBeCloseTo(0.84, 12);
    expect(corrected.low).toBeCloseTo(wanted?.low ?? Number.NaN, 10);
    expect(corrected.high).toBeCloseTo(wanted?.high ?? Number.NaN, 10);
  });

  it("is wider than without an audit when the audit found nothing, and no errors are assumed where none can be", () => {
    const measured = { value: 0.98, low: 0.93, high: 0.995 };
    const none = { value: 0, low: 0, high: 0.2 };
    const corrected = correctedProportion({ measured, missed: none, spurious: none }, 0.95);
    expect(corrected.low).toBeLessThan(0.79);
    expect(corrected.high).toBeLessThanOrEqual(1);
    expect(corrected.high).toBeGreaterThan(0.995);
  });

  it("stays within 0–1", () => {
    const measured = { value: 0.9, low: 0.8, high: 0.95 };
    const missed = { value: 0.2, low: 0.1, high: 0.3 };
    expect(correctedProportion({ measured, missed, spurious: exactly(0) }, 0.95)).toMatchObject({ value: 1, high: 1 });
  });

  it("refuses what is no rate", () => {
    const measured = { value: 0.5, low: 0.6, high: 0.7 };
    expect(() => correctedProportion({ measured, missed: exactly(0), spurious: exactly(0) }, 0.95)).toThrow(
      expect.objectContaining({ code: "INTERNAL" }),
    );
  });
});
