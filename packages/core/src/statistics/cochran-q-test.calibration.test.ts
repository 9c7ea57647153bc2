import { describe, expect, it } from "vitest";
import { cochranQTest } from "./cochran-q-test.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 20000 : 1000;

/** Rejections at 5 % for models whose chance on a unit is its easiness (uniform), the first better by `advantage`. */
function rejectionsOf(models: number, units: number, advantage: number): number {
  const generator = uniformGenerator("cochran-calibration", models, units, Math.round(advantage * 100));
  const points = Array.from({ length: models }, () => new Float64Array(units));
  let rejected = 0;
  for (let sample = 0; sample < samples; sample++) {
    for (let unit = 0; unit < units; unit++) {
      const easiness = generator.fraction();
      for (const [model, row] of points.entries()) {
        row[unit] = generator.fraction() < easiness + (model === 0 ? advantage : 0) ? 1 : 0;
      }
    }
    rejected += (cochranQTest(points)?.p ?? 1) <= 0.05 ? 1 : 0;
  }
  return rejected / samples;
}

describe("Cochran's Q at 5 %", () => {
  const most = 0.05 + 2 * Math.sqrt((0.05 * 0.95) / samples);
  it.each([
    { models: 3, units: 20 },
    { models: 5, units: 20 },
    { models: 10, units: 20 },
    { models: 5, units: 100 },
    { models: 27, units: 60 },
  ])("rejects $models equal models on $units units no more often", ({ models, units }) => {
    const rejected = rejectionsOf(models, units, 0);
    expect(rejected).toBeLessThanOrEqual(most);
    expect(rejected).toBeGreaterThan(0.02);
  });

  it("finds one of five models that is 25 points better on 100 units", () => {
    expect(rejectionsOf(5, 100, 0.25)).toBeGreaterThan(0.85);
  });

  it.skipIf(!slow)("power of finding one model of five", () => {
    for (const units of [50, 100, 200]) {
      for (const advantage of [0.05, 0.1, 0.2]) {
        const power = rejectionsOf(5, units, advantage);
        console.info({ units, advantage, power });
        expect(power).toBeGreaterThan(0.05);
      }
    }
  });
});
