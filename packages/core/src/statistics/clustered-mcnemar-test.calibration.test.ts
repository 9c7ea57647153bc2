import { describe, expect, it } from "vitest";
import { type PairedDesign, pairedSampler } from "./__fixtures__/paired-sample.ts";
import { clusteredMcnemarTest } from "./clustered-mcnemar-test.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 5000 : 120;
const most = 0.05 + 2 * Math.sqrt((0.05 * 0.95) / samples);

/** Rejections at 5 %, of p and (where it is given) of mid-p. */
function rejectionsOf(design: PairedDesign): { p: number; midP: number } {
  const sampler = pairedSampler(design, 4711);
  let rejected = 0;
  let midRejected = 0;
  for (let sample = 0; sample < samples; sample++) {
    const { p, midP } = clusteredMcnemarTest(sampler());
    rejected += p <= 0.05 ? 1 : 0;
    midRejected += (midP ?? p) <= 0.05 ? 1 : 0;
  }
  return { p: rejected / samples, midP: midRejected / samples };
}

const dependences = [
  { accuracy: 0.5, common: 0, specific: 0 },
  { accuracy: 0.85, common: 1, specific: 0.5 },
  { accuracy: 0.6, common: 1, specific: 1.5 },
];

describe("rejections of equal examinees at 5 %, at most nominal and two standard errors of simulation", () => {
  const designs = (["single", "copies", "five", "uneven", "heavy", "dominated"] as const).flatMap((sizes) =>
    (slow ? [6, 8, 12, 20, 40, 100] : [12, 40]).map((clusters) => ({ sizes, clusters })),
  );
  it.each(designs)("$clusters clusters, $sizes", ({ sizes, clusters }) => {
    const found = dependences.map((dependence) => rejectionsOf({ ...dependence, sizes, clusters, shift: 0 }));
    const mean = found.reduce((sum, { p }) => sum + p, 0) / found.length;
    if (slow) {
      const midP = found.map((one) => one.midP);
      const power = rejectionsOf({ sizes, clusters, accuracy: 0.7, common: 1, specific: 0.7, shift: 0.5 });
      console.info({ sizes, clusters, p: found.map(({ p }) => p), midP, power });
      // The most extreme of many rates lies further out than two errors.
      expect(Math.max(...found.map(({ p }) => p))).toBeLessThanOrEqual(0.05 + 3.5 * Math.sqrt((0.05 * 0.95) / samples));
    }
    expect(mean).toBeLessThanOrEqual(most);
  });

  it("holds where one is better on large clusters and worse on small ones, equal over all units", () => {
    const generator = uniformGenerator("clustered-mcnemar-sizes", 3);
    let rejected = 0;
    for (let sample = 0; sample < samples; sample++) {
      // Clusters of 1 or 4 units as often: −0.4 a unit in the small ones, +0.1 in the large ones.
      const sums = Float64Array.from({ length: 30 }, () => {
        const [size, advantage] = generator.fraction() < 0.5 ? [1, -0.4] : [4, 0.1];
        let sum = 0;
        for (let unit = 0; unit < size; unit++) {
          const draw = generator.fraction();
          sum += draw < 0.25 + advantage / 2 ? 1 : draw < 0.5 ? -1 : 0;
        }
        return sum;
      });
      rejected += clusteredMcnemarTest({ sums }).p <= 0.05 ? 1 : 0;
    }
    expect(rejected / samples).toBeLessThanOrEqual(most);
  });

  it("finds a difference of 14 points on 60 clusters of 1–5 units in at least 9 of 10", () => {
    const design = { clusters: 60, accuracy: 0.7, common: 1, specific: 0.7, shift: 0.5 };
    expect(rejectionsOf({ ...design, sizes: "uneven" }).p).toBeGreaterThan(0.9);
  });
});
