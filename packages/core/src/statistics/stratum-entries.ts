import type { FieldScores, StratumTag } from "./field-scores.ts";

/** The items of the strata of one tag, stratum after stratum, each stratum's in ascending order. */
export interface StratumEntries {
  /** Item of each entry; an item has as many entries as it has values of the tag. */
  readonly items: Int32Array;
  /** Where each stratum's entries end; they begin where those of the one before end. */
  readonly ends: Int32Array;
}

/** The entries of all items as one stratum, then those of each tag. */
export function stratumEntries({ clusters, tags }: FieldScores): readonly StratumEntries[] {
  const items = clusters.length;
  const all = { items: Int32Array.from({ length: items }, (_, item) => item), ends: Int32Array.of(items) };
  return [all, ...tags.map((tag) => entriesOf(tag, items))];
}

/** A counting sort by value, which keeps the order of the items. */
function entriesOf(tag: StratumTag, count: number): StratumEntries {
  const { codes, starts, values } = tag;
  const ends = new Int32Array(values);
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? -1;
    if (code >= 0) {
      ends[code] = (ends[code] ?? 0) + 1;
    }
  }
  let total = 0;
  const next = new Int32Array(values);
  for (let value = 0; value < values; value++) {
    next[value] = total;
    total += ends[value] ?? 0;
    ends[value] = total;
  }
  const items = new Int32Array(total);
  for (let item = 0; item < count; item++) {
    const end = starts === undefined ? item + 1 : (starts[item + 1] ?? 0);
    for (let at = starts === undefined ? item : (starts[item] ?? 0); at < end; at++) {
      const code = codes[at] ?? -1;
      if (code >= 0) {
        const place = next[code] ?? 0;
        items[place] = item;
        next[code] = place + 1;
      }
    }
  }
  return { items, ends };
}
