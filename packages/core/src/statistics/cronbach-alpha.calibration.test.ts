import { expect, it } from "vitest";
import { cronbachAlpha } from "./cronbach-alpha.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const samples = process.env["VIVA_SLOW"] === undefined ? 1500 : 20_000;

it.each([
  { name: "normal scores", items: 10, candidates: 20, cut: false, slack: 0 },
  { name: "0/1 items", items: 30, candidates: 20, cut: true, slack: 0.015 },
  { name: "0/1 items, few candidates", items: 30, candidates: 6, cut: true, slack: 0.02 },
])("Feldt's interval of 95 % holds alpha: $name", ({ items, candidates, cut, slack }) => {
  const generator = uniformGenerator("cronbach-alpha", 1);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(generator.fraction())) * Math.cos(2 * Math.PI * generator.fraction());
  const matrix = (size: number): Float64Array => {
    const points = new Float64Array(size * items);
    for (let candidate = 0; candidate < size; candidate++) {
      const ability = 0.6 * normal();
      for (let item = 0; item < items; item++) {
        const value = ability + normal();
        points[candidate * items + item] = cut ? (value > 0 ? 1 : 0) : Math.min(1, Math.max(0, 0.5 + value / 20));
      }
    }
    return points;
  };
  const many = cronbachAlpha({ candidates: 40_000, items, points: matrix(40_000) }, 0.95);
  const truth = many.status === "estimated" ? many.alpha : Number.NaN;
  let covered = 0;
  for (let sample = 0; sample < samples; sample++) {
    const found = cronbachAlpha({ candidates, items, points: matrix(candidates) }, 0.95);
    covered += found.status === "estimated" && found.low <= truth && truth <= found.high ? 1 : 0;
  }
  const error = Math.sqrt((0.95 * 0.05) / samples);
  expect(covered / samples).toBeGreaterThan(0.95 - slack - 3 * error);
  expect(covered / samples).toBeLessThan(0.97 + 3 * error);
});
