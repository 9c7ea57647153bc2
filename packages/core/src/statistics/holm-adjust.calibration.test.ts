import { describe, expect, it } from "vitest";
import { benjaminiHochbergAdjust } from "./benjamini-hochberg-adjust.ts";
import { holmAdjust } from "./holm-adjust.ts";
import { normalCdf } from "./normal-cdf.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 50000 : 2000;

/** Shares of families with a false call, and mean share of false among the calls, with some true effects of 3 deviations. */
function errorsOf(tests: number, effects: number): { anyFalse: number; falseShare: number; found: number } {
  const generator = uniformGenerator("adjust-calibration", tests, effects);
  const family = new Float64Array(tests);
  let anyFalse = 0;
  let falseShare = 0;
  let found = 0;
  for (let sample = 0; sample < samples; sample++) {
    for (let test = 0; test < tests; test++) {
      const shift = test < effects ? 3 : 0;
      family[test] = normalCdf(-normalQuantile(generator.fraction()) - shift);
    }
    anyFalse += holmAdjust(family).some((p, test) => test >= effects && p <= 0.05) ? 1 : 0;
    const calls = benjaminiHochbergAdjust(family).map((p) => (p <= 0.05 ? 1 : 0));
    const called = calls.reduce((sum, call) => sum + call, 0);
    const right = calls.subarray(0, effects).reduce((sum, call) => sum + call, 0);
    falseShare += called === 0 ? 0 : (called - right) / called;
    found += effects === 0 ? 0 : right / effects;
  }
  return { anyFalse: anyFalse / samples, falseShare: falseShare / samples, found: found / samples };
}

describe("families of independent tests at 5 %", () => {
  const most = 0.05 + 2 * Math.sqrt((0.05 * 0.95) / samples);
  it.each([
    { tests: 1, effects: 0 },
    { tests: 10, effects: 0 },
    { tests: 10, effects: 3 },
    { tests: 40, effects: 20 },
  ])("$tests tests, $effects effects: Holm's any false call, Benjamini and Hochberg's share of them", (family) => {
    const { anyFalse, falseShare, found } = errorsOf(family.tests, family.effects);
    expect(anyFalse).toBeLessThanOrEqual(most);
    expect(falseShare).toBeLessThanOrEqual(most);
    expect(found).toBeGreaterThanOrEqual(family.effects === 0 ? 0 : 0.6);
  });
});
