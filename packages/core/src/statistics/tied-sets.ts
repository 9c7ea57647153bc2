import { BugError } from "../base/errors.ts";

/**
 * Tied sets of models, or of anything compared pair by pair: groups within which no pair differs and to which nothing
 * can be added without one that does. Two models share a set exactly if they do not differ, so a model may stand in
 * several sets. Where no pair differs there is one set of all; a model that differs from every other is a set alone.
 *
 * The rule is insert and absorb: begin with one set of all; for each pair that differs, split every set that holds
 * both into one without the first and one without the second, and drop a set that lies within another. These are the
 * columns of a compact letter display; its last step, which takes out members whose ties other sets show already, is
 * left out, so that each set is as large as can be.
 * Source: Piepho 2004, doi:10.1198/1061860043515.
 *
 * Not being told apart is not being equal, and need not carry over from one model to the next: of three models the
 * best and the worst may differ while neither differs from the one between them, which gives two sets. There are about
 * as many sets as models where differing goes with the distance of the values, and more in contrived cases.
 *
 * @param values The higher the better; orders the members of each set, and the sets by their best members. All finite,
 * else throws INTERNAL. Equal values keep the order in which they come.
 * @param differs Whether two members differ significantly, in any order; with many pairs from adjusted p-values.
 * @returns Indices into `values`.
 * @example tiedSets(Float64Array.of(0.5, 0.9, 0.7), (a, b) => a + b === 1) // [[1, 2], [2, 0]]
 */
export function tiedSets(
  values: Float64Array,
  differs: (first: number, second: number) => boolean,
): readonly (readonly number[])[] {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong >= 0) {
    throw new BugError("INTERNAL", `tied sets of values that are not all numbers: ${values[wrong]} at ${wrong}`);
  }
  if (values.length === 0) {
    return [];
  }
  const order = [...values.keys()].sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b);
  // A set is a number with a bit for each place in the order.
  let sets = [(1n << BigInt(order.length)) - 1n];
  for (const [place, first] of order.entries()) {
    for (const [after, second] of order.slice(place + 1).entries()) {
      if (differs(first, second)) {
        sets = separated(sets, 1n << BigInt(place), 1n << BigInt(place + 1 + after));
      }
    }
  }
  return sets
    .map((set) => [...order.keys()].filter((place) => (set >> BigInt(place)) & 1n))
    .sort(byPlaces)
    .map((places) => places.map((place) => order[place] ?? 0));
}

/** Insert the split of a pair, then absorb what lies within another set. */
function separated(sets: readonly bigint[], first: bigint, second: bigint): bigint[] {
  const pair = first | second;
  const whole = sets.filter((set) => (set & pair) === pair);
  const kept = sets.filter((set) => (set & pair) !== pair);
  // Splits of different sets may be equal: one of each.
  const split = [...new Set(whole.flatMap((set) => [set ^ first, set ^ second]))];
  const within = (set: bigint, other: bigint): boolean => set !== other && (set & other) === set;
  return [
    ...kept,
    ...split.filter(
      (set) => !kept.some((other) => (set & other) === set) && !split.some((other) => within(set, other)),
    ),
  ];
}

function byPlaces(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((place, index) => place !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? Number.POSITIVE_INFINITY);
}
