import fc from "fast-check";
import { expect, it } from "vitest";
import { positionBias } from "./position-bias.ts";

const verdict = fc.constantFrom(0, 0.5, 1);
const pairs = fc.array(fc.tuple(verdict, verdict, fc.nat(15)), { minLength: 1, maxLength: 50 });

function biasOf(rows: readonly (readonly [number, number, number])[]) {
  const column = (at: 0 | 1) => Float64Array.from(rows, (row) => row[at]);
  const clusters = Int32Array.from(rows, ([, , cluster]) => cluster);
  const found = positionBias({ leading: column(0), trailing: column(1), clusters }, 0.95);
  if (found.status !== "estimated") {
    throw new Error(found.why);
  }
  return found;
}

it("does not depend on which reply is called A", () => {
  fc.assert(
    fc.property(pairs, (rows) => {
      // B stands first where A stands second: its verdict there is one less A's.
      const turned = biasOf(rows.map(([leading, trailing, cluster]) => [1 - trailing, 1 - leading, cluster] as const));
      const found = biasOf(rows);
      expect(turned).toEqual(found);
    }),
  );
});

it("turns around with the places, and lies within its limits", () => {
  fc.assert(
    fc.property(pairs, (rows) => {
      const found = biasOf(rows);
      const turned = biasOf(rows.map(([leading, trailing, cluster]) => [trailing, leading, cluster] as const));
      expect(turned.advantage.value).toBeCloseTo(-found.advantage.value, 12);
      expect(turned.advantage.low).toBeCloseTo(-found.advantage.high, 9);
      expect(turned.test.p).toBeCloseTo(found.test.p, 12);
      expect([turned.firstBoth, turned.secondBoth]).toEqual([found.secondBoth, found.firstBoth]);
      expect(found.advantage.low).toBeLessThanOrEqual(found.advantage.value);
      expect(Math.abs(found.advantage.value)).toBeLessThanOrEqual(found.changed.value + 1e-12);
    }),
  );
});
