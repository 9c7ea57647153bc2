import { describe, expect, it } from "vitest";
import type { ReviewEstimate } from "../records/review.ts";
import { criterionAgreement } from "./rating-agreement.ts";
import { reviewSchemes } from "./review-schemes.ts";

const settings = { level: 0.95, resamples: 200, seed: 0 };
const [label] = reviewSchemes.labels.criteria;
const [scale] = reviewSchemes.rubric.criteria;
const value = (estimate: ReviewEstimate | undefined): number =>
  estimate?.status === "estimated" ? estimate.value : Number.NaN;

/** Ratings of many cases from a cross table of two raters: [first, second, how often]. */
function crossed(cells: readonly (readonly [string, string, number])[]) {
  const pairs = cells.flatMap(([first, second, times]) =>
    Array.from({ length: times }, () => [first, second] as const),
  );
  return {
    values: new Map([
      ["anna", pairs.map(([first]) => first)],
      ["ben", pairs.map(([, second]) => second)],
    ]),
    clusters: Int32Array.from(pairs.keys()),
  };
}

describe("criterionAgreement", () => {
  it("gives the coefficients that the cross table gives by hand", () => {
    if (label === undefined) {
      throw new Error("no label");
    }
    // 20 both yes, 5 and 10 one alone, 15 neither: po 0.7, pe 0.5 (Cohen); shares 0.55 and 0.45 (Fleiss, AC1).
    const ratings = crossed([
      ["1", "1", 20],
      ["1", "0", 5],
      ["0", "1", 10],
      ["0", "0", 15],
    ]);
    const found = criterionAgreement({ criterion: label, ...ratings }, settings);
    expect(found.cases).toBe(50);
    expect(value(found.raw)).toBeCloseTo(0.7, 12);
    expect(found.cohen.map(({ raters }) => raters)).toEqual([["anna", "ben"]]);
    expect(value(found.cohen[0]?.kappa)).toBeCloseTo(0.4, 12);
    expect(value(found.fleiss)).toBeCloseTo((0.7 - 0.505) / 0.495, 12);
    expect(value(found.ac1)).toBeCloseTo((0.7 - 0.495) / 0.505, 12);
    // Alpha of complete binary ratings: 1 − (n − 1)·discordant/(ones·zeros), with n = 100 ratings, 55 of them 1.
    expect(value(found.alpha)).toBeCloseTo(1 - (99 * 15) / (55 * 45), 12);
    for (const estimate of [found.raw, found.fleiss, found.alpha, found.ac1, found.cohen[0]?.kappa]) {
      expect(estimate?.status === "estimated" && estimate.low < estimate.value && estimate.value < estimate.high).toBe(
        true,
      );
    }
  });

  it("weighs distances on a scale, and leaves what is open out", () => {
    if (scale === undefined) {
      throw new Error("no scale");
    }
    const near = crossed([
      ["1", "2", 6],
      ["4", "4", 6],
      ["5", "4", 6],
    ]);
    const far = crossed([
      ["1", "5", 6],
      ["4", "4", 6],
      ["5", "1", 6],
    ]);
    const kappa = (ratings: ReturnType<typeof crossed>): number =>
      value(criterionAgreement({ criterion: scale, ...ratings }, settings).cohen[0]?.kappa);
    expect(kappa(near)).toBeGreaterThan(0.8);
    expect(kappa(far)).toBeLessThan(0);
    const open = new Map<string, (string | undefined)[]>([...near.values].map(([rater, said]) => [rater, [...said]]));
    open.get("ben")?.fill(undefined, 0, 6);
    expect(criterionAgreement({ criterion: scale, values: open, clusters: near.clusters }, settings).cases).toBe(12);
  });

  it("says why there is none: one rater, or nobody", () => {
    if (label === undefined) {
      throw new Error("no label");
    }
    const alone = new Map([["anna", ["1", "0", "1"]]]);
    const found = criterionAgreement({ criterion: label, values: alone, clusters: Int32Array.of(0, 1, 2) }, settings);
    expect(found).toMatchObject({ cases: 0, cohen: [], raw: { why: "no case has two ratings" } });
    for (const { status } of [found.fleiss, found.alpha, found.ac1]) {
      expect(status).toBe("not-estimable");
    }
    const nobody = { criterion: label, values: new Map<string, string[]>(), clusters: new Int32Array(0) };
    expect(criterionAgreement(nobody, settings).alpha.status).toBe("not-estimable");
  });
});
