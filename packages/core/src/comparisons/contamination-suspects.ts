import type { CompletionTest, CorpusOverlap, OrderTest, SuspectItem, SuspectReason } from "../records/contamination.ts";
import { otherMeans } from "./contamination-matched-test.ts";
import { ordersOf } from "./contamination-order.ts";
import type { OrderPoints } from "./contamination-order-points.ts";
import type { Field } from "./field.ts";

/** What suspect items are gathered from. */
export interface SuspectSources {
  /** The items as published. */
  readonly field: Field;
  readonly order: OrderTest;
  readonly orders: OrderPoints | undefined;
  readonly completion: CompletionTest;
  /** The items with an option masked. */
  readonly masked: Field | undefined;
  readonly overlap: CorpusOverlap | null;
}

/**
 * Items to look at, each with why: found in the corpus; right as published and wrong in every other order of a model that
 * is flagged for the order; completed by a model that is flagged for completion and by less than half of the others. Of
 * models that are not flagged no item is named: a single item tells nothing.
 */
export function suspectItems(sources: SuspectSources): readonly SuspectItem[] {
  const { field, overlap } = sources;
  const reasons = new Map<string, SuspectReason[]>();
  const add = (itemId: string, reason: SuspectReason): void => {
    reasons.set(itemId, [...(reasons.get(itemId) ?? []), reason]);
  };
  for (const { itemId, ngrams, found, longestRun, unit, overlapping } of overlap?.found ?? []) {
    if (overlapping) {
      add(itemId, { kind: "overlap", share: found / ngrams, longestRun, unit });
    }
  }
  for (const [itemId, models] of fallenItems(sources)) {
    add(itemId, { kind: "order", models });
  }
  for (const [itemId, models] of completedItems(sources)) {
    add(itemId, { kind: "completion", models });
  }
  return field.itemIds.flatMap((itemId) => {
    const own = reasons.get(itemId);
    return own === undefined ? [] : [{ itemId, reasons: own }];
  });
}

function flaggedModels(test: OrderTest | CompletionTest, field: Field): readonly number[] {
  const flagged = new Set(test.models.filter((line) => line.flagged).map(({ model }) => model));
  return field.models.flatMap(({ name }, place) => (flagged.has(name) ? [place] : []));
}

function fallenItems({ field, order, orders }: SuspectSources): ReadonlyMap<string, readonly string[]> {
  const items = new Map<string, string[]>();
  for (const place of flaggedModels(order, field)) {
    const model = field.models[place];
    const points = model === undefined ? undefined : orders?.pointsOf(field.arm, model.id);
    if (model === undefined || orders === undefined || points === undefined) {
      continue;
    }
    const own = ordersOf(field, place, orders, points);
    const means = otherMeans(own);
    for (const [at, item] of own.items.entries()) {
      if (own.first[at] === 1 && means[at] === 0) {
        const id = field.itemIds[item] ?? "";
        items.set(id, [...(items.get(id) ?? []), model.name]);
      }
    }
  }
  return items;
}

function completedItems({ completion, masked }: SuspectSources): ReadonlyMap<string, readonly string[]> {
  if (masked === undefined) {
    return new Map();
  }
  const flagged = flaggedModels(completion, masked);
  const names = (places: readonly number[]) => places.map((place) => masked.models[place]?.name ?? "");
  return new Map(
    masked.itemIds.flatMap((itemId, item): [string, readonly string[]][] => {
      const wrote = (place: number): boolean => masked.points[place]?.[item] === 1;
      const by = flagged.filter(wrote);
      const others = masked.models.flatMap((_, place) =>
        flagged.includes(place) || Number.isNaN(masked.points[place]?.[item] ?? Number.NaN) ? [] : [place],
      );
      return by.length > 0 && others.filter(wrote).length * 2 <= others.length ? [[itemId, names(by)]] : [];
    }),
  );
}
