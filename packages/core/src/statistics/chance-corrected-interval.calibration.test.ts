import { describe, expect, it } from "vitest";
import { allowance, coverageTally, report } from "./__fixtures__/coverage-tally.ts";
import { type PlantedRaters, plantedGenerator, plantedJoint, plantedRatings } from "./__fixtures__/planted-raters.ts";
import type { AgreementWeights } from "./agreement-weights.ts";
import { fleissKappaInterval } from "./fleiss-kappa-interval.ts";
import { gwetAc1 } from "./gwet-ac1.ts";
import { weightedKappa } from "./weighted-kappa.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 4000 : 150;
const five = [0.2, 0.2, 0.2, 0.2, 0.2];

/** What the coefficients are of all cases there could be. */
function truthOf(design: PlantedRaters) {
  const { shares } = design;
  const joint = plantedJoint(design);
  const agreement = joint.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);
  const kappaExpected = shares.reduce((sum, share) => sum + share * share, 0);
  const acExpected = shares.reduce((sum, share) => sum + share * (1 - share), 0) / (shares.length - 1);
  let observed = 0;
  let expected = 0;
  for (const [one, row] of joint.entries()) {
    for (const [other, chance] of row.entries()) {
      observed += chance * (one - other) ** 2;
      expected += (shares[one] ?? 0) * (shares[other] ?? 0) * (one - other) ** 2;
    }
  }
  const beyond = (byChance: number) => (agreement - byChance) / (1 - byChance);
  return { kappa: beyond(kappaExpected), ac1: beyond(acExpected), quadratic: 1 - observed / expected };
}

function coverageOf(design: PlantedRaters) {
  const generator = plantedGenerator("agreement-calibration", design);
  const truth = truthOf(design);
  const tallies = { kappa: coverageTally(), quadratic: coverageTally(), ac1: coverageTally(), fleiss: coverageTally() };
  const categories = design.shares.length;
  for (let sample = 0; sample < samples; sample++) {
    const { ratings, clusters } = plantedRatings(design, generator);
    if (design.raters === 2) {
      const rated = (rater: number) => Int32Array.from(clusters, (_, at) => ratings[2 * at + rater] ?? 0);
      const pairs = { first: rated(0), second: rated(1), clusters };
      const kappaOf = (weights: AgreementWeights) => weightedKappa(pairs, { categories, weights }, 0.95);
      tallies.kappa.add(kappaOf("unweighted"), truth.kappa);
      tallies.quadratic.add(kappaOf("quadratic"), truth.quadratic);
    }
    const counts = new Float64Array(clusters.length * categories);
    for (const [at, category] of ratings.entries()) {
      if (category >= 0) {
        const cell = Math.floor(at / design.raters) * categories + category;
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
    }
    tallies.ac1.add(gwetAc1({ counts, categories, clusters }, 0.95), truth.ac1);
    tallies.fleiss.add(fleissKappaInterval({ counts, categories, clusters }, 0.95), truth.kappa);
  }
  const { kappa, quadratic, ac1, fleiss } = tallies;
  report("agreement", design, {
    kappa: kappa.coverage(),
    quadratic: quadratic.coverage(),
    ac1: ac1.coverage(),
    fleiss: fleiss.coverage(),
  });
  return tallies;
}

const designs: readonly PlantedRaters[] = (slow ? [20, 50, 200] : [20, 50]).flatMap((cases) =>
  (slow ? [0, 0.5, 0.8, 0.95] : [0.5, 0.9]).flatMap((accuracy) =>
    [[0.5, 0.5], [0.1, 0.9], five].map((shares) => ({ cases, raters: 2, shares, accuracy })),
  ),
);

describe("coverage of nominal 95 % by kappa, Fleiss' kappa and AC1", () => {
  it.each(designs)("$cases cases, categories $shares, truth seen $accuracy: at least 92.5 %", (design) => {
    const { kappa, fleiss, ac1 } = coverageOf(design);
    for (const tally of [kappa, fleiss, ac1]) {
      expect(tally.coverage()).toBeGreaterThanOrEqual(0.925 - allowance(samples));
    }
    expect(ac1.estimated()).toBe(1);
    expect(kappa.estimated()).toBeGreaterThan(0.85);
  });

  it.each([
    { cases: 20, raters: 4, shares: [0.3, 0.3, 0.4], accuracy: 0.6, missing: 0.3 },
    { cases: 60, raters: 4, shares: [0.3, 0.3, 0.4], accuracy: 0.9, missing: 0.3 },
    { cases: 60, raters: 3, shares: [0.3, 0.3, 0.4], accuracy: 0.9, clusterSize: 5, copied: 0.5 },
    { cases: 200, raters: 3, shares: [0.3, 0.3, 0.4], accuracy: 0.6, clusterSize: 5, copied: 0.5 },
  ])("holds with ratings missing and cases in clusters: %o", (design) => {
    const { fleiss, ac1 } = coverageOf(design);
    expect(fleiss.coverage()).toBeGreaterThanOrEqual(0.925 - allowance(samples));
    expect(ac1.coverage()).toBeGreaterThanOrEqual(0.925 - allowance(samples));
  });

  it("is short for quadratic weights where the disagreements that weigh most are rare", () => {
    const { quadratic } = coverageOf({ cases: 50, raters: 2, shares: five, accuracy: 0.95 });
    expect(quadratic.coverage()).toBeGreaterThanOrEqual(0.89 - allowance(samples));
    const { quadratic: usual } = coverageOf({ cases: 50, raters: 2, shares: five, accuracy: 0.5 });
    expect(usual.coverage()).toBeGreaterThanOrEqual(0.935 - allowance(samples));
  });

  it("recovers the planted agreement", () => {
    const design = { cases: 20_000, raters: 2, shares: five, accuracy: 0.8 };
    const { ratings, clusters } = plantedRatings(design, plantedGenerator("agreement-recovery", design));
    const rated = (rater: number) => Int32Array.from(clusters, (_, at) => ratings[2 * at + rater] ?? 0);
    const pairs = { first: rated(0), second: rated(1), clusters };
    const truth = truthOf(design);
    expect(truth.kappa).toBeCloseTo(0.64, 10);
    for (const weights of ["unweighted", "linear", "quadratic"] as const) {
      const found = weightedKappa(pairs, { categories: 5, weights }, 0.95);
      expect(found.status === "estimated" ? found.value : 0).toBeCloseTo(truth.kappa, 1);
    }
  });
});
