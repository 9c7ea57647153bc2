import type { Reading } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import { rightWrongReason, wrongReason } from "../records/reason-analysis.ts";
import { choseOneOf } from "./mark-over-sets.ts";

/**
 * `wrong-reason`, 1 where the reason is wrong whatever the answer, and `right-wrong-reason`, 1 where the answer is right
 * (exactly an accepted set) all the same; the latter is missing for an item without a key. Their means are shares of all
 * replies.
 */
export function wrongReasonParts(reading: Reading, item: Item, wrong: boolean): Readonly<Record<string, number>> {
  const part = { [wrongReason]: wrong ? 1 : 0 };
  if (item.accepted.length === 0) {
    return part;
  }
  return { ...part, [rightWrongReason]: wrong && choseOneOf(reading, item.accepted) ? 1 : 0 };
}
