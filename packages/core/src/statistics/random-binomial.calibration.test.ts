import { expect, it } from "vitest";
import { standardisedChiSquare } from "./__fixtures__/chi-square.ts";
import golden from "./__golden__/binomial.json" with { type: "json" };
import { randomBinomial } from "./random-binomial.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const draws = process.env["VIVA_SLOW"] === undefined ? 50_000 : 5_000_000;

it.each(golden.cases)("draws of $n at $p have scipy's distribution", ({ n, p, from, masses }) => {
  const generator = uniformGenerator("binomial", n, p);
  const observed = new Array<number>(masses.length + 1).fill(0);
  for (let draw = 0; draw < draws; draw++) {
    const cell = randomBinomial(n, p, generator) - from;
    // The last cell holds both far tails, 0.02 % together.
    const known = cell >= 0 && cell < masses.length ? cell : masses.length;
    observed[known] = (observed[known] ?? 0) + 1;
  }
  const tails = 1 - masses.reduce((sum, mass) => sum + mass, 0);
  const expected = [...masses, tails].map((mass) => mass * draws);
  expect(Math.abs(standardisedChiSquare(observed, expected))).toBeLessThan(4);
});
