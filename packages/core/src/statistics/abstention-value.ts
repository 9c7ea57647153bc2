import { BugError } from "../base/errors.ts";
import type { ConfidentAnswers } from "./confident-answers.ts";
import { riskCoverageCurve } from "./risk-coverage-curve.ts";

/** Points of an exam for one question. */
export interface MarkingScheme {
  readonly right: number;
  /** Usually below 0: negative marking. Below `right`. */
  readonly wrong: number;
  readonly abstained: number;
}

/** The mean mark where answers below a confidence are held back. */
export interface ThresholdValue {
  /** Answers of at least this confidence are given, 0–1; 2 where none is. */
  readonly threshold: number;
  /** Share of the answers that are given, 0–1. */
  readonly coverage: number;
  /** Mean mark of a question. */
  readonly value: number;
}

/**
 * The mean mark under a marking scheme as a function of the threshold below which answers are held back: first "give none",
 * then each confidence that occurs, falling to "give all". Empty without an answer. Throws INTERNAL as
 * `riskCoverageCurve`, and for a scheme whose wrong answers earn as much as right ones.
 *
 * @example confidences 0.9 (right) and 0.4 (wrong), +1 / −1 / 0 → values 0, 0.5, 0
 */
export function abstentionValues(answers: ConfidentAnswers, scheme: MarkingScheme): readonly ThresholdValue[] {
  requireScheme(scheme);
  const total = answers.right.length;
  const none = { threshold: 2, n: 0, right: 0 };
  return total === 0
    ? []
    : [none, ...riskCoverageCurve(answers)].map(({ threshold, n, right }) => ({
        threshold,
        coverage: n / total,
        value: (right * scheme.right + (n - right) * scheme.wrong + (total - n) * scheme.abstained) / total,
      }));
}

/**
 * The confidence from which an answer is worth giving, if confidences are true: (abstained − wrong) / (right − wrong). Below 0
 * or above 1 where abstaining never or always pays. Throws INTERNAL for a scheme whose wrong answers earn as much as right
 * ones. Source: Chow 1970, doi:10.1109/TIT.1970.1054406.
 *
 * @example indifferenceThreshold({ right: 1, wrong: -1 / 3, abstained: 0 }) // 0.25
 */
export function indifferenceThreshold(scheme: MarkingScheme): number {
  requireScheme(scheme);
  return (scheme.abstained - scheme.wrong) / (scheme.right - scheme.wrong);
}

function requireScheme({ right, wrong, abstained }: MarkingScheme): void {
  if (!(right > wrong && Number.isFinite(right - wrong + abstained))) {
    throw new BugError("INTERNAL", `marks of ${right} for right, ${wrong} for wrong and ${abstained} for no answer`);
  }
}
