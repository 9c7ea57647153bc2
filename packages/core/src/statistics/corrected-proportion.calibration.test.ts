import { describe, expect, it } from "vitest";
import { exactCoverage } from "./__fixtures__/exact-coverage.ts";
import { correctedProportion } from "./corrected-proportion.ts";
import { stratifiedRateInterval } from "./stratified-rate-interval.ts";
import { type UniformGenerator, uniformGenerator } from "./uniform-generator.ts";
import { wilsonInterval } from "./wilson-interval.ts";

const samples = process.env["VIVA_SLOW"] === undefined ? 600 : 10_000;

interface World {
  /** Replies of one model to items drawn anew in each sample. */
  readonly replies: number;
  readonly accuracy: number;
  /** Chance that the instrument misses a right answer, and that it counts a wrong one. */
  readonly missed: number;
  readonly spurious: number;
  /** Audited of the replies whose reading looks safe, and of the others; all there are when fewer. */
  readonly audited: readonly [safe: number, doubtful: number];
  /** Chance that a misread and a well read reply look doubtful. */
  readonly doubtful: readonly [misread: number, read: number];
}

interface Reply {
  readonly right: boolean;
  readonly counted: boolean;
}

function drawWorld(world: World, generator: UniformGenerator): readonly [safe: Reply[], doubtful: Reply[]] {
  const strata: readonly [Reply[], Reply[]] = [[], []];
  for (let reply = 0; reply < world.replies; reply++) {
    const right = generator.fraction() < world.accuracy;
    const misread = generator.fraction() < (right ? world.missed : world.spurious);
    const doubtful = generator.fraction() < world.doubtful[misread ? 0 : 1];
    strata[doubtful ? 1 : 0].push({ right, counted: right !== misread });
  }
  return strata;
}

/** The first of a stratum are a random sample of it: its members came in random order. */
function auditOf(strata: readonly (readonly Reply[])[], world: World, misread: (reply: Reply) => boolean) {
  return stratifiedRateInterval(
    strata
      .filter(({ length }) => length > 0)
      .map((stratum) => {
        const audited = stratum.slice(0, world.audited[stratum === strata[0] ? 0 : 1]);
        const sum = audited.filter(misread).length;
        const complete = audited.length === stratum.length;
        return { share: stratum.length, sampled: audited.length, sum, sumOfSquares: sum, complete };
      }),
    0.95,
  );
}

function coverageOf(world: World): { readonly corrected: number; readonly naive: number; readonly bias: number } {
  const generator = uniformGenerator("corrected-proportion", JSON.stringify(world));
  let corrected = 0;
  let naive = 0;
  let sum = 0;
  for (let sample = 0; sample < samples; sample++) {
    const strata = drawWorld(world, generator);
    const counted = strata.flat().filter((reply) => reply.counted).length;
    const interval = wilsonInterval(counted, world.replies, 0.95);
    const missed = auditOf(strata, world, ({ right, counted: read }) => right && !read);
    const spurious = auditOf(strata, world, ({ right, counted: read }) => !right && read);
    if (interval === null || missed === null || spurious === null) {
      throw new Error("every sample has replies");
    }
    const measured = { value: counted / world.replies, ...interval };
    const result = correctedProportion({ measured, missed, spurious }, 0.95);
    corrected += result.low <= world.accuracy && world.accuracy <= result.high ? 1 : 0;
    naive += interval.low <= world.accuracy && world.accuracy <= interval.high ? 1 : 0;
    sum += result.value;
  }
  return { corrected: corrected / samples, naive: naive / samples, bias: sum / samples - world.accuracy };
}

const world: World = {
  replies: 400,
  accuracy: 0.7,
  missed: 0.05,
  spurious: 0.01,
  audited: [40, 10],
  doubtful: [0.5, 0.02],
};

describe("coverage of nominal 95 % by the corrected interval", () => {
  it.each<{ name: string; world: World }>([
    { name: "some errors", world },
    { name: "no errors at all", world: { ...world, missed: 0, spurious: 0 } },
    { name: "many errors, a large audit", world: { ...world, missed: 0.15, spurious: 0.1, audited: [150, 50] } },
    { name: "errors nobody doubts, a small audit", world: { ...world, doubtful: [0, 0.02], audited: [25, 5] } },
    { name: "errors all in doubtful replies", world: { ...world, doubtful: [1, 0.02] } },
    { name: "near the ceiling", world: { ...world, accuracy: 0.97, missed: 0.04, spurious: 0 } },
    { name: "a hard exam", world: { ...world, accuracy: 0.2, missed: 0.1, spurious: 0.05 } },
  ])("$name: at least 94 %", ({ world: planted }) => {
    const { corrected, bias } = coverageOf(planted);
    expect(corrected).toBeGreaterThanOrEqual(0.94);
    expect(Math.abs(bias)).toBeLessThan(0.01);
  });

  it("is that of Wilson's interval when every reply is audited", () => {
    const { corrected } = coverageOf({ ...world, replies: 60, audited: [60, 60] });
    expect(Math.abs(corrected - exactCoverage(world.accuracy, 60, 0.95, wilsonInterval))).toBeLessThan(0.03);
  });

  it("is what the interval without the audit does not give", () => {
    const { naive, corrected } = coverageOf({ ...world, missed: 0.1, spurious: 0, replies: 1500, audited: [200, 50] });
    expect(naive).toBeLessThan(0.2);
    expect(corrected).toBeGreaterThanOrEqual(0.94);
  });
});
