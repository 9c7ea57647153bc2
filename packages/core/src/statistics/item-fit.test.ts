import { expect, it } from "vitest";
import { responsesFromRows } from "./__fixtures__/simulated-responses.ts";
import golden from "./__golden__/item-response.json" with { type: "json" };
import { itemFit } from "./item-fit.ts";

it("agrees with eRm::itemfit on complete responses", () => {
  const { responses, fitCandidates, fitAbilities, conditionalDifficulties, infit, outfit, infitZ, outfitZ } = golden.r;
  const matrix = responsesFromRows(fitCandidates.map((candidate) => responses[candidate] ?? ""));
  const fits = itemFit(matrix, {
    abilities: Float64Array.from(fitAbilities),
    difficulties: Float64Array.from(conditionalDifficulties),
    discriminations: null,
  });
  for (const [item, fit] of fits.entries()) {
    expect(fit?.infit).toBeCloseTo(infit[item] ?? Number.NaN, 4);
    expect(fit?.outfit).toBeCloseTo(outfit[item] ?? Number.NaN, 4);
    expect(fit?.infitZ).toBeCloseTo(infitZ[item] ?? Number.NaN, 3);
    expect(fit?.outfitZ).toBeCloseTo(outfitZ[item] ?? Number.NaN, 3);
  }
});

it("computes mean squares by hand", () => {
  // Chances ¾ and ½ for the first item: squared residuals 1/16 and ¼, variances 3/16 and ¼.
  const matrix = responsesFromRows(["11", "00"]);
  const [fit] = itemFit(matrix, {
    abilities: Float64Array.of(Math.log(3), 0),
    difficulties: new Float64Array(2),
    discriminations: null,
  });
  expect(fit?.infit).toBeCloseTo((1 / 16 + 1 / 4) / (3 / 16 + 1 / 4), 12);
  expect(fit?.outfit).toBeCloseTo((1 / 3 + 1) / 2, 12);
  expect(fit?.responses).toBe(2);
});

it("weighs the slope of a two-parameter item", () => {
  const matrix = responsesFromRows(["10", "01"]);
  const abilities = Float64Array.of(0.4, -0.8);
  const steep = itemFit(matrix, {
    abilities,
    difficulties: new Float64Array(2),
    discriminations: Float64Array.of(2, 2),
  });
  const stretched = itemFit(matrix, {
    abilities: abilities.map((value) => 2 * value),
    difficulties: new Float64Array(2),
    discriminations: null,
  });
  expect(steep).toEqual(stretched);
});

it("is null without two responses, and has no z where nothing could vary or the exam is too short", () => {
  const parameters = { difficulties: new Float64Array(3), discriminations: null };
  const few = itemFit(responsesFromRows(["1.1", "0.1", "11."]), { ...parameters, abilities: new Float64Array(3) });
  expect(few[1]).toBeNull();
  expect(few[0]).toMatchObject({ infit: 1, outfit: 1, infitZ: null, outfitZ: null, responses: 3 });
  const many = itemFit(responsesFromRows(Array<string>(40).fill("101")), {
    ...parameters,
    abilities: Float64Array.from({ length: 40 }, (_, i) => i / 20 - 1),
  });
  expect(many[0]?.infit).toBeGreaterThan(0);
  expect(many[0]?.infitZ).toBeNull();
  const certain = itemFit(responsesFromRows(["111", "111"]), { ...parameters, abilities: Float64Array.of(800, 900) });
  expect(certain).toEqual([null, null, null]);
  expect(
    itemFit(
      { candidates: 0, items: 2, responses: new Uint8Array(0) },
      { ...parameters, abilities: new Float64Array(0), difficulties: new Float64Array(2) },
    ),
  ).toEqual([null, null]);
  expect(() => itemFit(responsesFromRows(["1"]), { ...parameters, abilities: new Float64Array(1) })).toThrow(
    "1 abilities and 3 difficulties",
  );
});
