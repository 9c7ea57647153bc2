import { expect, it } from "vitest";
import { randomBinomial } from "./random-binomial.ts";
import { stratifiedRateInterval } from "./stratified-rate-interval.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const samples = process.env["VIVA_SLOW"] === undefined ? 1000 : 20_000;

/** share, sampled, rate of cases in the stratum */
type Design = readonly (readonly [share: number, sampled: number, rate: number])[];

it.each<{ name: string; design: Design }>([
  { name: "one stratum, rare cases", design: [[1, 33, 0.02]] },
  {
    name: "proportional strata",
    design: [
      [0.6, 60, 0.02],
      [0.3, 30, 0.05],
      [0.1, 10, 0.2],
    ],
  },
  {
    name: "the cases in the thinly sampled stratum",
    design: [
      [0.95, 20, 0.03],
      [0.05, 10, 0],
    ],
  },
  {
    name: "the cases in the densely sampled stratum",
    design: [
      [0.95, 20, 0],
      [0.05, 10, 0.5],
    ],
  },
  { name: "many small strata", design: Array.from({ length: 20 }, (_, at) => [0.05, 2 + (at % 4), 0.04] as const) },
  {
    name: "common cases",
    design: [
      [0.5, 20, 0.4],
      [0.5, 40, 0.6],
    ],
  },
])("holds the true rate in at least 95 % of samples: $name", ({ design }) => {
  const generator = uniformGenerator("stratified-rate", design.length);
  const truth = design.reduce((sum, [share, , rate]) => sum + share * rate, 0);
  let covered = 0;
  for (let sample = 0; sample < samples; sample++) {
    const strata = design.map(([share, sampled, rate]) => {
      const sum = randomBinomial(sampled, rate, generator);
      return { share, sampled, sum, sumOfSquares: sum, complete: false };
    });
    const rate = stratifiedRateInterval(strata, 0.95);
    covered += rate !== null && rate.low <= truth && truth <= rate.high ? 1 : 0;
  }
  expect(covered / samples).toBeGreaterThanOrEqual(0.945);
});
