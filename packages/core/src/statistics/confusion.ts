/** A confusion table as its cells that occur: gold class, predicted class and count are parallel arrays. */
export interface Confusion {
  /** Number of classes: the union of gold and predicted. */
  readonly classes: number;
  /** Gold class of each cell, 0 … classes − 1. */
  readonly gold: Int32Array;
  /** Predicted class of each cell. */
  readonly predicted: Int32Array;
  /** Observations in each cell, at least 1. */
  readonly counts: Float64Array;
  /** Cell of each observation. */
  readonly cellOf: Int32Array;
}

/** Above any class number, and its square below 2⁵³. */
const keyFactor = 67_108_864;

/**
 * Count pairs of gold and predicted class. The codes are any non-negative 31-bit integers, and mean the same in both
 * arrays, which must be of one length; classes and cells are numbered in order of first appearance.
 *
 * @example confusionOf(Int32Array.of(5, 5, 9), Int32Array.of(5, 9, 9)) // 2 classes, 3 cells
 */
export function confusionOf(gold: Int32Array, predicted: Int32Array): Confusion {
  const n = gold.length;
  const classNumbers = new Map<number, number>();
  const classOf = (code: number): number => {
    const known = classNumbers.get(code);
    if (known !== undefined) {
      return known;
    }
    const number = classNumbers.size;
    classNumbers.set(code, number);
    return number;
  };
  const cellNumbers = new Map<number, number>();
  const cellOf = new Int32Array(n);
  const goldOfCell: number[] = [];
  const predictedOfCell: number[] = [];
  const counts: number[] = [];
  for (let i = 0; i < n; i++) {
    const goldClass = classOf(gold[i] ?? 0);
    const predictedClass = classOf(predicted[i] ?? 0);
    // Class numbers, unlike codes, are below 2n, so that the key stays an exact integer for n up to 2²⁵.
    const key = goldClass * keyFactor + predictedClass;
    let cell = cellNumbers.get(key);
    if (cell === undefined) {
      cell = counts.length;
      cellNumbers.set(key, cell);
      goldOfCell.push(goldClass);
      predictedOfCell.push(predictedClass);
      counts.push(0);
    }
    counts[cell] = (counts[cell] ?? 0) + 1;
    cellOf[i] = cell;
  }
  return {
    classes: classNumbers.size,
    gold: Int32Array.from(goldOfCell),
    predicted: Int32Array.from(predictedOfCell),
    counts: Float64Array.from(counts),
    cellOf,
  };
}
