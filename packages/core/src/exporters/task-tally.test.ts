import { expect, it } from "vitest";
import { createMetricTally } from "./task-tally.ts";

it("means over calls, and errs over documents", () => {
  const tally = createMetricTally();
  expect([tally.mean, tally.standardError]).toEqual([null, null]);
  tally.add([1, 0]);
  expect([tally.mean, tally.standardError]).toEqual([0.5, null]);
  tally.add([]);
  tally.add([1, 1]);
  tally.add([0, 0]);
  // Documents 0.5, 1, 0: standard deviation 0.5, over the square root of 3.
  expect(tally.documents).toBe(3);
  expect(tally.mean).toBeCloseTo(0.5, 15);
  expect(tally.standardError).toBeCloseTo(0.5 / Math.sqrt(3), 15);
});

it("leaves no residue of equal values", () => {
  const tally = createMetricTally();
  for (let document = 0; document < 10_000; document++) {
    tally.add([0.1]);
  }
  expect(tally.standardError).toBe(0);
  expect(tally.mean).toBe(0.1);
});
