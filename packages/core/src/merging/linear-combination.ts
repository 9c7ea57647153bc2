import type { MergeBlock, MergeTensor } from "./define.ts";

/**
 * Gives Σ cᵢ·xᵢ over models (and c·base where a base coefficient is given) as the tensor's result. A coefficient of
 * zero leaves its model out altogether, so that its infinities do not spread; a single coefficient of one copies.
 */
export function emitCombination(tensor: MergeTensor, coefficients: readonly number[], baseCoefficient = 0): void {
  tensor.emit("block", (block) => combine(tensor, block, coefficients, baseCoefficient));
}

/** The combination of one block, in a scratch vector (index 0). */
export function combine(
  tensor: MergeTensor,
  block: MergeBlock,
  coefficients: readonly number[],
  baseCoefficient = 0,
): Float32Array {
  const { kernels } = tensor;
  const out = block.scratch(0);
  let empty = true;
  const add = (values: () => Float32Array, coefficient: number): void => {
    if (coefficient === 0) {
      return;
    }
    if (empty) {
      kernels.scale(out, values(), coefficient);
      empty = false;
    } else {
      kernels.addScaled(out, values(), coefficient);
    }
  };
  add(() => block.base(), baseCoefficient);
  coefficients.forEach((coefficient, model) => {
    add(() => block.model(model), coefficient);
  });
  if (empty) {
    out.fill(0);
  }
  return out;
}

/** Gives base + Σ cᵢ·(xᵢ − base) as the tensor's result. */
export function emitTaskVectors(tensor: MergeTensor, coefficients: readonly number[]): void {
  const { kernels } = tensor;
  tensor.emit("block", (block) => {
    const out = block.scratch(0);
    const base = block.base();
    out.fill(0);
    coefficients.forEach((coefficient, model) => {
      if (coefficient !== 0) {
        kernels.addScaledDifference(out, block.model(model), base, coefficient);
      }
    });
    kernels.add(out, base);
    return out;
  });
}
