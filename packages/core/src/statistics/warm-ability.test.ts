import { expect, it } from "vitest";
import { warmAbility } from "./warm-ability.ts";

const alike = { discriminations: null, difficulties: new Float64Array(3) };

it("is the log odds with half a response added to each side for equal items (Warm 1989)", () => {
  for (let right = 0; right <= 3; right++) {
    const bytes = Uint8Array.from({ length: 3 }, (_, item) => (item < right ? 1 : 0));
    expect(warmAbility(bytes, 0, alike)?.ability).toBeCloseTo(Math.log((right + 0.5) / (3 - right + 0.5)), 9);
  }
});

it("takes the information at the estimate", () => {
  const estimate = warmAbility(Uint8Array.of(9, 1, 1, 0), 1, alike);
  expect(estimate?.information).toBeCloseTo((3 * (5 / 8) * 3) / 8, 9);
});

it("passes over missing responses and is null without any", () => {
  const items = { discriminations: null, difficulties: Float64Array.of(0, 5, 0) };
  expect(warmAbility(Uint8Array.of(1, 255, 0), 0, items)?.ability).toBeCloseTo(0, 9);
  expect(warmAbility(Uint8Array.of(255, 255, 255), 0, items)).toBeNull();
});

it("stays finite far out, and refuses a slope that is not above 0", () => {
  const far = { discriminations: Float64Array.of(5, 0.2), difficulties: Float64Array.of(-8, 12) };
  for (const bytes of [Uint8Array.of(1, 1), Uint8Array.of(0, 0), Uint8Array.of(0, 1), Uint8Array.of(1, 0)]) {
    expect(Number.isFinite(warmAbility(bytes, 0, far)?.ability ?? Number.NaN)).toBe(true);
  }
  const flat = { discriminations: Float64Array.of(0), difficulties: Float64Array.of(0) };
  expect(() => warmAbility(Uint8Array.of(1), 0, flat)).toThrow("discrimination of 0 at item 0");
});

it("takes the highest of several roots, the middle of two alike", () => {
  // Two items far apart: with the easy one right and the hard one wrong, ability may be near either.
  const apart = { discriminations: null, difficulties: Float64Array.of(-10, 10) };
  expect(warmAbility(Uint8Array.of(1, 0), 0, apart)?.ability).toBeCloseTo(0, 6);
  const uneven = { discriminations: Float64Array.of(1, 1.2), difficulties: Float64Array.of(-10, 10) };
  expect(warmAbility(Uint8Array.of(1, 0), 0, uneven)?.ability).toBeGreaterThan(8);
  const turned = { discriminations: Float64Array.of(1.2, 1), difficulties: Float64Array.of(-10, 10) };
  expect(warmAbility(Uint8Array.of(1, 0), 0, turned)?.ability).toBeLessThan(-8);
});
