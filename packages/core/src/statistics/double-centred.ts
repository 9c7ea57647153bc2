import { BugError } from "../base/errors.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";

/** What is left of a table without the effects of its rows and columns. */
export interface DoubleCentred {
  readonly status: "estimated";
  /** Row by row: value − row mean − column mean + grand mean; every row and column sums to 0. */
  readonly residuals: Float64Array;
  readonly rowMeans: Float64Array;
  readonly columnMeans: Float64Array;
  readonly grandMean: number;
}

/**
 * Double centring of a table of models (rows) by strata (columns): how much better or worse each model is in a stratum
 * than its own level and the stratum's difficulty for the whole field let expect. Every cell counts the same.
 *
 * Not estimable where a cell is missing (NaN), since the means would then be of different strata, or with fewer than
 * two rows or columns, where every residual is 0 whatever the values. Throws INTERNAL for a table that is not
 * rows × columns.
 *
 * @param values Row by row.
 * @example
 * doubleCentred(Float64Array.of(0.8, 0.6, 0.5, 0.5), 2, 2) // residuals [0.05, −0.05, −0.05, 0.05], grandMean 0.6
 */
export function doubleCentred(values: Float64Array, rows: number, columns: number): DoubleCentred | NotEstimable {
  if (values.length !== rows * columns) {
    throw new BugError("INTERNAL", `${values.length} values for ${rows} rows of ${columns}`);
  }
  if (rows < 2 || columns < 2) {
    return notEstimable("a profile needs at least two models and two strata");
  }
  const rowMeans = new Float64Array(rows);
  const columnMeans = new Float64Array(columns);
  let grandMean = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column] ?? 0;
      rowMeans[row] = (rowMeans[row] ?? 0) + value / columns;
      columnMeans[column] = (columnMeans[column] ?? 0) + value / rows;
      grandMean += value / rows / columns;
    }
  }
  if (!Number.isFinite(grandMean)) {
    return notEstimable("a model has no value in one of the strata");
  }
  const residuals = values.map(
    (value, at) => value - (rowMeans[Math.floor(at / columns)] ?? 0) - (columnMeans[at % columns] ?? 0) + grandMean,
  );
  return { status: "estimated", residuals, rowMeans, columnMeans, grandMean };
}
