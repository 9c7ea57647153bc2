import { describe, expect, it } from "vitest";
import { responsesFromPatterns, responsesFromRows, simulatedResponses } from "./__fixtures__/simulated-responses.ts";
import golden from "./__golden__/item-response.json" with { type: "json" };
import { type RaschModel, type RaschOptions, raschModel } from "./rasch-model.ts";
import type { ResponseMatrix } from "./response-matrix.ts";

function estimated(matrix: ResponseMatrix, options: RaschOptions = {}): RaschModel {
  const model = raschModel(matrix, options);
  if (model.status !== "estimated") {
    throw new Error(model.why);
  }
  expect(model.converged).toBe(true);
  return model;
}

function refusal(rows: readonly string[]): string {
  const model = raschModel(responsesFromRows(rows));
  return model.status === "not-estimable" ? model.reason : "estimated";
}

function expectClose(actual: Float64Array, expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) {
    expect(Math.abs((actual[i] ?? Number.NaN) - value)).toBeLessThan(tolerance);
  }
}

function allFinite(model: RaschModel): boolean {
  const lists = [model.abilities, model.abilityErrors, model.difficulties, model.difficultyErrors];
  return lists.every((list) => list.every((value) => Number.isFinite(value)));
}

describe("LSAT section 6 (Bock & Lieberman 1970)", () => {
  const matrix = responsesFromPatterns(golden.lsat.patternCounts);

  it("gives the published maximum likelihood estimates (Rizopoulos 2006, doi:10.18637/jss.v017.i05)", () => {
    const model = estimated(matrix, { biasReduced: false });
    const difficulties = [-3.6153, -1.3224, -0.3176, -1.7301, -2.7802];
    // There the slope is free and the candidates' deviation 1; here it is the other way round, about the mean item.
    const mean = difficulties.reduce((sum, value) => sum + value, 0) / 5;
    expect(model.integrated).toBe("candidates");
    expect(model.spread).toBeCloseTo(0.7551, 4);
    expect(model.logLikelihood).toBeCloseTo(-2466.938, 3);
    expectClose(
      model.difficulties,
      difficulties.map((value) => 0.7551 * (value - mean)),
      3e-4,
    );
  });

  it("agrees with lme4 and, nearly, with the conditional likelihood of eRm", () => {
    const model = estimated(matrix, { biasReduced: false });
    const { easiness, conditionalDifficulties, conditionalErrors } = golden.lsat.r;
    const mean = easiness.reduce((sum, value) => sum + value, 0) / 5;
    expectClose(
      model.difficulties,
      easiness.map((value) => mean - value),
      2e-3,
    );
    expectClose(model.difficulties, conditionalDifficulties, 2e-3);
    expectClose(model.difficultyErrors, conditionalErrors, 1e-3);
  });
});

describe("golden values", () => {
  it.each(golden.rasch)("$integrate integrated, bias reduced: $biasReduced", (expected) => {
    const model = estimated(responsesFromRows(expected.responses), {
      integrate: expected.integrate === "items" ? "items" : "candidates",
      biasReduced: expected.biasReduced,
    });
    expect(model.integrated).toBe(expected.integrate);
    expect(Math.abs(model.logLikelihood - expected.logLikelihood)).toBeLessThan(1e-6);
    expect(Math.abs(model.spread - expected.spread)).toBeLessThan(1e-6);
    expectClose(model.abilities, expected.abilities, 1e-6);
    expectClose(model.difficulties, expected.difficulties, 1e-6);
    expectClose(model.abilityErrors, expected.abilityErrors, 1e-5);
    expectClose(model.difficultyErrors, expected.difficultyErrors, 1e-5);
  });
});

describe("edges", () => {
  it("says why nothing can be estimated", () => {
    expect(refusal([])).toBe("too-few-candidates");
    expect(refusal(["0101"])).toBe("too-few-candidates");
    expect(refusal(["0101", "...."])).toBe("too-few-candidates");
    expect(refusal(["1", "0", "1"])).toBe("too-few-items");
    expect(refusal(["1.", "0.", "1."])).toBe("too-few-items");
    expect(refusal(["1101", "1101", "1101"])).toBe("no-disagreement");
    expect(refusal(["111", "111"])).toBe("no-disagreement");
    expect(refusal(["10..", "..01"])).toBe("no-disagreement");
  });

  it.each([
    { name: "all right against all wrong", rows: ["1111", "0000"] },
    { name: "a perfect scale", rows: ["1111", "1110", "1100", "1000", "0000"] },
    { name: "an item that all missed and one that all got right", rows: ["1100", "1010", "1000"] },
    { name: "near twins", rows: ["110010", "110010", "110011"] },
    { name: "few common items", rows: ["10..", ".01.", "1.01"] },
    { name: "more candidates than items", rows: ["10", "11", "00", "01", "11"] },
  ])("$name gives finite values", ({ rows }) => {
    for (const integrate of ["items", "candidates"] as const) {
      for (const biasReduced of [true, false]) {
        const model = raschModel(responsesFromRows(rows), { integrate, biasReduced });
        if (model.status === "estimated") {
          expect(allFinite(model)).toBe(true);
        } else {
          expect(model.reason).toBe("singular");
        }
      }
      // The default is never refused for these.
      expect(raschModel(responsesFromRows(rows), { integrate })).toMatchObject({
        status: "estimated",
        converged: true,
      });
    }
  });

  it("ranks an item that all missed hardest, a candidate with all right highest", () => {
    const model = estimated(responsesFromRows(["11110", "11100", "10100", "01010"]));
    expect(Math.max(...model.difficulties)).toBe(model.difficulties[4]);
    expect(Math.max(...model.abilities)).toBe(model.abilities[0]);
  });

  it("keeps twins equal and tells how alike candidates with no scale are", () => {
    const half = "10".repeat(100);
    const model = estimated(responsesFromRows([half, half, `${half.slice(0, 199)}1`]));
    expect(model.abilities[0]).toBeCloseTo(model.abilities[1] ?? Number.NaN, 9);
    expect(model.abilities[2]).toBeGreaterThan(model.abilities[0] ?? Number.NaN);
    expect(model.spread).toBeGreaterThan(4);
    expect(allFinite(model)).toBe(true);
  });

  it("fills in who and what has no response", () => {
    const model = estimated(responsesFromRows(["110.1", "100.1", ".....", "010.0"]));
    expect(model.unanswered).toEqual({ candidates: [2], items: [3] });
    const present = [0, 1, 3].map((candidate) => model.abilities[candidate] ?? Number.NaN);
    expect(model.abilities[2]).toBeCloseTo(present.reduce((sum, value) => sum + value, 0) / 3, 12);
    expect(allFinite(model)).toBe(true);
  });

  it("does not claim to have converged when stopped early", () => {
    const { matrix } = simulatedResponses({ candidates: 10, items: 50, seed: 1 });
    expect(raschModel(matrix, { maxIterations: 2 })).toMatchObject({ iterations: 2, converged: false });
  });

  it("reads NaN as missing", () => {
    const { matrix } = simulatedResponses({ candidates: 5, items: 30, seed: 2, missing: 0.2 });
    const floats = Float64Array.from(matrix.responses, (value) => (value === 255 ? Number.NaN : value));
    expect(raschModel({ ...matrix, responses: floats })).toEqual(raschModel(matrix));
    expect(() => raschModel({ ...matrix, responses: floats.map((value) => value / 2) })).toThrow("neither 0 nor 1");
    expect(() => raschModel({ ...matrix, items: 29 })).toThrow("150 responses for 5 candidates and 29 items");
  });
});
