import { expect, it } from "vitest";
import { type SimulationPlan, simulatedResponses } from "./__fixtures__/simulated-responses.ts";
import { type ItemFit, itemFit } from "./item-fit.ts";
import { raschModel } from "./rasch-model.ts";
import { twoParameterModel } from "./two-parameter-model.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;

/** Share of items beyond ±1.96, of the first tenth and of the others. */
function rejections(plan: Omit<SimulationPlan, "seed">, samples: number, twoParameter = false) {
  const counts = { first: 0, firstRejected: 0, others: 0, infit: 0, outfit: 0 };
  for (let seed = 1; seed <= samples; seed++) {
    const { matrix } = simulatedResponses({ ...plan, seed });
    const model = twoParameter ? twoParameterModel(matrix) : raschModel(matrix);
    if (model.status !== "estimated") {
      throw new Error(model.why);
    }
    const discriminations = "discriminations" in model ? model.discriminations : null;
    const beyond = (z: number | null): number => (z !== null && Math.abs(z) > 1.96 ? 1 : 0);
    const fits = itemFit(matrix, { ...model, discriminations });
    for (const [item, fit] of fits.entries()) {
      const { infitZ, outfitZ }: Pick<ItemFit, "infitZ" | "outfitZ"> = fit ?? { infitZ: null, outfitZ: null };
      if (item < plan.items / 10) {
        counts.first += 1;
        counts.firstRejected += Math.max(beyond(infitZ), beyond(outfitZ));
      } else if (infitZ !== null) {
        counts.others += 1;
        counts.infit += beyond(infitZ);
        counts.outfit += beyond(outfitZ);
      }
    }
  }
  const result = {
    power: counts.firstRejected / counts.first,
    infit: counts.infit / counts.others,
    outfit: counts.outfit / counts.others,
    noise: 2 * Math.sqrt((0.05 * 0.95) / counts.others),
  };
  if (slow) {
    console.log(JSON.stringify({ ...plan, samples, twoParameter }), JSON.stringify(result));
  }
  return result;
}

it.each([
  { plan: { candidates: 5, items: 50 }, samples: 20 },
  { plan: { candidates: 27, items: 300, missing: 0.02 }, samples: 5 },
  { plan: { candidates: 100, items: 20 }, samples: 15 },
  { plan: { candidates: 200, items: 200 }, samples: 2 },
])("rejects at most 5 % of sound items: $plan.candidates × $plan.items", ({ plan, samples }) => {
  const { infit, outfit, noise } = rejections(plan, slow ? 20 * samples : samples);
  expect(infit).toBeLessThan(0.05 + noise);
  expect(outfit).toBeLessThan(0.05 + noise);
});

it("rejects at most 5 % of sound two-parameter items", () => {
  const { infit, outfit, noise } = rejections({ candidates: 200, items: 100, slopeSpread: 0.4 }, slow ? 40 : 3, true);
  expect(infit).toBeLessThan(0.05 + noise);
  expect(outfit).toBeLessThan(0.05 + noise);
});

it("finds items that can be guessed", () => {
  const plan = { candidates: 200, items: 100, difficultySpread: 1, guessing: 0.35 };
  expect(rejections(plan, slow ? 40 : 4).power).toBeGreaterThan(0.3);
});
