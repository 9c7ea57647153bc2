import { blockElements } from "../merging/merge-tensor.ts";

/**
 * What the task vectors of some elements come to; sums of two stretches add up. Vectors stand in the order of the models, that
 * of the merge last: k vectors for k − 1 models.
 */
export interface TaskVectorSums {
  elements: number;
  /** k × k inner products, row by row; both halves are filled. */
  readonly products: Float64Array;
  /** Of each of the k vectors: elements that are 0, where a model is as the base. */
  readonly unchanged: Float64Array;
  /** Of each model: elements it changes and the merge changes the same way, not at all, and the other way. */
  readonly kept: Float64Array;
  readonly left: Float64Array;
  readonly reversed: Float64Array;
}

/** Sums over no element. */
export function noTaskVectorSums(models: number): TaskVectorSums {
  const vectors = models + 1;
  return {
    elements: 0,
    products: new Float64Array(vectors * vectors),
    unchanged: new Float64Array(vectors),
    kept: new Float64Array(models),
    left: new Float64Array(models),
    reversed: new Float64Array(models),
  };
}

/** Add the sums of other elements. */
export function addTaskVectorSums(target: TaskVectorSums, more: TaskVectorSums): void {
  target.elements += more.elements;
  for (const field of ["products", "unchanged", "kept", "left", "reversed"] as const) {
    const [to, from] = [target[field], more[field]];
    for (let index = 0; index < from.length; index++) {
      to[index] = (to[index] ?? 0) + (from[index] ?? 0);
    }
  }
}

/** Adds stretches of values to sums. Differences and sums are float64, summed by blocks in order. */
export interface TaskVectorCounter {
  readonly sums: TaskVectorSums;
  /**
   * Add elements: `base` is null where vectors are measured from zero; `values` are the models' and, last, the merge's. All are
   * as long.
   */
  add(base: Float32Array | null, values: readonly Float32Array[]): void;
}

/** Start counting for so many models. */
export function createTaskVectorCounter(models: number): TaskVectorCounter {
  const sums = noTaskVectorSums(models);
  const vectors = models + 1;
  const block = Array.from({ length: vectors }, () => new Float64Array(blockElements));
  const merged = block[models] ?? new Float64Array(0);

  const addBlock = (length: number): void => {
    for (let first = 0; first < vectors; first++) {
      const a = block[first] ?? merged;
      let zeros = 0;
      for (let index = 0; index < length; index++) {
        zeros += a[index] === 0 ? 1 : 0;
      }
      sums.unchanged[first] = (sums.unchanged[first] ?? 0) + zeros;
      for (let second = first; second < vectors; second++) {
        const product = innerProduct(a, block[second] ?? merged, length);
        const [at, mirrored] = [first * vectors + second, second * vectors + first];
        sums.products[at] = (sums.products[at] ?? 0) + product;
        if (at !== mirrored) {
          sums.products[mirrored] = (sums.products[mirrored] ?? 0) + product;
        }
      }
      if (first < models) {
        countFates(sums, first, a, merged, length);
      }
    }
  };

  return {
    sums,
    add: (base, values) => {
      const total = values[0]?.length ?? 0;
      sums.elements += total;
      for (let start = 0; start < total; start += blockElements) {
        const length = Math.min(blockElements, total - start);
        for (let vector = 0; vector < vectors; vector++) {
          subtract(values[vector] ?? new Float32Array(0), base, start, block[vector] ?? merged, length);
        }
        addBlock(length);
      }
    },
  };
}

function subtract(
  values: Float32Array,
  base: Float32Array | null,
  start: number,
  target: Float64Array,
  length: number,
): void {
  for (let index = 0; index < length; index++) {
    target[index] = (values[start + index] ?? 0) - (base === null ? 0 : (base[start + index] ?? 0));
  }
}

function innerProduct(a: Float64Array, b: Float64Array, length: number): number {
  let sum = 0;
  for (let index = 0; index < length; index++) {
    sum += (a[index] ?? 0) * (b[index] ?? 0);
  }
  return sum;
}

/** What became of the elements that a model changes. */
function countFates(
  sums: TaskVectorSums,
  model: number,
  own: Float64Array,
  merged: Float64Array,
  length: number,
): void {
  let kept = 0;
  let left = 0;
  let reversed = 0;
  for (let index = 0; index < length; index++) {
    const a = own[index] ?? 0;
    const b = merged[index] ?? 0;
    if (a === 0) {
      continue;
    }
    if (b === 0) {
      left += 1;
    } else if (a > 0 === b > 0) {
      kept += 1;
    } else {
      reversed += 1;
    }
  }
  sums.kept[model] = (sums.kept[model] ?? 0) + kept;
  sums.left[model] = (sums.left[model] ?? 0) + left;
  sums.reversed[model] = (sums.reversed[model] ?? 0) + reversed;
}
