import type { Reading } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import type { Mark } from "../records/score.ts";

/** How the chosen options stand to one accepted set. Counts of options. */
export interface Agreement {
  /** Chosen and in the set. */
  readonly hits: number;
  /** Chosen and not in the set. */
  readonly wrong: number;
  /** In the set and not chosen. */
  readonly missed: number;
  /** Options of the set; at least 1. */
  readonly keySize: number;
}

/** The options a reading chose, each once; null when it settled on none, whatever its status is. */
export function chosenOptions(reading: Reading): ReadonlySet<string> | null {
  return reading.status === "chosen" && reading.optionIds.length > 0 ? new Set(reading.optionIds) : null;
}

/** The accepted sets that name an option. None: the item has no key to mark by. */
export function keySetsOf(item: Item): readonly (readonly string[])[] {
  return item.accepted.filter((set) => set.length > 0);
}

/** Count how the chosen options agree with one accepted set. */
export function agreementOf(chosen: ReadonlySet<string>, accepted: readonly string[]): Agreement {
  const hits = accepted.filter((id) => chosen.has(id)).length;
  return { hits, wrong: chosen.size - hits, missed: accepted.length - hits, keySize: accepted.length };
}

/** Whether the chosen options are exactly one accepted set. */
export function isExact({ wrong, missed }: Agreement): boolean {
  return wrong === 0 && missed === 0;
}

/** Whether a reading settled on exactly the options of one accepted set. */
export function choseOneOf(reading: Reading, sets: readonly (readonly string[])[]): boolean {
  const { status, optionIds } = reading;
  if (status === "chosen" && optionIds.length === 1) {
    return sets.some((set) => set.length === 1 && set[0] === optionIds[0]);
  }
  const chosen = chosenOptions(reading);
  return chosen !== null && sets.some((set) => isExact(agreementOf(chosen, set)));
}

/**
 * Mark against every accepted set and keep the best: an examinee is held to the key that suits the answer most.
 * Points lie between `min` and 1. A reading that settled on no option earns 0; an item without a key is "unkeyed".
 *
 * `pointsOf` gives the points against one set; `min` is the least any answer to this item can earn, 0 or below.
 */
export function markOverSets(reading: Reading, item: Item, pointsOf: (agreement: Agreement) => number, min = 0): Mark {
  const sets = keySetsOf(item);
  if (sets.length === 0) {
    return { points: null, reason: "unkeyed" };
  }
  const chosen = chosenOptions(reading);
  const best = chosen === null ? 0 : Math.max(...sets.map((set) => pointsOf(agreementOf(chosen, set))));
  return { points: Math.min(1, Math.max(min, best)), min, max: 1 };
}
