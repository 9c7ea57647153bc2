import type { Item } from "../../records/item.ts";

/** How many items of which sort an exam has; every record is value → number of items. */
export interface ItemCounts {
  readonly items: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly languages: Readonly<Record<string, number>>;
  readonly splits: Readonly<Record<string, number>>;
  readonly optionsPerItem: Readonly<Record<string, number>>;
  readonly withoutKey: number;
  /** More than one accepted set. */
  readonly withAlternativeKeys: number;
  readonly withExplanation: number;
  readonly annulled: number;
  readonly withContext: number;
  readonly withMedia: number;
  readonly inGroups: number;
  /** Published keys of single-answer items by label: a flat histogram leaves nothing to guess. */
  readonly singleKeys: Readonly<Record<string, number>>;
  /** Published keys of multiple-answer items by number of options. */
  readonly multipleKeySizes: Readonly<Record<string, number>>;
  /** Every tag's values with their numbers of items, most frequent first. */
  readonly strata: Readonly<Record<string, readonly { readonly value: string; readonly n: number }[]>>;
}

/** Counts items one by one. */
export interface ItemCounter {
  add(item: Item): void;
  result(): ItemCounts;
}

/** Start counting. Memory grows with the number of distinct tag values only. */
export function createItemCounter(): ItemCounter {
  const tables = {
    kinds: new Map<string, number>(),
    languages: new Map<string, number>(),
    splits: new Map<string, number>(),
    optionsPerItem: new Map<string, number>(),
    singleKeys: new Map<string, number>(),
    multipleKeySizes: new Map<string, number>(),
  };
  const strata = new Map<string, Map<string, number>>();
  const totals = {
    items: 0,
    withoutKey: 0,
    withAlternativeKeys: 0,
    withExplanation: 0,
    annulled: 0,
    withContext: 0,
    withMedia: 0,
    inGroups: 0,
  };
  return {
    add: (item) => {
      const key = item.accepted[0] ?? [];
      totals.items += 1;
      totals.withoutKey += key.length === 0 ? 1 : 0;
      totals.withAlternativeKeys += item.accepted.length > 1 ? 1 : 0;
      totals.withExplanation += item.references.length > 0 ? 1 : 0;
      totals.annulled += item.annulled === undefined ? 0 : 1;
      totals.withContext += item.context === undefined ? 0 : 1;
      totals.withMedia += (item.media?.length ?? 0) > 0 ? 1 : 0;
      totals.inGroups += item.group === undefined ? 0 : 1;
      count(tables.kinds, item.kind);
      count(tables.languages, item.language);
      count(tables.optionsPerItem, String(item.options.length));
      if (item.split !== undefined) {
        count(tables.splits, item.split);
      }
      if (item.kind === "multiple" && key.length > 0) {
        count(tables.multipleKeySizes, String(key.length));
      } else if (key.length > 0) {
        count(tables.singleKeys, key.join(""));
      }
      for (const [tag, values] of Object.entries(item.tags)) {
        const table = strata.get(tag) ?? new Map<string, number>();
        strata.set(tag, table);
        for (const value of values) {
          count(table, value);
        }
      }
    },
    result: () => ({
      ...totals,
      kinds: byName(tables.kinds),
      languages: byName(tables.languages),
      splits: byName(tables.splits),
      optionsPerItem: byName(tables.optionsPerItem),
      singleKeys: byName(tables.singleKeys),
      multipleKeySizes: byName(tables.multipleKeySizes),
      strata: Object.fromEntries([...strata].map(([tag, table]) => [tag, byFrequency(table)])),
    }),
  };
}

function count(table: Map<string, number>, value: string): void {
  table.set(value, (table.get(value) ?? 0) + 1);
}

function byName(table: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...table].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function byFrequency(table: ReadonlyMap<string, number>): { value: string; n: number }[] {
  const rows = [...table].map(([value, n]) => ({ value, n }));
  return rows.sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1));
}
