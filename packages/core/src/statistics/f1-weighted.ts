import type { Confusion } from "./confusion.ts";

/**
 * Weighted F1 over classes: Σ (gold count of c / n) · F1 of c, with F1 = 2·hits/(gold + predicted). A class that is
 * never predicted, or never right, has F1 0; a class that is only ever predicted has weight 0. The same as scikit-learn's f1_score(average="weighted", zero_division=0). NaN when nothing was counted.
 *
 * @param confusion The cells; their order and numbering do not matter.
 * @param counts Count of each cell, to score a resample; the table's own by default. Weights need not be whole.
 * @example f1Weighted(confusionOf(Int32Array.of(0, 0, 1), Int32Array.of(0, 1, 1))) // 0.6666…
 */
export function f1Weighted(confusion: Confusion, counts: Float64Array = confusion.counts): number {
  return createF1Weighted(confusion)(counts);
}

/** `f1Weighted` for many sets of counts of the same cells, without allocating for each. */
export function createF1Weighted(confusion: Confusion): (counts: Float64Array) => number {
  const { classes, gold, predicted } = confusion;
  const hits = new Float64Array(classes);
  const goldTotals = new Float64Array(classes);
  const predictedTotals = new Float64Array(classes);
  return (counts) => {
    hits.fill(0);
    goldTotals.fill(0);
    predictedTotals.fill(0);
    let n = 0;
    for (let cell = 0; cell < gold.length; cell++) {
      const count = counts[cell] ?? 0;
      const goldClass = gold[cell] ?? 0;
      const predictedClass = predicted[cell] ?? 0;
      n += count;
      goldTotals[goldClass] = (goldTotals[goldClass] ?? 0) + count;
      predictedTotals[predictedClass] = (predictedTotals[predictedClass] ?? 0) + count;
      if (goldClass === predictedClass) {
        hits[goldClass] = (hits[goldClass] ?? 0) + count;
      }
    }
    let sum = 0;
    for (let c = 0; c < classes; c++) {
      const goldTotal = goldTotals[c] ?? 0;
      if (goldTotal > 0) {
        sum += (goldTotal * 2 * (hits[c] ?? 0)) / (goldTotal + (predictedTotals[c] ?? 0));
      }
    }
    return Math.min(1, sum / n);
  };
}
