import { BugError } from "../base/errors.ts";
import { betaExpectation } from "./beta-expectation.ts";
import { binomialPassShare } from "./binomial-pass-share.ts";
import { regularisedIncompleteBeta } from "./incomplete-beta.ts";
import { logGamma } from "./log-gamma.ts";

/** What an exam gave a field of candidates. */
export interface ExamScores {
  /** Mean points of each candidate over the items, 0–1. */
  readonly scores: Float64Array;
  /** Items of the exam, at least 2. */
  readonly items: number;
  /** Least mean points that pass, 0–1. */
  readonly mark: number;
  /**
   * Reliability of the scores, 0 to below 1 (alpha, or test–retest). Default: Kuder–Richardson's formula 21, right for
   * independent 0/1 items. Give it where items have partial credit or shared stems, or differ much in difficulty.
   */
  readonly reliability?: number;
}

/** How far the pass decision of one sitting can be trusted; shares of candidates, 0–1. */
export type ClassificationConsistency =
  | {
      readonly status: "estimated";
      /** Candidates who get the same decision from two sittings of exams of the same make. */
      readonly consistency: number;
      /** That beyond chance, (consistency − chance)/(1 − chance); null where everyone passes or everyone fails. */
      readonly kappa: number | null;
      /** Candidates whose decision is that of their true score. */
      readonly accuracy: number;
      /** Candidates who pass without a true score at the mark. */
      readonly falsePass: number;
      /** Candidates who fail with a true score at the mark. */
      readonly falseFail: number;
      /** Candidates who pass, under the model. */
      readonly passShare: number;
      readonly reliability: number;
      /** Independent 0/1 items that would be as precise; Livingston & Lewis's effective test length, whole. */
      readonly effectiveItems: number;
    }
  | { readonly status: "not-estimable"; readonly why: "fewer-than-two-candidates" | "no-variance" };

/** Beta distributions of a smaller a + b have all but all of their mass at 0 and 1. */
const leastStrength = 0.01;

/**
 * Consistency and accuracy of the pass decision, from one sitting of a field of candidates: true scores follow a beta
 * distribution whose mean and variance are those of the scores less error, and observed scores are binomial on the
 * effective number of items. With the default reliability this is Huynh's beta-binomial method on the number of items
 * itself; with another it is Livingston & Lewis's on their effective length (with a beta of two parameters, 0 to 1).
 *
 * A reliability that comes out at or below 0 is taken as 0: all true scores are then alike, at the mean.
 * Not estimable with fewer than two candidates, or where all have the same score: nothing tells how far they differ.
 * Few candidates tell little of it either; with fewer than 20 or so take it as an illustration.
 * Throws INTERNAL for scores, mark or reliability outside their range, or items that are no whole number from 2.
 * Source: Huynh 1976, doi:10.1111/j.1745-3984.1976.tb00016.x; Livingston & Lewis 1995,
 * doi:10.1111/j.1745-3984.1995.tb00462.x.
 */
export function classificationConsistency(exam: ExamScores): ClassificationConsistency {
  checkExam(exam);
  const { scores, items, mark } = exam;
  const n = scores.length;
  if (n < 2) {
    return { status: "not-estimable", why: "fewer-than-two-candidates" };
  }
  const mean = scores.reduce((sum, score) => sum + score, 0) / n;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (n - 1);
  if (variance <= 1e-14) {
    return { status: "not-estimable", why: "no-variance" };
  }
  const most = mean * (1 - mean);
  const formula21 = (items / (items - 1)) * (1 - most / (items * variance));
  // A few scores of 0 and 1 alone have a variance above that of any distribution with their mean.
  const reliability = Math.min(1 - 1e-9, Math.max(0, exam.reliability ?? formula21));
  const trueVariance = Math.min(reliability * variance, most / (1 + leastStrength));
  const length = Math.max(1, Math.round((most - trueVariance) / (variance * (1 - reliability))));
  const effectiveItems = exam.reliability === undefined ? items : Math.min(length, 100 * items);
  const least = Math.ceil(mark * effectiveItems - 1e-9);
  const shares =
    trueVariance <= 1e-12 * most
      ? sharesAtMean(mean, effectiveItems, least, mark)
      : betaShares(mean, most / trueVariance - 1, effectiveItems, least, mark);
  const { passShare, consistency, falsePass, falseFail } = shares;
  const chance = passShare * passShare + (1 - passShare) * (1 - passShare);
  return {
    status: "estimated",
    ...shares,
    kappa: chance >= 1 ? null : (consistency - chance) / (1 - chance),
    accuracy: 1 - falsePass - falseFail,
    reliability,
    effectiveItems,
  };
}

interface Shares {
  readonly passShare: number;
  readonly consistency: number;
  readonly falsePass: number;
  readonly falseFail: number;
}

/** All true scores at the mean. */
function sharesAtMean(mean: number, items: number, least: number, mark: number): Shares {
  const passShare = binomialPassShare(mean, items, least);
  const consistency = passShare * passShare + (1 - passShare) * (1 - passShare);
  const able = mean >= mark;
  return { passShare, consistency, falsePass: able ? 0 : passShare, falseFail: able ? 1 - passShare : 0 };
}

/** True scores Beta(mean · strength, (1 − mean) · strength). */
function betaShares(mean: number, strength: number, items: number, least: number, mark: number): Shares {
  const a = mean * strength;
  const b = (1 - mean) * strength;
  const bothWays = (x: number): number => {
    const pass = binomialPassShare(x, items, least);
    return pass * pass + (1 - pass) * (1 - pass);
  };
  const prior = logGamma(a) + logGamma(b) - logGamma(a + b);
  let passShare = 0;
  let falsePass = 0;
  let falseFail = 0;
  for (let right = 0; right <= items; right++) {
    const ways = logGamma(items + 1) - logGamma(right + 1) - logGamma(items - right + 1);
    const beta = logGamma(a + right) + logGamma(b + items - right) - logGamma(a + b + items);
    const mass = Math.exp(ways + beta - prior);
    const below = regularisedIncompleteBeta(mark, a + right, b + items - right);
    if (right >= least) {
      passShare += mass;
      falsePass += mass * below;
    } else {
      falseFail += mass * (1 - below);
    }
  }
  // The masses sum to 1 but for rounding.
  return {
    passShare: Math.min(1, passShare),
    consistency: betaExpectation(a, b, bothWays, items),
    falsePass,
    falseFail,
  };
}

function checkExam({ scores, items, mark, reliability = 0 }: ExamScores): void {
  const inside = scores.every((score) => score >= 0 && score <= 1) && mark >= 0 && mark <= 1;
  if (!(inside && Number.isInteger(items) && items >= 2 && reliability >= 0 && reliability < 1)) {
    throw new BugError("INTERNAL", `consistency of ${items} items at ${mark}, or of scores outside 0–1`);
  }
}
