import fc from "fast-check";
import { expect, it } from "vitest";
import { type RaschModel, raschModel } from "./rasch-model.ts";

const shapes = fc
  .record({ candidates: fc.integer({ min: 2, max: 6 }), items: fc.integer({ min: 2, max: 9 }) })
  .chain(({ candidates, items }) =>
    fc.record({
      candidates: fc.constant(candidates),
      items: fc.constant(items),
      responses: fc
        .array(fc.constantFrom(0, 1, 0, 1, 0, 1, 255), { minLength: candidates * items, maxLength: candidates * items })
        .map((values) => Uint8Array.from(values)),
    }),
  );

function modelOf(matrix: { candidates: number; items: number; responses: Uint8Array }): RaschModel | null {
  const model = raschModel(matrix);
  return model.status === "estimated" ? model : null;
}

it("is finite, converges and centres the items, whatever was answered", () => {
  fc.assert(
    fc.property(shapes, (matrix) => {
      const model = modelOf(matrix);
      if (model !== null) {
        const { abilities, abilityErrors, difficulties, difficultyErrors } = model;
        for (const list of [abilities, abilityErrors, difficulties, difficultyErrors]) {
          expect(list.every(Number.isFinite)).toBe(true);
        }
        expect(model.converged).toBe(true);
        expect(Math.abs(difficulties.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-8);
      }
    }),
  );
});

it("turns round with the responses: wrong for right, abilities and difficulties change sign", () => {
  fc.assert(
    fc.property(shapes, (matrix) => {
      const model = modelOf(matrix);
      const turned = modelOf({ ...matrix, responses: matrix.responses.map((x) => (x === 255 ? x : 1 - x)) });
      expect(turned === null).toBe(model === null);
      if (model !== null && turned !== null) {
        expect(model.spread).toBeCloseTo(turned.spread, 6);
        for (const [i, value] of model.abilities.entries()) {
          expect(value).toBeCloseTo(-(turned.abilities[i] ?? Number.NaN), 6);
        }
        for (const [i, value] of model.difficulties.entries()) {
          expect(value).toBeCloseTo(-(turned.difficulties[i] ?? Number.NaN), 6);
        }
      }
    }),
  );
});

it("does not depend on the order of candidates", () => {
  fc.assert(
    fc.property(shapes, (matrix) => {
      const { candidates, items, responses } = matrix;
      const reversed = new Uint8Array(responses.length);
      for (let candidate = 0; candidate < candidates; candidate++) {
        const row = responses.subarray(candidate * items, (candidate + 1) * items);
        reversed.set(row, (candidates - 1 - candidate) * items);
      }
      const model = modelOf(matrix);
      const other = modelOf({ ...matrix, responses: reversed });
      expect(other === null).toBe(model === null);
      for (const [i, value] of (model?.abilities ?? new Float64Array()).entries()) {
        expect(value).toBeCloseTo(other?.abilities[candidates - 1 - i] ?? Number.NaN, 6);
      }
    }),
  );
});

it("orders candidates with complete responses by their score", () => {
  fc.assert(
    fc.property(shapes, (matrix) => {
      const responses = matrix.responses.map((value) => (value === 255 ? 0 : value));
      const model = modelOf({ ...matrix, responses });
      const score = (candidate: number): number =>
        responses.subarray(candidate * matrix.items, (candidate + 1) * matrix.items).reduce((sum, x) => sum + x, 0);
      for (const [one, ability] of (model?.abilities ?? new Float64Array()).entries()) {
        for (const [other, otherAbility] of (model?.abilities ?? new Float64Array()).entries()) {
          if (score(one) > score(other)) {
            expect(ability).toBeGreaterThan(otherAbility);
          } else if (score(one) === score(other)) {
            expect(ability).toBeCloseTo(otherAbility, 7);
          }
        }
      }
    }),
  );
});
