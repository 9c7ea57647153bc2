import { expect, it } from "vitest";
import { type AccuracySpread, accuracySpread } from "./accuracy-spread.ts";
import { accuracySpreadIntervals } from "./accuracy-spread-intervals.ts";
import { replicatesOf, resampleField } from "./field-resamples.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const trials = 120;
const resamples = 300;
const names = ["mean", "max", "min", "spread", "deviation", "saturation", "combined"] as const;

/**
 * Share of trials in which each interval holds the truth: items of all difficulties, each prompt shifting the chance of a
 * right answer by so much.
 */
function coverage(items: number, shifts: readonly number[]): Record<keyof AccuracySpread, number> {
  const generator = uniformGenerator("prompt-spread", `${items} ${shifts}`);
  // Chances stay within 0–1, so that the true accuracy is their mean.
  const truth = accuracySpread(Float64Array.from(shifts, (shift) => 0.6 + shift));
  const held = { mean: 0, max: 0, min: 0, spread: 0, deviation: 0, saturation: 0, combined: 0 };
  for (let trial = 0; trial < trials; trial++) {
    const models = shifts.map(() => new Float64Array(items));
    for (let item = 0; item < items; item++) {
      const ease = 0.3 + 0.6 * generator.fraction();
      for (const [prompt, shift] of shifts.entries()) {
        const points = models[prompt] ?? new Float64Array();
        points[item] = generator.fraction() < ease + shift ? 1 : 0;
      }
    }
    const field = { models, clusters: Int32Array.from({ length: items }, (_, item) => item), tags: [] };
    const drawn = resampleField(field, { seed: trial, from: 0, to: resamples });
    const accuracies = Float64Array.from(models, (points) => points.reduce((sum, point) => sum + point, 0) / items);
    const replicates = shifts.map((_, prompt) => replicatesOf(drawn, 0, prompt));
    const { intervals } = accuracySpreadIntervals(accuracies, replicates, items, 0.95);
    for (const name of names) {
      const interval = intervals[name];
      const value = truth?.[name] ?? Number.NaN;
      held[name] += interval !== null && interval.low <= value + 1e-9 && value <= interval.high + 1e-9 ? 1 / trials : 0;
    }
  }
  return held;
}

// Of 120 trials at 95%, 88% or fewer happen about once in seven hundred.
it.each([
  ["no difference, 60 items", 60, [0, 0, 0, 0, 0, 0, 0, 0]],
  ["no difference, 200 items", 200, [0, 0, 0, 0, 0, 0, 0, 0]],
  ["rising", 200, [-0.15, -0.1, -0.05, 0, 0, 0.03, 0.06, 0.09]],
  ["one best", 60, [0.1, -0.1, -0.1, -0.1, -0.1, -0.1, -0.1, -0.1]],
  ["two prompts", 200, [0, 0.05]],
])("%s: intervals hold the truth", (_name, items, shifts) => {
  for (const [name, share] of Object.entries(coverage(items, shifts))) {
    expect(share, name).toBeGreaterThan(0.88);
  }
});
