import fc from "fast-check";
import { expect, it } from "vitest";
import { betaBinomialShrinkage } from "./beta-binomial-shrinkage.ts";

const family = fc.array(
  fc.record({
    size: fc.double({ min: 0.2, max: 500, noNaN: true }),
    share: fc.nat({ max: 64 }).map((parts) => parts / 64),
  }),
  { minLength: 1, maxLength: 20 },
);

type Cell = { readonly size: number; readonly share: number };

function shrink(cells: readonly Cell[], level = 0.95) {
  const shrunken = betaBinomialShrinkage(
    {
      points: Float64Array.from(cells, ({ size, share }) => size * share),
      sizes: Float64Array.from(cells, ({ size }) => size),
    },
    level,
  );
  if (shrunken === null) {
    throw new Error("a family of occupied cells has a shrinkage");
  }
  return shrunken;
}

it("lies between raw and pooled, within its interval, within 0–1", () => {
  fc.assert(
    fc.property(family, (cells) => {
      const { pooled, cells: shrunken } = shrink(cells);
      for (const { raw, value, low, high } of shrunken) {
        expect(value).toBeGreaterThanOrEqual(Math.min(raw ?? 0, pooled) - 1e-12);
        expect(value).toBeLessThanOrEqual(Math.max(raw ?? 0, pooled) + 1e-12);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(high).toBeLessThanOrEqual(1);
        expect(high - low).toBeGreaterThan(0);
      }
    }),
  );
});

it("shrinks a larger cell of the family less", () => {
  fc.assert(
    fc.property(family, (cells) => {
      const bySize = shrink([...cells].sort((one, other) => one.size - other.size)).cells;
      for (let at = 1; at < bySize.length; at++) {
        expect(bySize[at]?.weight).toBeGreaterThanOrEqual((bySize[at - 1]?.weight ?? 0) - 1e-12);
      }
    }),
  );
});

it("does not depend on the order of the cells", () => {
  fc.assert(
    fc.property(family, (cells) => {
      const forwards = shrink(cells).cells;
      const backwards = [...shrink([...cells].reverse()).cells].reverse();
      for (const [at, cell] of forwards.entries()) {
        expect(cell.value).toBeCloseTo(backwards[at]?.value ?? Number.NaN, 7);
        expect(cell.low).toBeCloseTo(backwards[at]?.low ?? Number.NaN, 6);
      }
    }),
  );
});

it("of right and wrong exchanged is the mirror image", () => {
  fc.assert(
    fc.property(family, (cells) => {
      const one = shrink(cells).cells;
      const other = shrink(cells.map(({ size, share }) => ({ size, share: 1 - share }))).cells;
      for (const [at, cell] of one.entries()) {
        expect(cell.value).toBeCloseTo(1 - (other[at]?.value ?? Number.NaN), 7);
        expect(cell.low).toBeCloseTo(1 - (other[at]?.high ?? Number.NaN), 5);
      }
    }),
  );
});

it("widens with the level", () => {
  fc.assert(
    fc.property(family, (cells) => {
      const wide = shrink(cells, 0.99).cells;
      for (const [at, cell] of shrink(cells, 0.8).cells.entries()) {
        expect(wide[at]?.low).toBeLessThanOrEqual(cell.low + 1e-9);
        expect(wide[at]?.high).toBeGreaterThanOrEqual(cell.high - 1e-9);
      }
    }),
  );
});
