import { expect, it } from "vitest";
import { ascendingOrder } from "./ascending-order.ts";

it("gives the places from the smallest, ties in the order of the input", () => {
  expect(ascendingOrder(Float64Array.of(0.3, 0.1, 0.2, 0.1))).toEqual(Uint32Array.of(1, 3, 2, 0));
  expect(ascendingOrder(new Float64Array(0))).toHaveLength(0);
});

it("refuses what is no p-value", () => {
  expect(() => ascendingOrder(Float64Array.of(2))).toThrow(expect.objectContaining({ code: "INTERNAL" }));
});
