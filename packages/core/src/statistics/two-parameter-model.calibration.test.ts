import { expect, it } from "vitest";
import {
  accuracyOf,
  correlationOf,
  deviationOf,
  meanOf,
  type SimulationPlan,
  simulatedResponses,
} from "./__fixtures__/simulated-responses.ts";
import { twoParameterModel } from "./two-parameter-model.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;

/** Averages over samples; the true scale is linked by the mean and deviation of these candidates' abilities. */
function calibrate(plan: Omit<SimulationPlan, "seed">, samples: number) {
  const total = {
    abilityError: 0,
    worst: 0,
    abilityCoverage: 0,
    difficultyCoverage: 0,
    slopeCoverage: 0,
    correlation: 0,
    slopeCorrelation: 0,
  };
  for (let seed = 1; seed <= samples; seed++) {
    const { matrix, abilities, difficulties, discriminations } = simulatedResponses({ ...plan, seed });
    const model = twoParameterModel(matrix);
    if (model.status !== "estimated" || !model.converged) {
      throw new Error(`sample ${seed} has no estimate`);
    }
    const centre = meanOf(abilities);
    const scale = deviationOf(abilities);
    const linked = (value: number): number => (value - centre) / scale;
    const slopes = discriminations.map((value) => value * scale);
    const ability = accuracyOf(model.abilities, model.abilityErrors, abilities.map(linked));
    const difficulty = accuracyOf(model.difficulties, model.difficultyErrors, difficulties.map(linked));
    total.abilityError += ability.rootMeanSquare / samples;
    total.worst = Math.max(total.worst, ability.rootMeanSquare);
    total.abilityCoverage += ability.coverage / samples;
    total.difficultyCoverage += difficulty.coverage / samples;
    total.slopeCoverage += accuracyOf(model.discriminations, model.discriminationErrors, slopes).coverage / samples;
    total.correlation += correlationOf(model.difficulties, difficulties) / samples;
    total.slopeCorrelation += correlationOf(model.discriminations, discriminations) / samples;
  }
  if (slow) {
    console.log(JSON.stringify({ ...plan, samples }), JSON.stringify(total));
  }
  return total;
}

it("recovers abilities and items of 200 candidates on 500 items", () => {
  const result = calibrate({ candidates: 200, items: 500, slopeSpread: 0.3 }, slow ? 40 : 2);
  expect(result.worst).toBeLessThan(0.13);
  expect(result.correlation).toBeGreaterThan(0.96);
  expect(result.slopeCorrelation).toBeGreaterThan(0.75);
  expect(result.abilityCoverage).toBeGreaterThan(0.93);
  expect(result.difficultyCoverage).toBeGreaterThan(0.93);
  expect(result.slopeCoverage).toBeGreaterThan(0.93);
});

it.each([
  { plan: { candidates: 100, items: 20, slopeSpread: 0.3 }, samples: 6 },
  { plan: { candidates: 300, items: 50, slopeSpread: 0.5, missing: 0.05 }, samples: 1 },
  { plan: { candidates: 1000, items: 10, slopeSpread: 0.3 }, samples: 2 },
])("covers 95 % with $plan.candidates candidates and $plan.items items", ({ plan, samples }) => {
  const result = calibrate(plan, slow ? 80 * samples : samples);
  const least = slow ? 0.935 : 0.9;
  expect(result.abilityCoverage).toBeGreaterThan(least);
  expect(result.difficultyCoverage).toBeGreaterThan(least);
  expect(result.slopeCoverage).toBeGreaterThan(least);
});
