import { z } from "zod";
import type { Item } from "../records/item.ts";
import { defineScorer } from "./define.ts";
import { agreementOf, chosenOptions, isExact, keySetsOf } from "./mark-over-sets.ts";

/** What options earn together; one without a credit of its own earns its share of the key. */
function creditOf(item: Item, optionIds: Iterable<string>, key: readonly string[]): number {
  let own = 0;
  let shares = 0;
  for (const id of optionIds) {
    const credit = item.options.find((option) => option.id === id)?.credit;
    own += credit ?? 0;
    shares += credit === undefined && key.includes(id) ? 1 : 0;
  }
  return own + shares / key.length;
}

/**
 * The credits the exam gives its options, summed over the chosen ones, at most what the published key earns. An option
 * without a credit earns its share of the key when it is in it, nothing otherwise. Exactly an accepted set earns the
 * maximum; choosing more options than the largest accepted set has earns nothing, so that hedging does not pay.
 * An item whose key is credited with nothing gets no mark ("no-credit").
 */
export default defineScorer({
  name: "option-credits",
  description: "The exam's own credits of the chosen options, at most the key's",
  source: "Viva: options[].credit, the exam's own partial credit",
  settings: z.strictObject({}),
  score: (reading, item) => {
    const sets = keySetsOf(item);
    const [published] = sets;
    if (published === undefined) {
      return { points: null, reason: "unkeyed" };
    }
    const max = creditOf(item, published, published);
    if (max <= 0) {
      return { points: null, reason: "no-credit" };
    }
    const chosen = chosenOptions(reading);
    if (chosen === null || chosen.size > Math.max(...sets.map((set) => set.length))) {
      return { points: 0, min: 0, max };
    }
    const earned = sets.map((set) => (isExact(agreementOf(chosen, set)) ? max : creditOf(item, chosen, set)));
    return { points: Math.min(max, Math.max(...earned)), min: 0, max };
  },
});
