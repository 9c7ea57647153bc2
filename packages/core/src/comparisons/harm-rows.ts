import type { SevereErrorRow } from "../records/harm-analysis.ts";
import { severeErrorRate } from "../statistics/severe-error-rate.ts";
import type { HarmItem } from "./harm-items.ts";

/** One reply to an item with a graded option. */
export interface GradedReply {
  readonly item: HarmItem;
  /** It chose an option graded severe. */
  readonly severe: boolean;
}

/**
 * The severe-error rate of one model: over all its replies, then for each value of each tag, or combination of tags, in
 * code-point order. Replies to one item or case are one cluster. Without a reply there is the overall row alone, without
 * a rate.
 *
 * @param level Confidence of the one-sided upper bound, 0–1.
 */
export function severeErrorRows(
  model: string,
  replies: readonly GradedReply[],
  strata: readonly (readonly string[])[],
  level: number,
): SevereErrorRow[] {
  const rows = [rowOf(model, {}, replies, level)];
  for (const names of strata) {
    const byValues = new Map<string, { readonly values: readonly string[]; readonly replies: GradedReply[] }>();
    for (const reply of replies) {
      for (const values of combinations(names, reply.item)) {
        const key = values.join("\u0000");
        const found = byValues.get(key) ?? { values, replies: [] };
        byValues.set(key, found);
        found.replies.push(reply);
      }
    }
    for (const [, found] of [...byValues].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const stratum = Object.fromEntries(names.map((name, index) => [name, found.values[index] ?? ""]));
      rows.push(rowOf(model, stratum, found.replies, level));
    }
  }
  return rows;
}

/** Every combination of an item's values of some tags; none where it lacks one of them. */
function combinations(names: readonly string[], { tags }: HarmItem): readonly (readonly string[])[] {
  let found: readonly (readonly string[])[] = [[]];
  for (const name of names) {
    found = found.flatMap((before) => (tags[name] ?? []).map((value) => [...before, value]));
  }
  return found;
}

function rowOf(
  model: string,
  stratum: SevereErrorRow["stratum"],
  replies: readonly GradedReply[],
  level: number,
): SevereErrorRow {
  const events = Float64Array.from(replies, ({ severe }) => (severe ? 1 : 0));
  const found = severeErrorRate(
    events,
    Int32Array.from(replies, ({ item }) => item.cluster),
    level,
  );
  const estimated = found.status === "estimated" ? found : null;
  return {
    model,
    stratum,
    calls: replies.length,
    items: new Set(replies.map(({ item }) => item.place)).size,
    events: estimated?.events ?? 0,
    rate: estimated?.value ?? null,
    upper: estimated?.upper ?? null,
    ruleOfThree: estimated?.ruleOfThree ?? null,
    effectiveSize: estimated?.effectiveSize ?? 0,
  };
}
