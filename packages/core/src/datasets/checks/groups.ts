import type { Place } from "../../base/errors.ts";
import type { Item } from "../../records/item.ts";
import type { Report } from "./finding.ts";
import { shortHash } from "./short-hash.ts";

/** Looks at the cases and sequences of an exam; sees every item once. */
export interface GroupCheck {
  add(item: Item, place: Place): void;
  /** Report what needs all items, and give the number of groups. */
  finish(): number;
}

/**
 * A check of groups: their places must be 1, 2, 3, … without a gap or a repeat (a warning: a question of the case is
 * missing, or stands twice), and the shared text of a case must be the same for all its items (a warning).
 */
export function createGroupCheck(report: Report): GroupCheck {
  const groups = new Map<string, { readonly orders: number[]; readonly textHash: number; readonly place: Place }>();
  return {
    add: (item, place) => {
      if (item.group === undefined) {
        return;
      }
      const { id, order, text } = item.group;
      const textHash = shortHash(text);
      const group = groups.get(id);
      if (group === undefined) {
        groups.set(id, { orders: [order], textHash, place });
        return;
      }
      group.orders.push(order);
      if (group.textHash !== textHash) {
        const message = `the shared text of group ${id} is not the one its first item has`;
        report({ check: "group-order", severity: "warning", itemId: item.id, place, message });
      }
    },
    finish: () => {
      for (const [id, { orders, place }] of groups) {
        const sorted = orders.toSorted((a, b) => a - b);
        if (sorted.some((order, index) => order !== index + 1)) {
          const message = `group ${id} has the places ${sorted.join(", ")}; 1 to ${sorted.length} were expected`;
          report({ check: "group-order", severity: "warning", itemId: place.itemId ?? null, place, message });
        }
      }
      return groups.size;
    },
  };
}
