import { expect, it } from "vitest";
import { normalQuantile } from "./normal-quantile.ts";
import { permutationTest } from "./permutation-test.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 10_000 : 500;

it.each(
  (
    [
      [3, 5],
      [2, 25],
      [5, 22],
      [8, 8],
    ] as const
  ).flatMap((sizes) =>
    (["normal", "skewed", "tied"] as const).flatMap((values) =>
      [5000, 1].map((mostArrangements) => ({ sizes, values, mostArrangements })),
    ),
  ),
)("rejects at most 5 % under the null: $sizes $values values, all of $mostArrangements arrangements", (design) => {
  const [n, m] = design.sizes;
  const generator = uniformGenerator("permutation-null", n, m, design.values);
  const draw = () => {
    const z = normalQuantile(generator.fraction());
    return design.values === "normal" ? z : design.values === "skewed" ? Math.exp(z) : Math.round(z);
  };
  let rejected = 0;
  for (let sample = 0; sample < samples; sample++) {
    const first = Float64Array.from({ length: n }, draw);
    const second = Float64Array.from({ length: m }, draw);
    const { mostArrangements } = design;
    const test = permutationTest(first, second, { mostArrangements, resamples: 199, seed: sample });
    rejected += (test?.p ?? 1) <= 0.05 ? 1 : 0;
  }
  expect(rejected / samples).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / samples));
});

it.skipIf(!slow)("power against a shift of 1 and 2 standard deviations, 5 against 22", () => {
  for (const shift of [1, 2]) {
    const generator = uniformGenerator("permutation-power", shift);
    const normal = () => normalQuantile(generator.fraction());
    let rejected = 0;
    for (let sample = 0; sample < 1000; sample++) {
      const first = Float64Array.from({ length: 5 }, () => shift + normal());
      const test = permutationTest(first, Float64Array.from({ length: 22 }, normal), {
        mostArrangements: 1,
        resamples: 999,
        seed: sample,
      });
      rejected += (test?.p ?? 1) <= 0.05 ? 1 : 0;
    }
    console.info(`power at a shift of ${shift}: ${rejected / 1000}`);
    expect(rejected / 1000).toBeGreaterThan(shift === 1 ? 0.4 : 0.9);
  }
});
