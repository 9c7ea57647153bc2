import { describe, expect, it } from "vitest";
import { allowance, coverageTally, report } from "./__fixtures__/coverage-tally.ts";
import { drawRated } from "./__fixtures__/judged-world.ts";
import { normalCdf } from "./normal-cdf.ts";
import { predictionPoweredMean } from "./prediction-powered-mean.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 4000 : 150;

/** Mean of a normal rating around 3.5, rounded to 1–5: one plus the chances to pass each half. */
const truth = 1 + [1.5, 2.5, 3.5, 4.5].reduce((sum, half) => sum + normalCdf(3.5 - half), 0);

function coverageOf(world: { labelled: number; unlabelled: number; correlation: number }) {
  const generator = uniformGenerator("powered-mean", JSON.stringify(world));
  const tallies = { tuned: coverageTally(), full: coverageTally(), people: coverageTally() };
  for (let sample = 0; sample < samples; sample++) {
    const replies = drawRated(world, generator);
    tallies.tuned.add(predictionPoweredMean(replies, "tuned", 0.95), truth);
    tallies.full.add(predictionPoweredMean(replies, 1, 0.95), truth);
    tallies.people.add(predictionPoweredMean(replies, 0, 0.95), truth);
  }
  const { tuned, full, people } = tallies;
  report("powered mean", world, {
    tuned: tuned.coverage(),
    full: full.coverage(),
    people: people.coverage(),
    width: tuned.width() / people.width(),
  });
  return tallies;
}

describe("coverage of nominal 95 % by the prediction-powered mean of ratings of 1 to 5", () => {
  it.each(
    [20, 50, 200].flatMap((labelled) =>
      (slow ? [0, 0.5, 0.9, 0.99] : [0.5, 0.9]).map((correlation) => ({ labelled, unlabelled: 500, correlation })),
    ),
  )("$labelled labels, correlation $correlation: at least 92.5 %, and 94 % from 50 labels on", (world) => {
    const { tuned, full, people } = coverageOf(world);
    const least = world.labelled < 50 ? 0.925 : 0.935;
    for (const tally of [tuned, full, people]) {
      expect(tally.coverage()).toBeGreaterThanOrEqual(least - allowance(samples));
      expect(tally.coverage()).toBeLessThanOrEqual(0.97 + allowance(samples));
    }
    expect(tuned.width()).toBeLessThan(people.width() * 1.02);
    if (world.correlation >= 0.9) {
      expect(tuned.width()).toBeLessThan(people.width() * 0.75);
    }
  });
});
