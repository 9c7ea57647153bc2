import { BugError } from "../base/errors.ts";
import { type ConfidentAnswers, requireConfidentAnswers } from "./confident-answers.ts";

/** How surprising the outcomes were to the confidences, in nats. */
export interface LogarithmicScore {
  /** Mean of −ln of the chance that was given to what happened; 0 is best, 0.693 is what "50%" always gets. */
  readonly value: number;
  /** Answers whose chance was raised to the floor: certain, and not so. Without a floor each would make the score infinite. */
  readonly raised: number;
}

/**
 * The logarithmic score of right and wrong (log loss). A chance below `floor` (0–0.5, both excluded) counts as the floor:
 * one answer that is certain and wrong must not decide everything. Null without an answer. Throws INTERNAL as
 * `requireConfidentAnswers`, and for another floor. Source: Good 1952, doi:10.1111/j.2517-6161.1952.tb00104.x.
 *
 * @example logarithmicScore({ confidences: [0.8, 0.6], right: [1, 0], clusters: [0, 1] }, 0.001)?.value // 0.5697…
 */
export function logarithmicScore(answers: ConfidentAnswers, floor: number): LogarithmicScore | null {
  requireConfidentAnswers(answers);
  if (!(floor > 0 && floor < 0.5)) {
    throw new BugError("INTERNAL", `floor of the logarithmic score: ${floor}`);
  }
  const { confidences, right } = answers;
  const n = right.length;
  let sum = 0;
  let raised = 0;
  for (let i = 0; i < n; i++) {
    const confidence = confidences[i] ?? 0;
    const chance = right[i] === 1 ? confidence : 1 - confidence;
    raised += chance < floor ? 1 : 0;
    sum -= Math.log(Math.max(floor, chance));
  }
  return n === 0 ? null : { value: sum / n, raised };
}
