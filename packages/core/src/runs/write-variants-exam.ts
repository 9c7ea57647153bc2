import type { Item } from "../records/item.ts";
import type { Variant } from "../records/variant.ts";

/** Turns variants into items of an exam of their own. */
export interface ExamForm {
  /** The items that the variants of one item make. Those that exist only in a prompt make none. */
  itemsOf(item: Item, variants: readonly Variant[]): readonly Item[];
  /** Variants so far that exist only in a prompt. */
  readonly leftOut: number;
}

/**
 * Variants as plain items with the variants' ids. A case that items share is written into each stem, because an
 * operator may have changed it for one of them and not for another; the items of a case, and several variants of one
 * item, stay together as a group, so that they are counted as a cluster. Memory: a number for each group.
 */
export function createExamForm(): ExamForm {
  const orders = new Map<string, number>();
  let leftOut = 0;
  return {
    itemsOf: (item, variants) => {
      const posed = variants.filter(({ renderDirectives }) => Object.keys(renderDirectives).length === 0);
      leftOut += variants.length - posed.length;
      return posed.map((variant) => {
        const { group, parallelId, ...kept } = variant.item;
        const shared = group === undefined || group.text.trim() === "" ? "" : `${group.text}\n`;
        const name = variant.id.slice(item.id.length);
        const groupId = group?.id ?? (posed.length > 1 ? item.id : undefined);
        return {
          ...kept,
          id: variant.id,
          stem: shared + variant.item.stem,
          ...(groupId === undefined ? {} : { group: grouped(groupId, group?.kind ?? "shared-stem") }),
          ...(parallelId === undefined ? {} : { parallelId: parallelId + name }),
        };
      });
    },
    get leftOut() {
      return leftOut;
    },
  };

  function grouped(id: string, kind: "shared-stem" | "shared-options" | "sequential") {
    const order = (orders.get(id) ?? 0) + 1;
    orders.set(id, order);
    return { id, kind, order, text: "" };
  }
}
