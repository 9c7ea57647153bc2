/** How alike the answers to the forms of one question are. */
export interface AnswerConsistency {
  /** All answers are the same. */
  readonly consistent: boolean;
  /** Share of the answers that are the most frequent one, 1/n to 1. */
  readonly majority: number;
  /** Number of different answers. */
  readonly distinct: number;
}

/**
 * How alike the answers to one question in several forms are. Answers are codes: equal codes are the same answer, and no
 * answer (abstained, refused, unreadable) has a code like any other, so that a model cannot look consistent by
 * abstaining where it is unsure. Null with fewer than two answers.
 * Source: ReCon of ReMedQA (EACL 2026), with unread answers counted; majority consistency as in arXiv 2603.00917.
 *
 * @example answerConsistency([2, 2, 0]) // { consistent: false, majority: 2/3, distinct: 2 }
 */
export function answerConsistency(codes: ArrayLike<number>): AnswerConsistency | null {
  const n = codes.length;
  if (n < 2) {
    return null;
  }
  let most = 0;
  let distinct = 0;
  // Few forms: counting pairs costs less than a map.
  for (let i = 0; i < n; i++) {
    let same = 0;
    let before = false;
    for (let j = 0; j < n; j++) {
      if (codes[j] === codes[i]) {
        same += 1;
        before ||= j < i;
      }
    }
    most = Math.max(most, same);
    distinct += before ? 0 : 1;
  }
  return { consistent: distinct === 1, majority: most / n, distinct };
}
