import type { Item } from "../../records/item.ts";

let made = 0;

/** An item with sound defaults: four options, key A. Each has an id of its own. */
export function itemWith(change: Partial<Item> & { texts?: readonly string[]; key?: readonly string[] }): Item {
  const { texts, key, ...rest } = change;
  made += 1;
  const options = (texts ?? ["aspirin", "heparin", "warfarin", "insulin"]).map((text, index) => ({
    id: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index] ?? `o${index}`,
    text,
  }));
  const accepted = key ?? ["A"];
  return {
    id: `i${made}`,
    language: "en",
    kind: accepted.length > 1 ? "multiple" : "single",
    stem: `Question number ${made}: which drug inhibits platelets?`,
    options,
    accepted: accepted.length === 0 ? [] : [accepted],
    tags: {},
    references: [],
    weight: 1,
    ...rest,
  };
}
