import { answerStatuses } from "../records/answer.ts";
import type { BlockModel } from "./estimate-blocks.ts";
import type { OutcomeShares } from "./outcome-bars.ts";

/**
 * Shares of right, wrong and each way of not choosing, from a model's overall accuracy and its rates of statuses.
 * "Right" is the part of the chosen replies that earned points (with partial credit: the mean of the points), "wrong"
 * the rest of them. Empty shares when accuracy or the rate of chosen replies is missing or not estimable.
 */
export function outcomeShares(entry: BlockModel): OutcomeShares {
  const accuracy = entry.accuracy?.value ?? null;
  const chosen = entry.measures.get("rate:chosen")?.value ?? null;
  if (accuracy === null || chosen === null) {
    return { model: entry.model, shares: {} };
  }
  // An annulled item credited to everyone can put accuracy above the share of chosen replies; the bar stays at 100 %.
  const right = Math.min(Math.max(accuracy, 0), chosen);
  const rest = answerStatuses.flatMap((status) => {
    const share = status === "chosen" ? 0 : (entry.measures.get(`rate:${status}`)?.value ?? 0);
    return share > 0 ? [[status, share] as const] : [];
  });
  return { model: entry.model, shares: { right, wrong: chosen - right, ...Object.fromEntries(rest) } };
}
