import { expect, it } from "vitest";
import { correlationOf, simulatedResponses } from "./__fixtures__/simulated-responses.ts";
import { marginalReliability } from "./marginal-reliability.ts";
import { raschModel } from "./rasch-model.ts";

it("is the share of the variance that is not error", () => {
  expect(marginalReliability(Float64Array.of(-1, 1), Float64Array.of(0.5, 0.5))).toBeCloseTo(0.875, 12);
  expect(marginalReliability(Float64Array.of(-1, 1), Float64Array.of(2, 2))).toBe(0);
});

it("is null for one candidate or equal ones", () => {
  expect(marginalReliability(Float64Array.of(1), Float64Array.of(1))).toBeNull();
  expect(marginalReliability(Float64Array.of(1, 1), Float64Array.of(1, 1))).toBeNull();
});

it("is close to the squared correlation of estimates with true abilities", () => {
  const { matrix, abilities } = simulatedResponses({ candidates: 300, items: 30, seed: 1 });
  const model = raschModel(matrix);
  if (model.status !== "estimated") {
    throw new Error(model.why);
  }
  const reliability = marginalReliability(model.abilities, model.abilityErrors) ?? Number.NaN;
  expect(Math.abs(reliability - correlationOf(model.abilities, abilities) ** 2)).toBeLessThan(0.03);
});
