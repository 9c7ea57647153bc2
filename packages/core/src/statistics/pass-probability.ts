import { BugError } from "../base/errors.ts";
import { betaExpectation } from "./beta-expectation.ts";
import { binomialPassShare } from "./binomial-pass-share.ts";
import { regularisedIncompleteBeta } from "./incomplete-beta.ts";
import {
  type CandidateScores,
  jeffreysPrior,
  type ScorePosterior,
  type ScorePrior,
  scorePosterior,
} from "./score-posterior.ts";

/** How sure it is that a candidate passes; all 0–1. */
export interface PassProbability {
  /** That the true score, the mean over all exams of the same make, is at or above the mark. */
  readonly trueScore: number;
  /** That the score of another sitting of as many new items is. */
  readonly nextSitting: number;
  /** That two further sittings give the same decision. */
  readonly consistency: number;
  /** Mean points of this sitting. */
  readonly score: number;
  /** Independent 0/1 items that would tell as much as these. */
  readonly effectiveItems: number;
}

/**
 * Probability that one candidate passes, from its points item by item: the true score's beta posterior
 * (`scorePosterior`: Jeffreys' prior unless another is given, on the effective number of items that clusters leave), and
 * for another sitting the beta-binomial with it, on as many effective items.
 *
 * Over candidates whose true scores spread widely beside the exam's error, Jeffreys' prior gives calibrated
 * probabilities. Over candidates who all lie near the mark it is too sure on both sides, as whoever does not know that
 * must be: with true scores within 0.04 of the mark and 200 items, of those given 0.91 about 0.83 truly pass. The prior of
 * the field (`scorePriorOf`) mends that where the field is large: 200 candidates make it calibrated there too, 60 halve the
 * excess, 20 make it worse.
 * The items are taken as a sample of those the exam could have asked. A mark of 0 is always passed; the true score
 * never reaches a mark of 1, though a sitting may. Null without items. Throws INTERNAL for a mark outside 0–1, and where
 * `scorePosterior` does.
 * Source: beta-binomial after Huynh 1976; consistency of one candidate after Subkoviak 1976,
 * doi:10.1111/j.1745-3984.1976.tb00017.x.
 *
 * @example passProbability({ points: Float64Array.of(1, 1, 0, 1) }, 0.6)
 * // { trueScore: 0.7168…, nextSitting: 0.6445…, consistency: 0.6956…, score: 0.75, effectiveItems: 4 }
 */
export function passProbability(
  scores: CandidateScores,
  mark: number,
  prior: ScorePrior = jeffreysPrior,
): PassProbability | null {
  if (!(mark >= 0 && mark <= 1)) {
    throw new BugError("INTERNAL", `pass mark of ${mark}`);
  }
  const posterior = scorePosterior(scores, prior);
  if (posterior === null) {
    return null;
  }
  const { a, b, mean, effectiveItems } = posterior;
  const least = leastEffective(posterior, mark);
  const pass = (x: number): number => binomialPassShare(x, effectiveItems, least);
  const nextSitting = betaExpectation(a, b, pass, effectiveItems);
  const same = betaExpectation(a, b, (x) => pass(x) ** 2 + (1 - pass(x)) ** 2, effectiveItems);
  return {
    // From the other end, so that a small probability keeps its digits.
    trueScore: regularisedIncompleteBeta(1 - mark, b, a),
    nextSitting: Math.min(1, nextSitting),
    consistency: Math.min(1, same),
    score: mean,
    effectiveItems,
  };
}

/**
 * The pass mark as a number of effective items, such that half an item below it is the line between fail and pass:
 * for whole points halfway between the greatest failing and the least passing score, else the mark itself.
 */
export function leastEffective({ items, effectiveItems, whole }: ScorePosterior, mark: number): number {
  const leastItems = whole ? Math.ceil(mark * items - 1e-9) : mark * items;
  if (leastItems <= 0) {
    return 0;
  }
  return ((whole ? leastItems - 0.5 : leastItems) / items) * effectiveItems + 0.5;
}
