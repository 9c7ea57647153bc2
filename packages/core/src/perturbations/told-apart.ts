import type { Item } from "../records/item.ts";

/** What is left of a text when only letters, digits and signs that change a value count. */
const uncounted = /[^\p{L}\p{N}+%<>=≤≥±↑↓°]+/gu;

/** A text as it is compared with others: lower case, compatibility forms made plain, without blanks and punctuation. */
export function comparedText(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(uncounted, "");
}

/** Whether a reply can name each option by its text: none is empty, and no two read alike. */
export function toldApartByText({ options }: Pick<Item, "options">): boolean {
  const texts = new Set(options.map(({ text }) => comparedText(text)));
  return texts.size === options.length && !texts.has("");
}
