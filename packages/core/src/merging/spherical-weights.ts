/** Coefficients of the two vectors of a spherical interpolation. */
export type PairWeights = readonly [first: number, second: number];

/**
 * Spherical interpolation at t between vectors at an angle of `angle` radians: sin((1−t)Ω)/sin Ω and sin(tΩ)/sin Ω.
 * Source: Shoemake 1985, doi 10.1145/325334.325242.
 */
export function sphericalWeights(t: number, angle: number): PairWeights {
  const sine = Math.sin(angle);
  return [Math.sin((1 - t) * angle) / sine, Math.sin(t * angle) / sine];
}

/** Straight interpolation at t. */
export function straightWeights(t: number): PairWeights {
  return [1 - t, t];
}
