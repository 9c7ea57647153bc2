import { randomStream } from "../base/random.ts";
import type { MergeTask } from "./merge-judge.ts";

/**
 * The validation items of a task in growing parts, each holding the one before: for every share the places of at least that
 * share of the items, rising. Items of one group come together; groups are drawn at random by the task's name, so that a
 * search that goes on draws the same. A share of 1 is every item; equal parts (few groups) are one look.
 *
 * @param shares Rising, the last 1.
 * @example itemLooks(task, [0.25, 1]) // of 8 items: [[1, 6], [0, 1, 2, 3, 4, 5, 6, 7]]
 */
export function itemLooks({ name, items }: MergeTask, shares: readonly number[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [place, { group, id }] of items.validation.entries()) {
    const key = group === undefined ? `item ${id}` : `group ${group}`;
    const members = groups.get(key) ?? [];
    groups.set(key, members);
    members.push(place);
  }
  const drawn = randomStream("item looks", name).shuffled([...groups.values()]);
  const looks: number[][] = [];
  const taken: number[] = [];
  let next = 0;
  for (const share of shares) {
    const before = taken.length;
    // A share like 0.3 times 10 items must not ask for a fourth.
    while (next < drawn.length && taken.length < share * items.validation.length - 1e-9) {
      taken.push(...(drawn[next] ?? []));
      next += 1;
    }
    if (taken.length > before) {
      looks.push(taken.toSorted((a, b) => a - b));
    }
  }
  return looks;
}
