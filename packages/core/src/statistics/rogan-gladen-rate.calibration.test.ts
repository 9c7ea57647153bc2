import { describe, expect, it } from "vitest";
import { allowance, coverageTally, report } from "./__fixtures__/coverage-tally.ts";
import { randomBinomial } from "./random-binomial.ts";
import { roganGladenRate } from "./rogan-gladen-rate.ts";
import { uniformGenerator } from "./uniform-generator.ts";
import { wilsonInterval } from "./wilson-interval.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 20_000 : 2000;

describe("coverage of nominal 95 % by the Rogan-Gladen rate", () => {
  it.each(
    [0.02, 0.2, 0.5, 0.9].flatMap((rate) =>
      [
        { sensitivity: 0.9, specificity: 0.9, tried: 50 },
        { sensitivity: 0.99, specificity: 0.8, tried: 30 },
        { sensitivity: 0.75, specificity: 0.95, tried: 200 },
      ].map((judge) => ({ rate, ...judge })),
    ),
  )("$rate, a judge of $sensitivity and $specificity tried on $tried of each: at least 93.5 %", (world) => {
    const { rate, sensitivity, specificity, tried } = world;
    const generator = uniformGenerator("rogan-gladen", JSON.stringify(world));
    const corrected = coverageTally();
    const naive = coverageTally();
    for (let sample = 0; sample < samples; sample++) {
      const positive = randomBinomial(300, rate * sensitivity + (1 - rate) * (1 - specificity), generator);
      const found = roganGladenRate(
        {
          positive: { count: positive, of: 300 },
          sensitivity: { count: randomBinomial(tried, sensitivity, generator), of: tried },
          specificity: { count: randomBinomial(tried, specificity, generator), of: tried },
        },
        0.95,
      );
      corrected.add(found, rate);
      naive.add(wilsonInterval(positive, 300, 0.95) ?? { low: 0, high: 1 }, rate);
    }
    report("Rogan-Gladen", world, { corrected: corrected.coverage(), naive: naive.coverage() });
    expect(corrected.estimated()).toBe(1);
    expect(corrected.coverage()).toBeGreaterThanOrEqual(0.935 - allowance(samples));
    if (Math.abs(rate * sensitivity + (1 - rate) * (1 - specificity) - rate) > 0.09) {
      expect(naive.coverage()).toBeLessThan(0.2);
    }
  });
});
