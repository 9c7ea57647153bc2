import { describe, expect, it } from "vitest";
import { allowance, coverageTally, report } from "./__fixtures__/coverage-tally.ts";
import { positionBias } from "./position-bias.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 4000 : 300;

/**
 * A judge that goes by the replies with some chance, and else, by the chance given, by the first or the second place;
 * ties come in by a chance of their own. Questions have so many pairs, alike in how they mislead it.
 */
function rates(world: { pairs: number; perQuestion: number; unsure: number; first: number; tie: number }) {
  const { pairs, perQuestion, unsure, first, tie } = world;
  const generator = uniformGenerator("position-bias", JSON.stringify(world));
  const clusters = Int32Array.from({ length: pairs }, (_, at) => Math.floor(at / perQuestion));
  const truth = unsure * (1 - tie) * (2 * first - 1);
  const coverage = coverageTally();
  let rejected = 0;
  for (let sample = 0; sample < samples; sample++) {
    const leading = new Float64Array(pairs);
    const trailing = new Float64Array(pairs);
    let misled = false;
    let place = 0;
    for (let at = 0; at < pairs; at++) {
      if (at % perQuestion === 0) {
        misled = generator.fraction() < unsure;
        place = generator.fraction() < first ? 1 : 0;
      }
      const better = generator.fraction() < 0.5 ? 1 : 0;
      const tied = generator.fraction() < tie;
      leading[at] = tied ? 0.5 : misled ? place : better;
      trailing[at] = tied ? 0.5 : misled ? 1 - place : better;
    }
    const found = positionBias({ leading, trailing, clusters }, 0.95);
    if (found.status === "estimated") {
      rejected += found.test.p <= 0.05 ? 1 : 0;
      coverage.add(found.advantage, truth);
    }
  }
  const found = { rejected: rejected / samples, coverage: coverage.coverage() };
  report("position bias", world, found);
  return found;
}

describe("the test of position bias", () => {
  it.each([
    { pairs: 30, perQuestion: 1, unsure: 0.3, tie: 0 },
    { pairs: 100, perQuestion: 1, unsure: 0.4, tie: 0.2 },
    { pairs: 200, perQuestion: 5, unsure: 0.3, tie: 0 },
  ])("rejects in at most 5 % where a judge is unsure both ways alike, and the interval covers: %o", (world) => {
    const { rejected, coverage } = rates({ ...world, first: 0.5 });
    expect(rejected).toBeLessThanOrEqual(0.05 + allowance(samples));
    expect(coverage).toBeGreaterThanOrEqual(0.94 - allowance(samples));
  });

  it("finds a planted bias, whose size the interval holds", () => {
    const single = rates({ pairs: 100, perQuestion: 1, unsure: 0.4, tie: 0.1, first: 0.8 });
    expect(single.rejected).toBeGreaterThan(0.9);
    expect(single.coverage).toBeGreaterThanOrEqual(0.94 - allowance(samples));
    const clustered = rates({ pairs: 300, perQuestion: 5, unsure: 0.4, tie: 0, first: 0.9 });
    expect(clustered.rejected).toBeGreaterThan(0.8);
    expect(clustered.coverage).toBeGreaterThanOrEqual(0.93 - allowance(samples));
  });
});
