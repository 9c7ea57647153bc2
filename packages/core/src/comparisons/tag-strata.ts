import type { StratumTag } from "../statistics/field-scores.ts";
import type { Field } from "./field.ts";

/** One value of a tag, or one combination of values, and the items that have it. */
export interface TagStratum {
  /** Tag → value. */
  readonly stratum: Readonly<Record<string, string>>;
  /** Places of its items in the field, ascending; at least one. */
  readonly items: Int32Array;
}

/**
 * The strata that a tag, or several together, divide a field's items into, in code-point order of their values. An item
 * with several values of a tag stands in several strata; one that lacks any of the tags in none. A tag that no item has
 * gives no strata, as does an empty list of tags.
 */
export function tagStrata(field: Pick<Field, "tags" | "itemIds">, tags: readonly string[]): readonly TagStratum[] {
  const columns = tags.map((name) => field.tags.get(name));
  const found = new Map<string, { readonly codes: readonly number[]; readonly items: number[] }>();
  for (const item of tags.length === 0 ? [] : field.itemIds.keys()) {
    const combinations = columns.reduce<readonly (readonly number[])[]>(
      (before, column) => before.flatMap((codes) => (column?.ofItem[item] ?? []).map((code) => [...codes, code])),
      [[]],
    );
    for (const codes of combinations) {
      const key = codes.join(" ");
      const entry = found.get(key) ?? { codes, items: [] };
      found.set(key, entry);
      entry.items.push(item);
    }
  }
  return [...found.values()]
    .sort((a, b) => compareCodes(a.codes, b.codes))
    .map(({ codes, items }) => ({
      stratum: Object.fromEntries(tags.map((name, at) => [name, columns[at]?.values[codes[at] ?? -1] ?? ""])),
      items: Int32Array.from(items),
    }));
}

/** Values stand in code-point order, and so do their codes. */
function compareCodes(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((code, place) => code !== b[place]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** Strata as the resampling of a field takes them. */
export function stratumTagOf(strata: readonly TagStratum[], itemCount: number): StratumTag {
  const ofItem = Array.from({ length: itemCount }, (): number[] => []);
  for (const [code, { items }] of strata.entries()) {
    for (const item of items) {
      ofItem[item]?.push(code);
    }
  }
  const starts = new Int32Array(itemCount + 1);
  for (const [item, codes] of ofItem.entries()) {
    starts[item + 1] = (starts[item] ?? 0) + codes.length;
  }
  return { values: strata.length, codes: Int32Array.from(ofItem.flat()), starts };
}
