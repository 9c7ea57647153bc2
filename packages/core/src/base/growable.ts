/** Typed arrays a column can be made of. */
type NumberArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** A column of numbers that grows: no objects, only the bytes of its type. */
export interface Column<Values extends NumberArray> {
  readonly length: number;
  push(value: number): void;
  /** The value at a row; NaN outside. */
  at(row: number): number;
  /** The values as an array of exactly `length`, without copying: use it once the column is complete. */
  values(): Values;
}

/** A column of numbers of any size. */
export type NumberColumn = Column<Float64Array>;

/**
 * An empty column of a typed array; grows by half.
 *
 * @param expected Values to make room for at once: growing leaves copies behind that stay in memory for a while.
 */
export function createColumn<Values extends NumberArray>(
  type: { new (length: number): Values },
  expected = 1024,
): Column<Values> {
  let held = new type(Math.max(16, expected));
  let length = 0;
  return {
    get length() {
      return length;
    },
    push: (value) => {
      if (length === held.length) {
        const larger = new type(Math.ceil(length * 1.5));
        larger.set(held);
        held = larger;
      }
      held[length++] = value;
    },
    at: (row) => (row < length ? (held[row] ?? Number.NaN) : Number.NaN),
    values: () => held.subarray(0, length) as Values,
  };
}

/** Gives each distinct text a code, from 0 in order of first sight. */
export interface Dictionary {
  readonly texts: readonly string[];
  code(text: string): number;
}

/** An empty dictionary. */
export function createDictionary(): Dictionary {
  const codes = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    code: (text) => {
      const known = codes.get(text);
      if (known !== undefined) {
        return known;
      }
      codes.set(text, texts.length);
      return texts.push(text) - 1;
    },
  };
}
