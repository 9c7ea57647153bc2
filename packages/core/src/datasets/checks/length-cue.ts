import type { Item } from "../../records/item.ts";

/** How often the longest option is the key, against chance. */
export interface LengthCue {
  /** Single-answer items with a key and one option that is strictly the longest. */
  readonly nItems: number;
  /** Share of them whose longest option is the key, 0–1; null without such items. */
  readonly share: number | null;
  /** Share to be expected if length said nothing: the mean of 1 / number of options. */
  readonly chance: number | null;
  /** Distance from chance in standard deviations of the Poisson-binomial distribution. */
  readonly z: number | null;
}

/** Counts how often the longest option is the key (Haladyna and Rodriguez 2013: keys are written more carefully). */
export interface LengthCueCount {
  add(item: Item): void;
  result(): LengthCue;
}

/** Start counting. Length is in characters, spaces at the ends aside. */
export function createLengthCueCount(): LengthCueCount {
  let nItems = 0;
  let hits = 0;
  let expected = 0;
  let variance = 0;
  return {
    add: (item) => {
      const [key, ...others] = item.accepted[0] ?? [];
      if (item.kind !== "single" || key === undefined || others.length > 0) {
        return;
      }
      const lengths = item.options.map((option) => [...option.text.trim()].length);
      const longest = Math.max(...lengths);
      const place = lengths.indexOf(longest);
      if (lengths.length < 2 || lengths.lastIndexOf(longest) !== place) {
        return;
      }
      const chance = 1 / lengths.length;
      nItems += 1;
      hits += item.options[place]?.id === key ? 1 : 0;
      expected += chance;
      variance += chance * (1 - chance);
    },
    result: () =>
      nItems === 0
        ? { nItems, share: null, chance: null, z: null }
        : { nItems, share: hits / nItems, chance: expected / nItems, z: (hits - expected) / Math.sqrt(variance) },
  };
}
