import type { ComparedValue } from "../../records/comparison.ts";
import { tiedSets } from "../../statistics/tied-sets.ts";
import { differenceOf } from "../../statistics/unpaired-difference.ts";

/** A model's accuracy under one protocol. */
export interface ProtocolValue extends ComparedValue {
  readonly model: string;
}

/** How two protocols rank the same models. */
export interface OrderChange {
  /** Pairs that stand the other way round, however close. */
  readonly swapped: number;
  /** Pairs that stand the other way round and are told apart under one of the two. */
  readonly reversed: number;
  /** Not the same sets of models that are not told apart. */
  readonly otherSets: boolean;
  /** Models that stand in another place. */
  readonly moved: ReadonlySet<string>;
}

/** Values closer than this are one: the same count of right answers can differ in the last bits of a mean. */
const tie = 1e-9;

type Estimated = ProtocolValue & { readonly value: number; readonly low: number; readonly high: number };

function isEstimated(one: ProtocolValue): one is Estimated {
  return one.value !== null && one.low !== null && one.high !== null;
}

/**
 * Whether two models are told apart by their intervals alone: the interval of their difference, from the distances to
 * their limits, leaves 0 out. The pairing of their items is not used, since replies as others read them are not kept, so
 * fewer pairs are told apart than in a comparison of the models.
 */
function differ(first: Estimated, second: Estimated): boolean {
  const { low, high } = differenceOf(first, second);
  return low > 0 || high < 0;
}

function setsOf(values: readonly Estimated[]): readonly string[] {
  const differs = (a: number, b: number): boolean => {
    const [first, second] = [values[a], values[b]];
    return first !== undefined && second !== undefined && differ(first, second);
  };
  const sets = tiedSets(
    Float64Array.from(values, ({ value }) => value),
    differs,
  );
  return sets.map((set) => JSON.stringify(set.map((at) => values[at]?.model ?? "").sort())).sort();
}

/** Compare two rankings on the models that both have; null with fewer than two. */
export function orderChange(first: readonly ProtocolValue[], second: readonly ProtocolValue[]): OrderChange | null {
  const others = new Map(second.filter(isEstimated).map((one) => [one.model, one]));
  const pairs = first.filter(isEstimated).flatMap((one) => {
    const other = others.get(one.model);
    return other === undefined ? [] : [{ one, other }];
  });
  if (pairs.length < 2) {
    return null;
  }
  let swapped = 0;
  let reversed = 0;
  const moved = new Set<string>();
  for (const [place, a] of pairs.entries()) {
    for (const b of pairs.slice(place + 1)) {
      const [before, after] = [a.one.value - b.one.value, a.other.value - b.other.value];
      if (Math.abs(before) > tie && Math.abs(after) > tie && before > 0 !== after > 0) {
        swapped += 1;
        moved.add(a.one.model).add(b.one.model);
        reversed += differ(a.one, b.one) || differ(a.other, b.other) ? 1 : 0;
      }
    }
  }
  const [sets, otherSets] = [setsOf(pairs.map(({ one }) => one)), setsOf(pairs.map(({ other }) => other))];
  return { swapped, reversed, otherSets: JSON.stringify(sets) !== JSON.stringify(otherSets), moved };
}
