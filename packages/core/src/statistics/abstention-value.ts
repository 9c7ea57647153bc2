import { BugError } from "../base/errors.ts";
import { type ConfidentAnswers, requireConfidentAnswers } from "./confident-answers.ts";

/** Points of an exam for one question. */
export interface MarkingScheme {
  readonly right: number;
  /** Usually below 0: negative marking. Below `right`. */
  readonly wrong: number;
  readonly abstained: number;
}

/** What each answer earns if it is given, and what the question earns without one; parallel to the answers. */
export interface AnswerMarks {
  readonly given: Float64Array;
  readonly heldBack: Float64Array;
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
 * The mean mark as a function of the threshold below which answers are held back: first "give none", then each confidence
 * that occurs, falling to "give all". Answers of equal confidence are given together. Empty without an answer. Throws
 * INTERNAL as `requireConfidentAnswers`, and for marks that are not finite or not one an answer.
 *
 * @example confidences 0.9 and 0.4, given 1 and −1, held back 0 and 0 → values 0, 0.5, 0
 */
export function abstentionValues(answers: ConfidentAnswers, marks: AnswerMarks): readonly ThresholdValue[] {
  requireConfidentAnswers(answers);
  requireMarks(marks, answers.right.length);
  const { confidences } = answers;
  const total = confidences.length;
  if (total === 0) {
    return [];
  }
  const order = Uint32Array.from(confidences.keys()).sort((a, b) => (confidences[b] ?? 0) - (confidences[a] ?? 0));
  let sum = marks.heldBack.reduce((before, mark) => before + mark, 0);
  const values = [{ threshold: 2, coverage: 0, value: sum / total }];
  for (const [at, place] of order.entries()) {
    sum += (marks.given[place] ?? 0) - (marks.heldBack[place] ?? 0);
    const threshold = confidences[place] ?? 0;
    if (at + 1 === total || confidences[order[at + 1] ?? 0] !== threshold) {
      values.push({ threshold, coverage: (at + 1) / total, value: sum / total });
    }
  }
  return values;
}

/** The marks of right and wrong answers under one scheme. Throws INTERNAL as `indifferenceThreshold`. */
export function schemeMarks(right: Float64Array, scheme: MarkingScheme): AnswerMarks {
  requireScheme(scheme);
  return {
    given: right.map((one) => (one === 1 ? scheme.right : scheme.wrong)),
    heldBack: new Float64Array(right.length).fill(scheme.abstained),
  };
}

/** The marks of those answers that stand at some places, in their order. */
export function marksAt({ given, heldBack }: AnswerMarks, places: readonly number[]): AnswerMarks {
  return {
    given: Float64Array.from(places, (place) => given[place] ?? Number.NaN),
    heldBack: Float64Array.from(places, (place) => heldBack[place] ?? Number.NaN),
  };
}

/** Throws INTERNAL for marks that are not finite, or not as many as there are answers. */
export function requireMarks({ given, heldBack }: AnswerMarks, n: number): void {
  if (given.length !== n || heldBack.length !== n) {
    throw new BugError("INTERNAL", `${given.length} and ${heldBack.length} marks of ${n} answers`);
  }
  const bad = given.findIndex((mark, at) => !Number.isFinite(mark + (heldBack[at] ?? Number.NaN)));
  if (bad >= 0) {
    throw new BugError("INTERNAL", `answer ${bad} earns ${given[bad]}, or ${heldBack[bad]} without an answer`);
  }
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
