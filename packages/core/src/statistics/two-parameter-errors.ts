import { choleskyFactor, choleskyInverse } from "./cholesky-factor.ts";
import { missingResponse } from "./response-matrix.ts";
import type { TwoParameterFit } from "./two-parameter-fit.ts";
import type { AbilityPosterior } from "./two-parameter-likelihood.ts";

/** Covariance of each item's estimates, one entry an item. */
export interface TwoParameterCovariances {
  readonly intercept: Float64Array;
  readonly both: Float64Array;
  readonly slope: Float64Array;
  /** "joint": from the information of all items at once; "by-item": each item's own. */
  readonly method: "joint" | "by-item";
}

/** Multiplications up to which the joint information of all items is computed. */
const affordable = 5e8;

/**
 * Covariances of slopes and intercepts from the observed information (Louis 1982,
 * doi:10.1111/j.2517-6161.1982.tb01203.x), the prior's curvature added.
 *
 * Short exams get the joint information of all items. On long ones, where abilities are all but known, it is taken item
 * by item: the errors are then those on the scale fixed by these candidates, without the error that they are a sample.
 * Where an item's observed information is not positive definite, that of complete data stands in (errors too small).
 *
 * @param bytes Candidate by candidate, one entry an item of the fit.
 */
export function twoParameterCovariances(
  fit: TwoParameterFit,
  bytes: Uint8Array,
  priorDeviation: number | null,
): TwoParameterCovariances {
  const items = fit.slopes.length;
  const candidates = bytes.length / items;
  const zeros = (): Float64Array => new Float64Array(items);
  const lost = { intercept: zeros(), both: zeros(), slope: zeros() };
  const size = 2 * items;
  // A posterior seldom spans more than 20 points.
  const isJoint = candidates * 20 * size * (size / 2) <= affordable;
  const joint = new Float64Array(isJoint ? size * size : 0);
  const scores = new Float64Array(size);
  const means = new Float64Array(size);

  const loseJointly = ({ candidate, first, last, abilities, weights, chances }: AbilityPosterior): void => {
    means.fill(0);
    for (let point = first; point <= last; point++) {
      const weight = weights[point] ?? 0;
      for (let item = 0; item < items; item++) {
        const response = bytes[candidate * items + item] ?? missingResponse;
        const score = response === missingResponse ? 0 : response - (chances[point * items + item] ?? 0);
        scores[2 * item] = score;
        scores[2 * item + 1] = score * (abilities[point] ?? 0);
      }
      for (let i = 0; i < size; i++) {
        const scaled = weight * (scores[i] ?? 0);
        means[i] = (means[i] ?? 0) + scaled;
        for (let j = 0; j <= i; j++) {
          joint[i * size + j] = (joint[i * size + j] ?? 0) - scaled * (scores[j] ?? 0);
        }
      }
    }
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) {
        joint[i * size + j] = (joint[i * size + j] ?? 0) + (means[i] ?? 0) * (means[j] ?? 0);
      }
    }
  };

  const loseByItem = ({ candidate, first, last, abilities, weights, chances }: AbilityPosterior): void => {
    for (let item = 0; item < items; item++) {
      const response = bytes[candidate * items + item] ?? missingResponse;
      if (response === missingResponse) {
        continue;
      }
      let one = 0;
      let other = 0;
      let square = 0;
      let product = 0;
      let otherSquare = 0;
      for (let point = first; point <= last; point++) {
        const weight = weights[point] ?? 0;
        const score = response - (chances[point * items + item] ?? 0);
        const bySlope = score * (abilities[point] ?? 0);
        one += weight * score;
        other += weight * bySlope;
        square += weight * score * score;
        product += weight * score * bySlope;
        otherSquare += weight * bySlope * bySlope;
      }
      lost.intercept[item] = (lost.intercept[item] ?? 0) + square - one * one;
      lost.both[item] = (lost.both[item] ?? 0) + product - one * other;
      lost.slope[item] = (lost.slope[item] ?? 0) + otherSquare - other * other;
    }
  };

  fit.likelihood.evaluate(fit, isJoint ? loseJointly : loseByItem);
  const { sums } = fit.likelihood;
  const precision = priorDeviation === null ? 0 : 1 / priorDeviation ** 2;
  const prior = (item: number): number => precision / (fit.slopes[item] ?? 1) ** 2;
  if (isJoint) {
    for (let item = 0; item < items; item++) {
      const at = 2 * item * size + 2 * item;
      joint[at] = (joint[at] ?? 0) + (sums.intercept[item] ?? 0);
      joint[at + size] = (joint[at + size] ?? 0) + (sums.both[item] ?? 0);
      joint[at + size + 1] = (joint[at + size + 1] ?? 0) + (sums.slope[item] ?? 0) + prior(item);
    }
    if (choleskyFactor(joint, size)) {
      const inverse = choleskyInverse(joint, size);
      const diagonal = (row: number, column: number): Float64Array =>
        Float64Array.from({ length: items }, (_, item) => inverse[(2 * item + row) * size + 2 * item + column] ?? 0);
      return { intercept: diagonal(0, 0), both: diagonal(0, 1), slope: diagonal(1, 1), method: "joint" };
    }
    fit.likelihood.evaluate(fit, loseByItem);
  }
  const covariances = { intercept: zeros(), both: zeros(), slope: zeros() };
  for (let item = 0; item < items; item++) {
    let d = (sums.intercept[item] ?? 0) - (lost.intercept[item] ?? 0);
    let b = (sums.both[item] ?? 0) - (lost.both[item] ?? 0);
    let a = (sums.slope[item] ?? 0) - (lost.slope[item] ?? 0) + prior(item);
    if (!(d > 0 && a * d - b * b > 1e-9 * a * d)) {
      d = sums.intercept[item] ?? 0;
      b = sums.both[item] ?? 0;
      a = (sums.slope[item] ?? 0) + prior(item);
    }
    const determinant = a * d - b * b;
    covariances.intercept[item] = a / determinant;
    covariances.both[item] = -b / determinant;
    covariances.slope[item] = d / determinant;
  }
  return { ...covariances, method: "by-item" };
}
