/**
 * The sums over items that the means of a field need, each thing once: what is 0 or 1 as bits, which are summed many
 * at a time, and other points as they are.
 */
export interface FieldColumns {
  /** One 0 or 1 an item: right answers of models that are always right or wrong, and which items a model has. */
  readonly bits: readonly Uint8Array[];
  /** Points of models with partial credit, 0 where missing. */
  readonly values: readonly Float64Array[];
  readonly models: readonly ModelColumns[];
}

/** Where the sums of one model are found. */
export interface ModelColumns {
  readonly points: { readonly kind: "bits" | "values"; readonly column: number };
  /** Bit column of the items that it has; −1 where it has all. */
  readonly present: number;
}

/**
 * The columns of the models' points (0–1, NaN where missing). Models that miss the same items share the column that
 * says so.
 */
export function fieldColumns(models: readonly Float64Array[]): FieldColumns {
  const bits: Uint8Array[] = [];
  const values: Float64Array[] = [];
  const masks: number[] = [];
  const columns = models.map((points): ModelColumns => {
    let binary = true;
    let missing = false;
    for (let item = 0; item < points.length; item++) {
      const point = points[item] ?? 0;
      if (Number.isNaN(point)) {
        missing = true;
      } else if (point !== 0 && point !== 1) {
        binary = false;
      }
    }
    let present = -1;
    if (missing) {
      const mask = Uint8Array.from(points, (point) => (Number.isNaN(point) ? 0 : 1));
      present = masks.find((column) => same(bits[column], mask)) ?? -1;
      if (present < 0) {
        present = bits.push(mask) - 1;
        masks.push(present);
      }
    }
    const column = binary
      ? bits.push(Uint8Array.from(points, (point) => (point === 1 ? 1 : 0))) - 1
      : values.push(points.map((point) => (Number.isNaN(point) ? 0 : point))) - 1;
    return { points: { kind: binary ? "bits" : "values", column }, present };
  });
  return { bits, values, models: columns };
}

function same(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a?.every((bit, item) => bit === b[item]) ?? false;
}
