import { describe, expect, it } from "vitest";
import {
  accuracyOf,
  correlationOf,
  meanOf,
  type SimulationPlan,
  simulatedResponses,
} from "./__fixtures__/simulated-responses.ts";
import { type RaschOptions, raschModel } from "./rasch-model.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;

/** Averages over samples; the true scale is linked by taking the mean difficulty of the items off both sides. */
function calibrate(plan: Omit<SimulationPlan, "seed">, samples: number, options: RaschOptions = {}) {
  const total = { abilityError: 0, abilityCoverage: 0, bias: 0, difficultyCoverage: 0, correlation: 0, worst: 0 };
  for (let seed = 1; seed <= samples; seed++) {
    const { matrix, abilities, difficulties } = simulatedResponses({ ...plan, seed });
    const model = raschModel(matrix, options);
    if (model.status !== "estimated" || !model.converged) {
      throw new Error(`sample ${seed} has no estimate`);
    }
    const centre = meanOf(difficulties);
    const ability = accuracyOf(
      model.abilities,
      model.abilityErrors,
      abilities.map((value) => value - centre),
    );
    const difficulty = accuracyOf(
      model.difficulties,
      model.difficultyErrors,
      difficulties.map((value) => value - centre),
    );
    total.abilityError += ability.rootMeanSquare / samples;
    total.worst = Math.max(total.worst, ability.rootMeanSquare);
    total.abilityCoverage += ability.coverage / samples;
    total.bias += ability.bias / samples;
    total.difficultyCoverage += difficulty.coverage / samples;
    total.correlation += correlationOf(model.difficulties, difficulties) / samples;
  }
  if (slow) {
    console.log(JSON.stringify({ ...plan, ...options, samples }), JSON.stringify(total));
  }
  return total;
}

describe("200 candidates, 500 items", () => {
  it.each(["items", "candidates"] as const)("recovers abilities and difficulties, %s integrated", (integrate) => {
    const samples = slow ? 40 : 1;
    const result = calibrate({ candidates: 200, items: 500 }, samples, { integrate });
    expect(result.worst).toBeLessThan(0.125);
    expect(result.correlation).toBeGreaterThan(0.98);
    expect(result.abilityCoverage).toBeGreaterThan(slow ? 0.94 : 0.92);
    expect(result.difficultyCoverage).toBeGreaterThan(slow ? 0.94 : 0.92);
  });
});

describe("coverage of nominal 95 %", () => {
  it.each([
    { plan: { candidates: 2, items: 100 }, samples: 300 },
    { plan: { candidates: 3, items: 20 }, samples: 300 },
    { plan: { candidates: 5, items: 50, difficultySpread: 1.5, missing: 0.05 }, samples: 120 },
    { plan: { candidates: 10, items: 10 }, samples: 200 },
    { plan: { candidates: 10, items: 200, difficultySpread: 2, missing: 0.03 }, samples: 60 },
    { plan: { candidates: 27, items: 500, missing: 0.01 }, samples: 12 },
    { plan: { candidates: 100, items: 20 }, samples: 30 },
    { plan: { candidates: 1000, items: 5 }, samples: 60 },
  ])("$plan.candidates candidates, $plan.items items", ({ plan, samples }) => {
    const result = calibrate(plan, slow ? 10 * samples : samples);
    const noise = slow ? 0 : 0.015;
    expect(result.abilityCoverage).toBeGreaterThan(0.94 - noise);
    expect(result.difficultyCoverage).toBeGreaterThan(0.935 - noise);
    expect(Math.abs(result.bias)).toBeLessThan(slow ? 0.03 : 0.08);
  });
});
