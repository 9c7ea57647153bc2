/** Rows of letter keys from the top, each with its offset to the right in key widths. */
type Rows = readonly (readonly [offset: number, keys: string])[];

const us: Rows = [
  [0, "qwertyuiop"],
  [0.25, "asdfghjkl"],
  [0.75, "zxcvbnm"],
];
const spanish: Rows = [
  [0, "qwertyuiop"],
  [0.25, "asdfghjklñ"],
  [0.75, "zxcvbnm"],
];

/** Keys at most this far from each other, in key widths, are neighbours: the ones that touch. */
const reach = 1.3;

/**
 * The letter keys that touch a letter's key, by keyboard layout: left and right, and the row above and below. Letters
 * with an accent are typed with a dead key and have none. Source: ISO/IEC 9995-2 layouts US and Spanish (Spain).
 *
 * @example keyboardNeighbours.us.get("g") → "tyfhvb"
 */
export const keyboardNeighbours: Readonly<Record<"us" | "spanish", ReadonlyMap<string, string>>> = {
  us: neighboursOf(us),
  spanish: neighboursOf(spanish),
};

function neighboursOf(rows: Rows): ReadonlyMap<string, string> {
  const keys = rows.flatMap(([offset, letters], row) =>
    [...letters].map((letter, column) => ({ letter, x: offset + column, y: row })),
  );
  return new Map(
    keys.map(({ letter, x, y }) => [
      letter,
      keys
        .filter((other) => other.letter !== letter && Math.hypot(other.x - x, other.y - y) <= reach)
        .map((other) => other.letter)
        .join(""),
    ]),
  );
}
