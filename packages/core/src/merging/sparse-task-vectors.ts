import type { MergeBlock, MergeTensor, PassUnit } from "./define.ts";

/** A task vector of which a part may be dropped. */
export interface SparseTaskVector {
  /** Factor in the sum; zero leaves the model out. */
  readonly weight: number;
  /** Zeroes what is dropped, and rescales single elements where that is the rule; every pass calls it in order. */
  readonly drop: ((values: Float32Array, block: MergeBlock) => void) | null;
  /** Called before each pass over the tensor, for drops that count as they go. */
  readonly restart?: () => void;
  /** Scale what is kept to the sum of magnitudes of the whole task vector. */
  readonly keepsMagnitude: boolean;
}

/** How the task vectors are put together. */
export interface Consensus {
  /** Where the signs differ only the elements of the sign with the larger sum count. */
  readonly vote: boolean;
  /** Divide by the sum of the weights that take part. */
  readonly normalize: boolean;
  /** Factor of what is added to the base. */
  readonly lambda: number;
}

/** Below this a sum of weights is taken as zero and nothing is divided. */
const leastWeightSum = 1e-8;

/** A model's task vector in a block, with what is dropped at zero; in the model's own vector. */
export function sparseValues(
  tensor: MergeTensor,
  block: MergeBlock,
  model: number,
  vector: SparseTaskVector,
  base: Float32Array,
): Float32Array {
  const values = block.model(model);
  tensor.kernels.subtract(values, base);
  vector.drop?.(values, block);
  return values;
}

/** The factor of each model that gives what it kept the sum of magnitudes of the whole, 1 where nothing is to be done. */
function magnitudeFactors(tensor: MergeTensor, vectors: readonly SparseTaskVector[], unit: PassUnit): number[] {
  const concerned = vectors.flatMap((vector, model) =>
    vector.keepsMagnitude && vector.drop !== null && vector.weight !== 0 ? [{ vector, model, all: 0, kept: 0 }] : [],
  );
  if (concerned.length > 0) {
    restart(vectors);
    tensor.scan(unit, (block) => {
      const base = block.base();
      for (const one of concerned) {
        const values = block.model(one.model);
        tensor.kernels.subtract(values, base);
        one.all += tensor.kernels.sumOfMagnitudes(values);
        one.vector.drop?.(values, block);
        one.kept += tensor.kernels.sumOfMagnitudes(values);
      }
    });
  }
  const factors = vectors.map(() => 1);
  for (const { model, all, kept } of concerned) {
    factors[model] = kept === 0 ? 1 : all / kept;
  }
  return factors;
}

function restart(vectors: readonly SparseTaskVector[]): void {
  for (const vector of vectors) {
    vector.restart?.();
  }
}

/**
 * Gives base + λ · Σ wᵢ·dᵢ as the tensor's result, where dᵢ are task vectors of which parts are dropped: the common form
 * of task arithmetic, TIES, DARE, DELLA and breadcrumbs.
 *
 * With a vote, the sign of an element is that of Σ wᵢ·dᵢ (zero counts as positive), and only elements of that sign take
 * part. Normalised, the sum is divided by the sum of the weights that take part.
 */
export function emitSparseTaskVectors(
  tensor: MergeTensor,
  vectors: readonly SparseTaskVector[],
  { vote, normalize, lambda }: Consensus,
  unit: PassUnit = "block",
): void {
  const { kernels } = tensor;
  const factors = magnitudeFactors(tensor, vectors, unit);
  const total = vectors.reduce((sum, { weight }) => sum + weight, 0);
  const divisor = normalize && !vote && Math.abs(total) >= leastWeightSum ? total : 1;
  const coefficients = vectors.map(({ weight }, model) => (weight * (factors[model] ?? 1)) / divisor);
  restart(vectors);
  tensor.emit(unit, (block) => {
    const base = block.base();
    const out = block.scratch(0);
    out.fill(0);
    const weighted: Weighted[] = [];
    vectors.forEach((vector, model) => {
      if (vector.weight !== 0) {
        const scaled = (vote ? 1 : lambda) * (coefficients[model] ?? 0);
        const values = sparseValues(tensor, block, model, vector, base);
        if (vote) {
          kernels.scale(values, values, scaled);
          kernels.add(out, values);
          weighted.push({ values, weight: vector.weight });
        } else {
          kernels.addScaled(out, values, scaled);
        }
      }
    });
    if (vote) {
      elect(tensor, block, weighted, out, { normalize, lambda });
    }
    kernels.add(out, base);
    return out;
  });
}

/** A weighted task vector and its weight. */
interface Weighted {
  readonly values: Float32Array;
  readonly weight: number;
}

/** Replaces `out`, the sum of weighted task vectors, by the sum of those elements that have its sign. */
function elect(
  tensor: MergeTensor,
  block: MergeBlock,
  weighted: readonly Weighted[],
  out: Float32Array,
  { normalize, lambda }: Omit<Consensus, "vote">,
): void {
  const { kernels } = tensor;
  const direction = block.scratch(1);
  const weights = block.scratch(2);
  direction.set(out);
  out.fill(0);
  weights.fill(0);
  for (const { values, weight } of weighted) {
    kernels.addAgreeing(out, weights, values, direction, 1, weight);
  }
  if (normalize) {
    kernels.divide(out, weights);
  }
  if (lambda !== 1) {
    kernels.scale(out, out, lambda);
  }
}
