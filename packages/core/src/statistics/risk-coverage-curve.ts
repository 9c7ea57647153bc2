import { type ConfidentAnswers, requireConfidentAnswers } from "./confident-answers.ts";

/** What is left where only the surest answers are taken. */
export interface CoveragePoint {
  /** Answers of at least this confidence are taken, 0–1. */
  readonly threshold: number;
  /** Answers taken. */
  readonly n: number;
  /** Right ones among them. */
  readonly right: number;
}

/**
 * The risk–coverage curve: one point for each confidence that occurs, the surest first; the last takes all. Coverage is
 * n / all, selective risk (n − right) / n. Empty without an answer. Throws INTERNAL as `requireConfidentAnswers`.
 * Source: El-Yaniv & Wiener 2010 (JMLR 11); Geifman & El-Yaniv 2017, arXiv 1705.08500.
 */
export function riskCoverageCurve(answers: ConfidentAnswers): readonly CoveragePoint[] {
  requireConfidentAnswers(answers);
  const { confidences, right } = answers;
  const totals = new Map<number, { n: number; right: number }>();
  for (let i = 0; i < right.length; i++) {
    const total = totals.get(confidences[i] ?? 0) ?? { n: 0, right: 0 };
    totals.set(confidences[i] ?? 0, total);
    total.n += 1;
    total.right += right[i] ?? 0;
  }
  let n = 0;
  let rightSoFar = 0;
  return [...totals]
    .sort(([a], [b]) => b - a)
    .map(([threshold, own]) => {
      n += own.n;
      rightSoFar += own.right;
      return { threshold, n, right: rightSoFar };
    });
}
