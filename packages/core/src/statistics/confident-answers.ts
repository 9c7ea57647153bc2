import { BugError } from "../base/errors.ts";

/** Answers with how sure each was; the three arrays are parallel. */
export interface ConfidentAnswers {
  /** Stated or measured chance of being right, 0–1. */
  readonly confidences: Float64Array;
  /** 1 for a right answer, 0 for a wrong one. */
  readonly right: Float64Array;
  /** Cluster code of each answer: repeats of a question and questions of one group belong together. */
  readonly clusters: Int32Array;
}

/**
 * Throws INTERNAL for arrays of different length, a confidence outside 0–1 or NaN, or an answer that is neither right nor
 * wrong.
 */
export function requireConfidentAnswers({ confidences, right, clusters }: ConfidentAnswers): void {
  const n = confidences.length;
  if (right.length !== n || clusters.length !== n) {
    throw new BugError("INTERNAL", `${n} confidences of ${right.length} answers in ${clusters.length} clusters`);
  }
  for (let i = 0; i < n; i++) {
    const confidence = confidences[i] ?? Number.NaN;
    if (!(confidence >= 0 && confidence <= 1) || (right[i] !== 0 && right[i] !== 1)) {
      throw new BugError("INTERNAL", `answer ${i} has confidence ${confidence} and is right: ${right[i]}`);
    }
  }
}

/** Those of some places, in their order. */
export function answersAt(
  { confidences, right, clusters }: ConfidentAnswers,
  places: readonly number[],
): ConfidentAnswers {
  return {
    confidences: Float64Array.from(places, (place) => confidences[place] ?? Number.NaN),
    right: Float64Array.from(places, (place) => right[place] ?? Number.NaN),
    clusters: Int32Array.from(places, (place) => clusters[place] ?? -1),
  };
}
