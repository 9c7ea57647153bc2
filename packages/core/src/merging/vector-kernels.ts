/** How weights are stored: BF16 (upper half of a float32), F16 (IEEE half) and F32, little-endian. */
export type FloatDtype = "BF16" | "F16" | "F32";

/** Bytes of one element. */
export const bytesPerElement: Readonly<Record<FloatDtype, number>> = { BF16: 2, F16: 2, F32: 4 };

/** Names the random stream of one tensor of one model: 64 bits as two unsigned numbers. */
export interface RandomKey {
  readonly low: number;
  readonly high: number;
}

/** Bins of the first and second pass of a radix histogram over 31-bit magnitudes. */
export const highBins = 65_536;
/** Bins of the second pass. */
export const lowBins = 32_768;

/**
 * Arithmetic on vectors of float32. Every operation rounds to float32 (round to nearest, ties to even) after each
 * step, sums of the whole vector are kept in float64 in one fixed order, and `factor`, `weight` are rounded to float32
 * once. There are two implementations, WebAssembly SIMD and plain TypeScript, which give the same bits.
 *
 * Vectors of one call have one length; `out` may be the same vector as another operand.
 */
export interface VectorKernels {
  readonly kind: "simd" | "plain";
  /** out = the stored numbers as float32, exactly: subnormals, infinities and signs of zero included. */
  widen(dtype: FloatDtype, bytes: Uint8Array, out: Float32Array): void;
  /** bytes = the values rounded to nearest, ties to even; overflow gives infinity, every NaN the canonical one. */
  narrow(dtype: FloatDtype, values: Float32Array, bytes: Uint8Array): void;
  /** out = factor · values */
  scale(out: Float32Array, values: Float32Array, factor: number): void;
  /** out = out + values */
  add(out: Float32Array, values: Float32Array): void;
  /** out = out − values */
  subtract(out: Float32Array, values: Float32Array): void;
  /** out = out + factor · values */
  addScaled(out: Float32Array, values: Float32Array, factor: number): void;
  /** out = out + factor · (values − base) */
  addScaledDifference(out: Float32Array, values: Float32Array, base: Float32Array, factor: number): void;
  /** out = out + (values − centre)² */
  addSquaredDifference(out: Float32Array, values: Float32Array, centre: Float32Array): void;
  /** Σ a·b in float64: element i goes to partial sum i mod 4, then (s0 + s1) + (s2 + s3). */
  dot(a: Float32Array, b: Float32Array): number;
  /** Σ |values| in float64, in the order of `dot`. */
  sumOfMagnitudes(values: Float32Array): number;
  /** Adds each value to the bin of the upper 16 of its 31 magnitude bits; `table` has `highBins` entries. */
  countHigh(values: Float32Array, table: Uint32Array): void;
  /** Adds each value whose upper 16 magnitude bits are `high` to the bin of its lower 15; `lowBins` entries. */
  countLow(values: Float32Array, high: number, table: Uint32Array): void;
  /**
   * Zeroes what is below `threshold` (31 magnitude bits); of those equal to it the first `ties` stay. Returns how many
   * ties are left for the vectors that follow.
   */
  keepTop(values: Float32Array, threshold: number, ties: number): number;
  /** Zeroes exactly what `keepTop` keeps. Returns how many ties are left. */
  dropTop(values: Float32Array, threshold: number, ties: number): number;
  /** Zeroes values where `mask` is zero. */
  keepWhereNonzero(values: Float32Array, mask: Float32Array): void;
  /**
   * Zeroes a value unless its draw, Philox4x32-10 word of element `start` + index, is below `limit` (1 to 2^32 − 1).
   * `start` is a multiple of 4.
   */
  keepRandom(values: Float32Array, key: RandomKey, start: number, limit: number): void;
  /** words = Philox4x32-10 words of four elements a counter, from counter `group`; a multiple of four words. */
  drawWords(words: Uint32Array, key: RandomKey, group: number): void;
  /**
   * Where a value is not zero and has the sign of `direction` (zero counts as positive): out = out + factor · value,
   * divisor = divisor + weight.
   */
  addAgreeing(
    out: Float32Array,
    divisor: Float32Array,
    values: Float32Array,
    direction: Float32Array,
    factor: number,
    weight: number,
  ): void;
  /** out = out / divisor; where the divisor is zero, out stays. */
  divide(out: Float32Array, divisor: Float32Array): void;
}

/** Memory in which vectors lie, and the kernels that work on it. */
export interface KernelSpace {
  readonly kernels: VectorKernels;
  /** Bytes that can be given out. */
  readonly sizeBytes: number;
  /** Forget everything given out so far. */
  reset(): void;
  /** A vector of zeros. Throws MERGE_MEMORY_TOO_SMALL when nothing is left. */
  vector(length: number): Float32Array;
  /** Zeroed bytes. */
  bytes(length: number): Uint8Array;
  /** Zeroed counts. */
  counts(length: number): Uint32Array;
}
