import { describe, expect, it } from "vitest";
import { singles } from "./__fixtures__/irr-examples.ts";
import { relativeError } from "./__fixtures__/relative-error.ts";
import golden from "./__golden__/judges.json" with { type: "json" };
import { severeErrorRate } from "./severe-error-rate.ts";

const eventsOf = (events: number, n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, at) => (at < events ? 1 : 0));

function estimated(...input: Parameters<typeof severeErrorRate>) {
  const found = severeErrorRate(...input);
  if (found.status !== "estimated") {
    throw new Error(found.why);
  }
  return found;
}

describe("severeErrorRate", () => {
  it.each(golden.severe)("$events of $n at $level is at most scipy's $upper", ({ events, n, level, upper }) => {
    const found = estimated(eventsOf(events, n), singles(n), level);
    expect(relativeError(found.upper, upper)).toBeLessThan(1e-10);
    expect(found).toMatchObject({ events, replies: n, effectiveSize: n, value: events / n });
  });

  it("is 1 − 0.05^(1/n) where nothing happened, a little below the rule of three", () => {
    const found = estimated(new Float64Array(300), singles(300), 0.95);
    expect(found.upper).toBeCloseTo(1 - 0.05 ** (1 / 300), 12);
    expect(found.ruleOfThree).toBeCloseTo(2.9957 / 300, 6);
    expect(found.upper).toBeLessThan(found.ruleOfThree ?? 0);
    expect(estimated(eventsOf(1, 300), singles(300), 0.95).ruleOfThree).toBeNull();
  });

  it("takes the questions for the size where nothing happened in several replies to each", () => {
    const clusters = singles(300).map((code) => Math.floor(code / 5));
    const found = estimated(new Float64Array(300), clusters, 0.95);
    expect(found.effectiveSize).toBeCloseTo(60, 10);
    expect(found.upper).toBeCloseTo(1 - 0.05 ** (1 / 60), 10);
  });

  it("is wider where events come together, and never narrower than of independent replies", () => {
    const clusters = singles(300).map((code) => Math.floor(code / 5));
    const together = estimated(eventsOf(10, 300), clusters, 0.95);
    const alone = estimated(eventsOf(10, 300), singles(300), 0.95);
    const spread = Float64Array.from({ length: 300 }, (_, at) => (at % 30 === 0 ? 1 : 0));
    expect(together.upper).toBeGreaterThan(1.3 * alone.upper);
    expect(estimated(spread, clusters, 0.95).upper).toBeGreaterThanOrEqual(alone.upper);
  });

  it("cannot be estimated without replies, and refuses half events", () => {
    expect(severeErrorRate(new Float64Array(0), singles(0), 0.95)).toEqual({
      status: "not-estimable",
      why: "no reply was looked at",
    });
    expect(() => severeErrorRate(Float64Array.of(0.5), singles(1), 0.95)).toThrow(
      expect.objectContaining({ code: "INTERNAL" }),
    );
  });
});
