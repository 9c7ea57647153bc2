import type { MergeBlock, MergeTensor, PassUnit } from "./define.ts";

/** The values of a model in a block, as they are or as what they add to the base. */
export function valuesOf(tensor: MergeTensor, block: MergeBlock, model: number, fromBase: boolean): Float32Array {
  const values = block.model(model);
  if (fromBase) {
    tensor.kernels.subtract(values, block.base());
  }
  return values;
}

/** Inner products of every pair of models over one block: entry [i][j] with i ≤ j, in float64. */
export function blockGram(tensor: MergeTensor, block: MergeBlock, fromBase: boolean): number[][] {
  const vectors = Array.from({ length: tensor.models }, (_, model) => valuesOf(tensor, block, model, fromBase));
  return vectors.map((a, i) => vectors.map((b, j) => (j < i ? 0 : tensor.kernels.dot(a, b))));
}

/**
 * Inner products of every pair of models over the whole tensor, in float64, summed block by block in order:
 * a symmetric matrix of models × models. With `fromBase` of the task vectors xᵢ − base.
 */
export function gramMatrix(tensor: MergeTensor, fromBase: boolean, unit: PassUnit = "block"): number[][] {
  const sums = Array.from({ length: tensor.models }, () => new Array<number>(tensor.models).fill(0));
  tensor.scan(unit, (block) => {
    blockGram(tensor, block, fromBase).forEach((row, i) => {
      row.forEach((product, j) => {
        const into = sums[i];
        if (into !== undefined && j >= i) {
          into[j] = (into[j] ?? 0) + product;
        }
      });
    });
  });
  return symmetric(sums);
}

/** The matrix whose lower half mirrors the upper one. */
export function symmetric(upper: readonly (readonly number[])[]): number[][] {
  return upper.map((row, i) => row.map((value, j) => (j < i ? (upper[j]?.[i] ?? 0) : value)));
}

/** Cosine of two vectors from their inner products, within [−1, 1]; 0 where one of them is zero. */
export function cosineOf(product: number, firstSquared: number, secondSquared: number): number {
  const norms = Math.sqrt(firstSquared) * Math.sqrt(secondSquared);
  return norms === 0 ? 0 : Math.min(1, Math.max(-1, product / norms));
}
