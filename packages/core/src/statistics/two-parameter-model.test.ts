import { describe, expect, it } from "vitest";
import { responsesFromPatterns, responsesFromRows, simulatedResponses } from "./__fixtures__/simulated-responses.ts";
import golden from "./__golden__/item-response.json" with { type: "json" };
import type { ResponseMatrix } from "./response-matrix.ts";
import {
  minimumTwoParameterCandidates,
  type TwoParameterModel,
  type TwoParameterOptions,
  twoParameterModel,
} from "./two-parameter-model.ts";

function estimated(matrix: ResponseMatrix, options: TwoParameterOptions = {}): TwoParameterModel {
  const model = twoParameterModel(matrix, options);
  if (model.status !== "estimated") {
    throw new Error(model.why);
  }
  expect(model.converged).toBe(true);
  return model;
}

function expectClose(actual: Float64Array, expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) {
    expect(Math.abs((actual[i] ?? Number.NaN) - value)).toBeLessThan(tolerance);
  }
}

function expectFinite(model: TwoParameterModel): void {
  const { abilities, abilityErrors, difficulties, difficultyErrors, discriminations, discriminationErrors } = model;
  for (const list of [
    abilities,
    abilityErrors,
    difficulties,
    difficultyErrors,
    discriminations,
    discriminationErrors,
  ]) {
    expect(list.every(Number.isFinite)).toBe(true);
  }
}

describe("LSAT section 6 (Bock & Lieberman 1970)", () => {
  const model = estimated(responsesFromPatterns(golden.lsat.patternCounts), { priorDeviation: null });

  it("gives the published estimates (Rizopoulos 2006, doi:10.18637/jss.v017.i05, 21 quadrature points)", () => {
    expect(model.logLikelihood).toBeCloseTo(-2466.653, 3);
    expectClose(model.discriminations, [0.8254, 0.7229, 0.8905, 0.6886, 0.6575], 1e-3);
    expectClose(model.difficulties, [-3.3597, -1.3696, -0.2799, -1.8659, -3.1236], 3e-3);
  });

  it("agrees with the likelihood maximised by scipy, errors too", () => {
    const expected = golden.lsat.twoParameter;
    expect(model.errorMethod).toBe("joint");
    expectClose(model.discriminations, expected.discriminations, 1e-5);
    expectClose(model.difficulties, expected.difficulties, 1e-5);
    expectClose(model.discriminationErrors, expected.discriminationErrors, 1e-4);
    expectClose(model.difficultyErrors, expected.difficultyErrors, 1e-4);
  });
});

it.each(golden.twoParameter)("golden values with missing responses, prior deviation $priorDeviation", (expected) => {
  const model = estimated(responsesFromRows(expected.responses), { priorDeviation: expected.priorDeviation });
  expect(Math.abs(model.logLikelihood - expected.logLikelihood)).toBeLessThan(1e-6);
  expectClose(model.discriminations, expected.discriminations, 1e-5);
  expectClose(model.difficulties, expected.difficulties, 1e-5);
  expectClose(model.abilities, expected.abilities, 1e-5);
  expectClose(model.discriminationErrors, expected.discriminationErrors, 1e-4);
  expectClose(model.difficultyErrors, expected.difficultyErrors, 1e-4);
});

describe("edges", () => {
  it("refuses fewer than a hundred candidates with responses", () => {
    const { matrix } = simulatedResponses({ candidates: minimumTwoParameterCandidates, items: 20, seed: 1 });
    expect(twoParameterModel(matrix).status).toBe("estimated");
    const responses = matrix.responses.slice();
    responses.fill(255, 0, 20);
    expect(twoParameterModel({ ...matrix, responses })).toEqual({
      status: "not-estimable",
      reason: "too-few-candidates",
      why: "99 candidates; a two-parameter model needs 100",
    });
    expect(twoParameterModel({ candidates: 0, items: 0, responses: new Uint8Array(0) })).toMatchObject({
      reason: "too-few-candidates",
    });
  });

  it("refuses fewer than three items that tell candidates apart", () => {
    const rows = Array.from({ length: 120 }, (_, i) => `1${i % 2}${i % 3 === 0 ? 1 : 0}0`);
    expect(twoParameterModel(responsesFromRows(rows))).toMatchObject({ reason: "too-few-items" });
  });

  it("fills in items that all got right, all missed or nobody was asked", () => {
    const { matrix } = simulatedResponses({ candidates: 150, items: 12, seed: 3 });
    const responses = matrix.responses.slice();
    for (let from = 0; from < responses.length; from += 12) {
      responses.set([1, 0, 255], from);
    }
    const model = estimated({ ...matrix, responses });
    expect(model.constantItems).toEqual([0, 1, 2]);
    expect(Math.min(...model.difficulties)).toBe(model.difficulties[0]);
    expect(Math.max(...model.difficulties)).toBe(model.difficulties[1]);
    expect(model.difficulties[2]).toBeCloseTo(0, 6);
    expect(model.difficultyErrors[0]).toBeGreaterThan(1);
    expectFinite(model);
  });

  it("gives finite values for all right, all wrong, no response and an item turned round", () => {
    const { matrix } = simulatedResponses({ candidates: 150, items: 12, seed: 4, missing: 0.1 });
    const responses = matrix.responses.slice();
    for (let at = 5; at < responses.length; at += 12) {
      responses[at] = responses[at] === 255 ? 255 : 1 - (responses[at] ?? 0);
    }
    responses.fill(1, 0, 12);
    responses.fill(0, 12, 24);
    responses.fill(255, 24, 36);
    const model = estimated({ ...matrix, responses });
    expect(Math.max(...model.abilities)).toBe(model.abilities[0]);
    expect(Math.min(...model.abilities)).toBe(model.abilities[1]);
    expect(model.unanswered).toEqual([2]);
    expect([model.abilities[2], model.abilityErrors[2]]).toEqual([0, 1]);
    expect(Math.min(...model.discriminations)).toBe(model.discriminations[5]);
    expectFinite(model);
  });

  it("gives finite values where responses say nothing or all", () => {
    const alike = Array.from({ length: 100 }, (_, i) => (i < 50 ? "11110" : "00001"));
    const coins = Array.from({ length: 128 }, (_, i) => i.toString(2).padStart(7, "0"));
    const scale = Array.from({ length: 100 }, (_, i) => "1".repeat(i % 6).padEnd(5, "0"));
    for (const rows of [alike, coins, scale]) {
      const model = twoParameterModel(responsesFromRows(rows));
      expect(model.status).toBe("estimated");
      if (model.status === "estimated") {
        expectFinite(model);
      }
    }
  });

  it("does not claim to have converged when stopped early", () => {
    const { matrix } = simulatedResponses({ candidates: 100, items: 20, seed: 5 });
    expect(twoParameterModel(matrix, { maxIterations: 2 })).toMatchObject({ converged: false });
    expect(() => twoParameterModel(matrix, { priorDeviation: 0 })).toThrow("prior deviation of 0");
  });
});
