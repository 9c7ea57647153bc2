/** Coefficients B(2k) / (2k (2k − 1)) of the Stirling series, k = 1 … 8. */
const coefficients: readonly number[] = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
];

/** From here on the eight terms above are exact to the last bits. */
const asymptoticFrom = 16;

/**
 * What Stirling's formula leaves out: ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π], for x > 0.
 * Small and smooth, so that products of large gamma functions can be formed without cancellation.
 * Below 16 it is carried down by Γ(x + 1) = xΓ(x). Source: Abramowitz & Stegun 6.1.40.
 *
 * @example stirlingCorrection(10) // 0.0083305634…
 */
export function stirlingCorrection(x: number): number {
  let shifted = x;
  let carried = 0;
  while (shifted < asymptoticFrom) {
    // Correction(x) − correction(x + 1) = (x + ½) ln(1 + 1/x) − 1.
    carried += (shifted + 0.5) * (shifted < 1 ? Math.log1p(shifted) - Math.log(shifted) : Math.log1p(1 / shifted)) - 1;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) {
    sum = sum * square + (coefficients[k] ?? 0);
  }
  return carried + sum * inverse;
}
