import { describe, expect, it } from "vitest";
import { allowance, coverageTally, report } from "./__fixtures__/coverage-tally.ts";
import { lengthBias } from "./length-bias.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 3000 : 150;

interface World {
  readonly pairs: number;
  /** Pairs of a question; the judge sees them through one and the same judgment, shared by this share of pairs. */
  readonly perQuestion: number;
  readonly shared: number;
  /** Log odds for one doubling of length, and for one unit of quality. */
  readonly length: number;
  readonly quality: number;
  /** How far quality goes along with length. */
  readonly confounded: number;
  readonly tie: number;
}

function rates(world: World) {
  const generator = uniformGenerator("length-bias", JSON.stringify(world));
  const { pairs, perQuestion } = world;
  const clusters = Int32Array.from({ length: pairs }, (_, at) => Math.floor(at / perQuestion));
  const adjusted = coverageTally();
  const alone = coverageTally();
  let rejected = 0;
  for (let sample = 0; sample < samples; sample++) {
    const lengthA = new Float64Array(pairs);
    const lengthB = new Float64Array(pairs).fill(399);
    const quality = new Float64Array(pairs);
    const verdict = new Float64Array(pairs);
    for (let at = 0; at < pairs; at++) {
      if (at % perQuestion !== 0 && generator.fraction() < world.shared) {
        lengthA[at] = lengthA[at - 1] ?? 0;
        quality[at] = quality[at - 1] ?? 0;
        verdict[at] = verdict[at - 1] ?? 0;
        continue;
      }
      const doublings = normalQuantile(generator.fraction());
      const own = world.confounded * doublings + normalQuantile(generator.fraction());
      const chance = 1 / (1 + Math.exp(-(world.length * doublings + world.quality * own)));
      lengthA[at] = 400 * 2 ** doublings - 1;
      quality[at] = own;
      const tied = generator.fraction() < world.tie;
      verdict[at] = tied ? 0.5 : generator.fraction() < chance ? 1 : 0;
    }
    for (const length of lengthA.keys()) {
      lengthA[length] = Math.max(0, lengthA[length] ?? 0);
    }
    const pairsOf = { verdict, lengthA, lengthB, clusters };
    const found = lengthBias({ ...pairsOf, quality }, 0.95);
    if (found.status === "estimated") {
      adjusted.add(found.oddsRatio, Math.exp(world.length));
      rejected += found.p <= 0.05 ? 1 : 0;
    }
    const without = lengthBias(pairsOf, 0.95);
    alone.add(without.status === "estimated" ? without.oddsRatio : without, Math.exp(world.length));
  }
  report("length bias", world, {
    adjusted: adjusted.coverage(),
    alone: alone.coverage(),
    rejected: rejected / samples,
  });
  return { adjusted, alone, rejected: rejected / samples };
}

const world: World = { pairs: 100, perQuestion: 1, shared: 0, length: 0, quality: 1, confounded: 0.5, tie: 0 };

describe("the regression of verdicts on length", () => {
  it.each([world, { ...world, pairs: 60 }, { ...world, pairs: 300, perQuestion: 5, shared: 0.6 }])(
    "rejects in about 5 % where length has no part, and its interval covers: %o",
    (planted) => {
      const { adjusted, rejected } = rates(planted);
      expect(rejected).toBeLessThanOrEqual(0.06 + allowance(samples));
      expect(adjusted.coverage()).toBeGreaterThanOrEqual(0.94 - allowance(samples));
    },
  );

  it("finds a planted bias, and its size", () => {
    const { adjusted, rejected } = rates({ ...world, pairs: 200, length: 0.7 });
    expect(rejected).toBeGreaterThan(0.9);
    expect(adjusted.coverage()).toBeGreaterThanOrEqual(0.94 - allowance(samples));
  });

  it("takes quality that goes along with length for bias only where quality is left out", () => {
    const { adjusted, alone } = rates({ ...world, pairs: 300, confounded: 1 });
    expect(adjusted.coverage()).toBeGreaterThanOrEqual(0.94 - allowance(samples));
    expect(alone.coverage()).toBeLessThan(0.2);
  });
});
