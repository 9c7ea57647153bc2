import { expect, it } from "vitest";
import { testInformation } from "./test-information.ts";

it("is a quarter an item at its difficulty, and grows with the squared slope", () => {
  const difficulties = new Float64Array(4);
  expect(testInformation({ discriminations: null, difficulties }, 0)).toEqual({ information: 1, standardError: 1 });
  const discriminations = new Float64Array(4).fill(2);
  expect(testInformation({ discriminations, difficulties }, 0)).toEqual({ information: 4, standardError: 0.5 });
  // P = ¾ at ln 3: ¾·¼ an item.
  expect(testInformation({ discriminations: null, difficulties }, Math.log(3)).information).toBeCloseTo(0.75, 12);
});

it("has no standard error without items or out of reach", () => {
  const none = { information: 0, standardError: null };
  expect(testInformation({ discriminations: null, difficulties: new Float64Array(0) }, 0)).toEqual(none);
  expect(testInformation({ discriminations: null, difficulties: Float64Array.of(0) }, 1e4)).toEqual(none);
});
