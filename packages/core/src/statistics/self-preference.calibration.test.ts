import { describe, expect, it } from "vitest";
import { allowance, coverageTally, report } from "./__fixtures__/coverage-tally.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { selfPreference } from "./self-preference.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 4000 : 300;

interface World {
  readonly questions: number;
  /** Replies to a question, of which the first is of the judge's own family. */
  readonly replies: number;
  readonly preference: number;
  /** Deviation of what the judge gives more than others to a whole question; that to a reply is 1. */
  readonly question: number;
}

function rates(world: World) {
  const { questions, replies, preference } = world;
  const generator = uniformGenerator("self-preference", JSON.stringify(world));
  const n = questions * replies;
  const clusters = Int32Array.from({ length: n }, (_, at) => Math.floor(at / replies));
  const own = Uint8Array.from({ length: n }, (_, at) => (at % replies === 0 ? 1 : 0));
  const coverage = coverageTally();
  let rejected = 0;
  for (let sample = 0; sample < samples; sample++) {
    let shared = 0;
    const others = new Float64Array(n);
    const judge = Float64Array.from(own, (mine, at) => {
      shared = at % replies === 0 ? world.question * normalQuantile(generator.fraction()) : shared;
      // The family is better, which the other judges see too, and the judge is milder with all.
      others[at] = 3 + 0.5 * mine + normalQuantile(generator.fraction());
      return (others[at] ?? 0) + 0.4 + preference * mine + shared + normalQuantile(generator.fraction());
    });
    const found = selfPreference({ judge, others, own, clusters }, 0.95);
    coverage.add(found, preference);
    rejected += found.status === "estimated" && found.p <= 0.05 ? 1 : 0;
  }
  const found = { coverage: coverage.coverage(), rejected: rejected / samples };
  report("self-preference", world, found);
  return found;
}

describe("self-preference", () => {
  it.each([
    { questions: 10, replies: 4, question: 0 },
    { questions: 10, replies: 4, question: 1 },
    { questions: 40, replies: 3, question: 1 },
  ])("is found in about 5 % where there is none: %o", (world) => {
    const { coverage, rejected } = rates({ ...world, preference: 0 });
    expect(rejected).toBeLessThanOrEqual(0.055 + allowance(samples));
    expect(coverage).toBeGreaterThanOrEqual(0.94 - allowance(samples));
  });

  it("is found where it is planted, with its size", () => {
    const { coverage, rejected } = rates({ questions: 60, replies: 4, question: 1, preference: 0.6 });
    expect(rejected).toBeGreaterThan(0.9);
    expect(coverage).toBeGreaterThanOrEqual(0.94 - allowance(samples));
  });
});
