/**
 * Cholesky factor L of a symmetric positive definite matrix, L·Lᵀ = matrix, in place: only the lower triangle is read
 * and written. False, with the triangle in no useful state, where the matrix is not (numerically) positive definite.
 *
 * @param matrix Row by row, `size` × `size`.
 * @example choleskyFactor(Float64Array.of(4, 0, 2, 5), 2) // true; lower triangle 2, 1, 2
 */
export function choleskyFactor(matrix: Float64Array, size: number): boolean {
  for (let row = 0; row < size; row++) {
    const at = row * size;
    const scale = matrix[at + row] ?? 0;
    for (let column = 0; column <= row; column++) {
      const other = column * size;
      let sum = matrix[at + column] ?? 0;
      for (let k = 0; k < column; k++) {
        sum -= (matrix[at + k] ?? 0) * (matrix[other + k] ?? 0);
      }
      if (column < row) {
        matrix[at + column] = sum / (matrix[other + column] ?? 1);
      } else if (sum > 1e-12 * scale && sum < Number.POSITIVE_INFINITY) {
        matrix[at + row] = Math.sqrt(sum);
      } else {
        return false;
      }
    }
  }
  return true;
}

/** Solve L·Lᵀ·x = right side in place, with the factor of `choleskyFactor`. */
export function choleskySolve(factor: Float64Array, size: number, rightSide: Float64Array): void {
  for (let row = 0; row < size; row++) {
    const at = row * size;
    let sum = rightSide[row] ?? 0;
    for (let k = 0; k < row; k++) {
      sum -= (factor[at + k] ?? 0) * (rightSide[k] ?? 0);
    }
    rightSide[row] = sum / (factor[at + row] ?? 1);
  }
  // Row by row also on the way back, so that memory is read in its order.
  for (let row = size - 1; row >= 0; row--) {
    const at = row * size;
    const value = (rightSide[row] ?? 0) / (factor[at + row] ?? 1);
    rightSide[row] = value;
    for (let k = 0; k < row; k++) {
      rightSide[k] = (rightSide[k] ?? 0) - (factor[at + k] ?? 0) * value;
    }
  }
}

/**
 * The inverse of a matrix from its factor, both triangles filled.
 *
 * @example choleskyInverse(Float64Array.of(2, 0, 1, 2), 2) // [0.3125, -0.125, -0.125, 0.25]
 */
export function choleskyInverse(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    const unit = inverse.subarray(row * size, (row + 1) * size);
    unit[row] = 1;
    choleskySolve(factor, size, unit);
  }
  return inverse;
}
