import { describe, expect, it } from "vitest";
import { allowance, coverageTally, report } from "./__fixtures__/coverage-tally.ts";
import { davidsonChances, fitDavidson } from "./davidson-fit.ts";
import { davidsonStrengths } from "./davidson-strengths.ts";
import { countPairs, emptyPairs, type PairwiseVerdicts } from "./pairwise-verdicts.ts";
import { type UniformGenerator, uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 1000 : 60;
const resamples = slow ? 400 : 150;

interface World {
  readonly strengths: readonly number[];
  readonly logTie: number;
  readonly questions: number;
  /** Chance that a verdict of a question repeats the one before instead of being drawn. */
  readonly copied: number;
}

/** Every pair of models once for each question. */
function draw({ strengths, logTie, questions, copied }: World, generator: UniformGenerator): PairwiseVerdicts {
  const all: { first: number; second: number; outcome: number; cluster: number }[] = [];
  for (let question = 0; question < questions; question++) {
    let luck = generator.fraction();
    for (const [first, one] of strengths.entries()) {
      for (const [second, other] of strengths.slice(0, first).entries()) {
        luck = generator.fraction() < copied ? luck : generator.fraction();
        const [win, tie] = davidsonChances(one - other, logTie);
        all.push({ first, second, outcome: luck < win ? 1 : luck < win + tie ? 0.5 : 0, cluster: question });
      }
    }
  }
  return {
    first: Int32Array.from(all, ({ first }) => first),
    second: Int32Array.from(all, ({ second }) => second),
    outcome: Float64Array.from(all, ({ outcome }) => outcome),
    clusters: Int32Array.from(all, ({ cluster }) => cluster),
  };
}

describe("strengths by Davidson's model", () => {
  it("recovers planted strengths and ties", () => {
    const world = { strengths: [0.9, 0.3, -0.2, -1], logTie: -0.4, questions: 4000, copied: 0 };
    const counts = emptyPairs(4);
    countPairs(draw(world, uniformGenerator("davidson-recovery")), () => 1, counts);
    const found = fitDavidson(counts);
    expect(found.status).toBe("estimated");
    if (found.status === "estimated") {
      expect(found.logTie).toBeCloseTo(-0.4, 1);
      for (const [model, strength] of world.strengths.entries()) {
        expect(Math.abs((found.strengths[model] ?? Number.NaN) - strength)).toBeLessThan(0.06);
      }
    }
  });

  it.each<World>([
    { strengths: [0.5, 0, -0.5], logTie: -0.5, questions: 40, copied: 0 },
    { strengths: [1.2, 0.2, -0.4, -1], logTie: 0.3, questions: 60, copied: 0.7 },
    { strengths: [0, 0, 0], logTie: -1.5, questions: 100, copied: 0.7 },
  ])("has intervals that cover 95 %: %o", (world) => {
    const generator = uniformGenerator("davidson-calibration", JSON.stringify(world));
    const tally = coverageTally();
    const tie = coverageTally();
    for (let seed = 0; seed < samples; seed++) {
      const plan = { level: 0.95, resamples, seed };
      const found = davidsonStrengths(draw(world, generator), world.strengths.length, plan);
      if (found.status !== "estimated") {
        throw new Error(found.why);
      }
      for (const [model, { interval }] of found.strengths.entries()) {
        tally.add(interval ?? { status: "not-estimable" }, world.strengths[model] ?? Number.NaN);
      }
      tie.add(found.tie.interval ?? { status: "not-estimable" }, Math.exp(world.logTie));
    }
    expect(tally.estimated()).toBe(1);
    expect(tally.coverage()).toBeGreaterThanOrEqual(0.935 - allowance(samples));
    report("davidson", world, { strengths: tally.coverage(), tie: tie.coverage() });
    expect(tie.coverage()).toBeGreaterThanOrEqual(0.93 - allowance(samples));
  });
});
