import { expect, it } from "vitest";
import { regularisedIncompleteBeta } from "./incomplete-beta.ts";
import { randomBeta } from "./random-beta.ts";
import { uniformGenerator } from "./uniform-generator.ts";

it.each([
  [0.5, 0.5],
  [0.02, 0.1],
  [2, 5],
  [300.5, 200.5],
])("draws follow Beta(%d, %d)", (a, b) => {
  const generator = uniformGenerator("random-beta", a, b);
  const draws = Float64Array.from({ length: 4000 }, () => randomBeta(a, b, generator)).sort();
  let distance = 0;
  draws.forEach((draw, rank) => {
    expect(draw).toBeGreaterThanOrEqual(0);
    expect(draw).toBeLessThanOrEqual(1);
    // Many draws of a tiny a round to 0; the distribution function is compared above the ties.
    if (draw !== draws[rank + 1]) {
      distance = Math.max(distance, Math.abs((rank + 1) / draws.length - regularisedIncompleteBeta(draw, a, b)));
    }
  });
  // Kolmogorov's distance at 0.001 is 1.95/√n.
  expect(distance).toBeLessThan(1.95 / Math.sqrt(draws.length));
});
