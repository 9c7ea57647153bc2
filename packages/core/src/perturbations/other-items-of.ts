import type { Item } from "../records/item.ts";
import type { OtherItems } from "./define.ts";

/** Others of a specialty are taken where at least this many share it. */
const enough = 4;
const mostSimilar = 64;

/**
 * The other items of a few items, for contracts and tests: similar ones of the same language, of the first specialty where
 * enough share it, the first 64 in order of id; parallel ones by their `parallelId`. What it gives depends on the items
 * alone, not on their order.
 */
export function otherItemsOf(items: readonly Item[]): OtherItems {
  const ordered = items.toSorted((one, other) => compared(one.id, other.id) || compared(one.language, other.language));
  const byLanguage = grouped(
    ordered.filter(({ options }) => options.length > 0),
    ({ language }) => language,
  );
  const bySpecialty = grouped(
    ordered.filter(({ options }) => options.length > 0),
    specialtyOf,
  );
  const byParallel = grouped(
    ordered.filter(({ parallelId }) => parallelId !== undefined),
    ({ parallelId }) => parallelId ?? "",
  );
  return {
    similar: (item) => {
      const apart = (other: Item): boolean =>
        other.id !== item.id && (item.group === undefined || other.group?.id !== item.group.id);
      const near = firstOf(bySpecialty.get(specialtyOf(item)) ?? [], apart);
      return near.length >= enough ? near : firstOf(byLanguage.get(item.language) ?? [], apart);
    },
    parallels: (item) =>
      item.parallelId === undefined
        ? []
        : (byParallel.get(item.parallelId) ?? [])
            .filter(({ language }) => language !== item.language)
            .toSorted((one, other) => compared(one.language, other.language)),
  };
}

function compared(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

function specialtyOf({ language, tags }: Item): string {
  return `${language}/${tags["specialty"]?.[0] ?? ""}`;
}

function grouped(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  return Map.groupBy(items, keyOf);
}

function firstOf(items: readonly Item[], suits: (item: Item) => boolean): readonly Item[] {
  const found: Item[] = [];
  for (const item of items) {
    if (found.length === mostSimilar) {
      break;
    }
    if (suits(item)) {
      found.push(item);
    }
  }
  return found;
}
