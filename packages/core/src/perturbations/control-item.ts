import type { Item } from "../records/item.ts";

/** The item without everything that says what is asked: shared case, text to read, media. The stem is the caller's. */
export function withoutQuestion(item: Item): Item {
  const { context: _context, media: _media, ...kept } = item;
  return item.group === undefined ? kept : { ...kept, group: { ...item.group, text: "" } };
}
