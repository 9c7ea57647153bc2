import { describe, expect, it } from "vitest";
import { allowance, coverageTally, report } from "./__fixtures__/coverage-tally.ts";
import { drawJudged, type JudgedWorld } from "./__fixtures__/judged-world.ts";
import { predictionPoweredProportion } from "./prediction-powered-proportion.ts";
import { uniformGenerator } from "./uniform-generator.ts";
import { wilsonInterval } from "./wilson-interval.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 4000 : 120;

function coverageOf(world: JudgedWorld) {
  const generator = uniformGenerator("powered-proportion", JSON.stringify(world));
  const tallies = { tuned: coverageTally(), full: coverageTally(), people: coverageTally(), judge: coverageTally() };
  let bias = 0;
  for (let sample = 0; sample < samples; sample++) {
    const replies = drawJudged(world, generator);
    const tuned = predictionPoweredProportion(replies, "tuned", 0.95);
    bias += tuned.status === "estimated" ? (tuned.value - world.good) / samples : 0;
    tallies.tuned.add(tuned, world.good);
    tallies.full.add(predictionPoweredProportion(replies, 1, 0.95), world.good);
    tallies.people.add(predictionPoweredProportion(replies, 0, 0.95), world.good);
    const { judge } = replies.unlabelled;
    const passed = judge.reduce((sum, point) => sum + point, 0);
    tallies.judge.add(wilsonInterval(passed, judge.length, 0.95) ?? { low: 0, high: 1 }, world.good);
  }
  const { tuned, full, people } = tallies;
  report("powered proportion", world, {
    tuned: tuned.coverage(),
    full: full.coverage(),
    people: people.coverage(),
    width: tuned.width() / people.width(),
    bias,
  });
  return { ...tallies, bias };
}

const judges = [
  { sensitivity: 0.95, specificity: 0.9 },
  { sensitivity: 0.99, specificity: 0.6 },
  { sensitivity: 0.5, specificity: 0.5 },
  { sensitivity: 1, specificity: 1 },
];

describe("coverage of nominal 95 % by the prediction-powered proportion", () => {
  it.each(
    [20, 50, 200].flatMap((labelled) =>
      (slow ? [0.5, 0.8, 0.95] : [0.8]).flatMap((good) =>
        judges.map((judge) => ({ labelled, unlabelled: 500, good, ...judge })),
      ),
    ),
  )("$labelled labels, $good good, a judge of $sensitivity and $specificity: at least 94 %", (world) => {
    const { tuned, full, people, bias } = coverageOf(world);
    expect(tuned.coverage()).toBeGreaterThanOrEqual(0.935 - allowance(samples));
    expect(full.coverage()).toBeGreaterThanOrEqual(0.935 - allowance(samples));
    expect(people.coverage()).toBeGreaterThanOrEqual(0.935 - allowance(samples));
    // The tuned weight goes along with the labels it is tuned on, which is off by the order of 1/labels.
    expect(Math.abs(bias)).toBeLessThan(0.6 / world.labelled + (slow ? 0.003 : 0.02));
    // A judge that guesses costs next to nothing, one that knows pays.
    expect(tuned.width()).toBeLessThan(people.width() * 1.03);
    if (world.sensitivity >= 0.95 && world.specificity >= 0.9) {
      expect(tuned.width()).toBeLessThan(people.width() * 0.9);
    }
  });

  it("holds for replies in clusters that are much alike", () => {
    const world = { labelled: 100, unlabelled: 500, good: 0.8, ...judges[0], clusterSize: 5, copied: 0.7 };
    const { tuned } = coverageOf({ sensitivity: 0.95, specificity: 0.9, ...world });
    expect(tuned.coverage()).toBeGreaterThanOrEqual(0.93 - allowance(samples));
  });

  it("is what the judge alone does not give", () => {
    const { judge, tuned } = coverageOf({
      labelled: 50,
      unlabelled: 500,
      good: 0.8,
      sensitivity: 0.99,
      specificity: 0.6,
    });
    expect(judge.coverage()).toBeLessThan(0.1);
    expect(tuned.coverage()).toBeGreaterThanOrEqual(0.935 - allowance(samples));
  });
});
