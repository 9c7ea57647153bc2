/** How far apart two ordered categories may be and still count as agreeing in part. */
export type AgreementWeights = "unweighted" | "linear" | "quadratic";

/**
 * Weight of agreement of each pair of categories, row by row: 1 for the same. Unweighted gives 0 to all others, linear
 * falls with the distance of the categories' places in their order, quadratic with its square; the two farthest have
 * 0. One category gives a single 1.
 * Source: Cohen 1968, doi:10.1037/h0026256; Fleiss & Cohen 1973, doi:10.1177/001316447303300309 (quadratic).
 *
 * @example agreementWeights("linear", 3) // [1, 0.5, 0, 0.5, 1, 0.5, 0, 0.5, 1]
 */
export function agreementWeights(kind: AgreementWeights, categories: number): Float64Array {
  const weights = new Float64Array(categories * categories);
  for (let one = 0; one < categories; one++) {
    for (let other = 0; other < categories; other++) {
      const distance = one === other ? 0 : Math.abs(one - other) / (categories - 1);
      weights[one * categories + other] =
        kind === "linear" ? 1 - distance : kind === "quadratic" ? 1 - distance * distance : one === other ? 1 : 0;
    }
  }
  return weights;
}
