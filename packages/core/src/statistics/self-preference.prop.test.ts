import fc from "fast-check";
import { expect, it } from "vitest";
import { selfPreference } from "./self-preference.ts";

const score = fc.integer({ min: 1, max: 5 });
const replies = fc.array(fc.tuple(score, score, fc.nat(1), fc.nat(9)), { minLength: 1, maxLength: 40 });
type Replies = readonly (readonly [number, number, number, number])[];

function preferenceOf(rows: Replies, milder = 0, unit = 1, turn = false) {
  return selfPreference(
    {
      judge: Float64Array.from(rows, ([judge]) => unit * (judge + milder)),
      others: Float64Array.from(rows, ([, others]) => unit * others),
      own: Uint8Array.from(rows, ([, , own]) => (turn ? 1 - own : own)),
      clusters: Int32Array.from(rows, ([, , , cluster]) => cluster),
    },
    0.95,
  );
}

it("preference is that of any milder judge, moves with the unit, and turns with the families", () => {
  fc.assert(
    fc.property(replies, (rows) => {
      const one = preferenceOf(rows);
      const milder = preferenceOf(rows, 2);
      const scaled = preferenceOf(rows, 0, 4);
      const turned = preferenceOf([...rows].reverse(), 0, 1, true);
      if (one.status !== "estimated") {
        expect(turned.status).toBe("not-estimable");
        return;
      }
      expect(milder.status === "estimated" ? milder.value : Number.NaN).toBeCloseTo(one.value, 9);
      expect(milder.status === "estimated" ? milder.p : Number.NaN).toBeCloseTo(one.p, 8);
      expect(scaled.status === "estimated" ? scaled.low : Number.NaN).toBeCloseTo(4 * one.low, 8);
      expect(turned.status === "estimated" ? turned.high : Number.NaN).toBeCloseTo(-one.low, 8);
      expect(one.low < 0 && one.high > 0).toBe(one.p > 0.05);
    }),
  );
});
