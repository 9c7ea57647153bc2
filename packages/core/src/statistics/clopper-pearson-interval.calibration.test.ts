import { expect, it } from "vitest";
import { exactCoverage } from "./__fixtures__/exact-coverage.ts";
import { clopperPearsonInterval } from "./clopper-pearson-interval.ts";

const steps = process.env["VIVA_SLOW"] === undefined ? 40 : 1000;

it.each([1, 5, 20, 50].map((n) => ({ n })))("covers at least 95 % for n = $n at every proportion", ({ n }) => {
  for (let step = 1; step < steps; step++) {
    expect(exactCoverage(step / steps, n, 0.95, clopperPearsonInterval)).toBeGreaterThanOrEqual(0.95);
  }
});
