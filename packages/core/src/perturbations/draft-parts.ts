import type { Item, Option } from "../records/item.ts";
import type { Validity } from "../records/variant.ts";
import { optionsReferToOthers } from "./item-wording.ts";

/** A verdict that follows from a rule alone. */
export function ruled(status: Validity["status"], reason: string): Validity {
  return { status, reason, by: "rule" };
}

/** Every option leads back to itself: the map of an operator that leaves ids where they are. */
export function sameOptions(options: readonly Option[]): Readonly<Record<string, string>> {
  return Object.fromEntries(options.map(({ id }) => [id, id]));
}

/** Whether another order of its options leaves an item fair: not where an option names others by label or place. */
export function orderValidity(item: Item): Validity {
  return optionsReferToOthers(item)
    ? ruled("unsound", "an option refers to others by label or place")
    : ruled("sound", "order of options carries no meaning");
}

/** An id for a new option that no option of the item has: the wished one, else with the first number that is free. */
export function newOptionId({ options }: Pick<Item, "options">, wished: string): string {
  const isTaken = (wanted: string): boolean => options.some(({ id }) => id === wanted);
  let id = wished;
  for (let next = 2; isTaken(id); next++) {
    id = `${wished}-${next}`;
  }
  return id;
}

/** The id of the one option that is right; undefined where the key is empty, has several options or has alternatives. */
export function onlyKeyOf({ accepted }: Pick<Item, "accepted">): string | undefined {
  const [first, ...alternatives] = accepted;
  return alternatives.length === 0 && first?.length === 1 ? first[0] : undefined;
}

/**
 * The item with every wrong option as its key, asked for together. Undefined where that is not defined or no fair
 * question of several answers: a key with alternatives or none, fewer than two wrong options, a free-text or true-false
 * item. Options' credits and earlier keys belong to the question that was and are left out.
 */
export function withWrongOptionsAsKey(item: Item): Item | undefined {
  const [key, ...alternatives] = item.accepted;
  if (key === undefined || alternatives.length > 0 || (item.kind !== "single" && item.kind !== "multiple")) {
    return undefined;
  }
  const wrong = item.options.filter(({ id }) => !key.includes(id)).map(({ id }) => id);
  if (key.length === 0 || wrong.length < 2) {
    return undefined;
  }
  const { keyHistory: _keyHistory, ...kept } = item;
  return {
    ...kept,
    kind: "multiple",
    options: item.options.map(({ id, text }) => ({ id, text })),
    accepted: [wrong],
  };
}
