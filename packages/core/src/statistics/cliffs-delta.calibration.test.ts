import { expect, it } from "vitest";
import { cliffsDelta } from "./cliffs-delta.ts";
import { normalCdf } from "./normal-cdf.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 10_000 : 400;

it.each(
  [
    { sizes: [2, 25], least: 0.89 },
    { sizes: [3, 10], least: 0.95 },
    { sizes: [5, 22], least: 0.93 },
    { sizes: [12, 15], least: 0.945 },
    { sizes: [30, 30], least: 0.94 },
  ].flatMap((design) =>
    [
      { shift: 0, spread: 1 },
      { shift: 0, spread: 3 },
      { shift: 1, spread: 1 },
      { shift: 2, spread: 1 },
    ].map((population) => ({ ...design, ...population })),
  ),
)("covers 95 %: $sizes values, shifted by $shift, spread by $spread", ({ sizes, shift, spread, least }) => {
  const [n = 0, m = 0] = sizes;
  const generator = uniformGenerator("cliffs-delta", n, m, shift, spread);
  const normal = () => normalQuantile(generator.fraction());
  const truth = 2 * normalCdf(shift / Math.hypot(1, spread)) - 1;
  let covered = 0;
  for (let sample = 0; sample < samples; sample++) {
    const first = Float64Array.from({ length: n }, () => shift + spread * normal());
    const second = Float64Array.from({ length: m }, normal);
    const interval = cliffsDelta(first, second, 0.95)?.interval;
    covered += interval != null && interval.low <= truth && truth <= interval.high ? 1 : 0;
  }
  expect(covered / samples).toBeGreaterThanOrEqual(least - 2 * Math.sqrt((0.95 * 0.05) / samples));
});
