import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPlanOrder } from "./plan-order.ts";

describe("plan order", () => {
  it("gives entries on in plan order, whatever order they end in", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...Array(40).keys()], { minLength: 40 }), (arrival) => {
        const given: string[] = [];
        const order = createPlanOrder<string>((entry) => given.push(entry));
        for (const ordinal of arrival) {
          order.put(ordinal, `call ${ordinal}`);
        }
        expect(given).toEqual([...Array(40).keys()].map((ordinal) => `call ${ordinal}`));
        expect(order.emitted).toBe(40);
      }),
    );
  });

  it("gives up rather than hold more than it may", () => {
    const given: number[] = [];
    const order = createPlanOrder<number>((entry) => given.push(entry), 3);
    order.put(0, 0);
    for (const ordinal of [2, 3, 4]) {
      order.put(ordinal, ordinal);
    }
    expect(order.gaveUp).toBe(false);
    order.put(5, 5);
    expect(order.gaveUp).toBe(true);
    order.put(1, 1);
    expect(given).toEqual([0]);
  });
});
