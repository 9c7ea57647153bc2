import { type AnswerMarks, abstentionValues, marksAt, requireMarks } from "./abstention-value.ts";
import { clusterIndex } from "./cluster-index.ts";
import { answersAt, type ConfidentAnswers, requireConfidentAnswers } from "./confident-answers.ts";
import { type Interval, requireLevel } from "./interval.ts";
import { meanInterval } from "./mean-interval.ts";
import { riskCoverageCurve } from "./risk-coverage-curve.ts";
import { uniformGenerator } from "./uniform-generator.ts";

/** What a threshold is chosen for: at least this accuracy of the answers given, or the most marks. */
export type ThresholdGoal =
  | { readonly kind: "accuracy"; readonly accuracy: number }
  | { readonly kind: "marks"; readonly marks: AnswerMarks };

/** What a threshold does to some answers. */
export interface ThresholdEffect {
  /** Answers there are, and those of at least the threshold. */
  readonly n: number;
  readonly taken: number;
  /** Share right of those taken, 0–1, with its interval; null where none is taken. */
  readonly accuracy: ({ readonly value: number } & Interval) | null;
  /** Mean mark over all; null where an accuracy is the goal. */
  readonly marks: number | null;
  /** The same with no answer held back. */
  readonly marksAnsweringAll: number | null;
}

/** A threshold chosen on one half of the answers and tried on the other. */
export interface HeldOutThreshold {
  /** Null where no threshold reaches the goal on the half it is chosen on. Above 1: give no answer. */
  readonly threshold: number | null;
  /** On the half it was chosen on: flattering, since it was chosen to look well there. */
  readonly chosen: ThresholdEffect;
  /** On the other half: what to expect. */
  readonly heldOut: ThresholdEffect;
}

/**
 * Suggest a confidence below which answers are held back, honestly: clusters are divided at random into two halves (whole
 * clusters, so that no question is in both), the threshold is chosen on the first, and what it does is told of the second.
 * For an accuracy the lowest threshold that reaches it is chosen, so that most answers are given; for marks the one with
 * the highest mean, among equals the one that gives more answers.
 *
 * Null with fewer than two clusters. Equal input and seed give equal halves. Throws INTERNAL as
 * `requireConfidentAnswers` and `abstentionValues`, and for a level outside 0–1.
 */
export function heldOutThreshold(
  answers: ConfidentAnswers,
  goal: ThresholdGoal,
  { level, seed }: { readonly level: number; readonly seed: number },
): HeldOutThreshold | null {
  requireConfidentAnswers(answers);
  requireLevel(level);
  if (goal.kind === "marks") {
    requireMarks(goal.marks, answers.right.length);
  }
  const clusters = clusterIndex(answers.clusters);
  if (clusters.count < 2) {
    return null;
  }
  const words = new Uint32Array(clusters.count);
  uniformGenerator("held-out-half", seed, clusters.count).fill(words);
  const order = Uint32Array.from(words.keys()).sort((a, b) => (words[a] ?? 0) - (words[b] ?? 0) || a - b);
  const first = new Set(order.subarray(0, Math.ceil(clusters.count / 2)));
  const places = [...answers.right.keys()];
  const half = (chosen: boolean): Half => {
    const own = places.filter((place) => first.has(clusters.of[place] ?? -1) === chosen);
    return {
      answers: answersAt(answers, own),
      goal: goal.kind === "marks" ? { kind: "marks", marks: marksAt(goal.marks, own) } : goal,
    };
  };
  const [choosing, heldOut] = [half(true), half(false)];
  const threshold = chooseThreshold(choosing);
  const effect = (ofHalf: Half): ThresholdEffect => thresholdEffect(ofHalf, threshold, level);
  return { threshold, chosen: effect(choosing), heldOut: effect(heldOut) };
}

interface Half {
  readonly answers: ConfidentAnswers;
  readonly goal: ThresholdGoal;
}

function chooseThreshold({ answers, goal }: Half): number | null {
  if (goal.kind === "accuracy") {
    const { accuracy } = goal;
    // Thresholds fall along the curve: the last one that reaches the accuracy gives most answers.
    return riskCoverageCurve(answers).findLast(({ n, right }) => right / n >= accuracy - 1e-12)?.threshold ?? null;
  }
  const values = abstentionValues(answers, goal.marks);
  const most = Math.max(...values.map(({ value }) => value));
  return values.findLast(({ value }) => value >= most - 1e-12)?.threshold ?? null;
}

function thresholdEffect({ answers, goal }: Half, threshold: number | null, level: number): ThresholdEffect {
  const n = answers.right.length;
  const places =
    threshold === null ? [] : [...answers.right.keys()].filter((i) => (answers.confidences[i] ?? 0) >= threshold);
  const taken = answersAt(answers, places);
  const accuracy = meanInterval(taken.right, clusterIndex(taken.clusters), level);
  return {
    n,
    taken: places.length,
    accuracy: accuracy === null ? null : { value: accuracy.value, low: accuracy.low, high: accuracy.high },
    marks: goal.kind === "accuracy" || n === 0 ? null : meanMark(goal.marks, new Set(places)),
    marksAnsweringAll: goal.kind === "accuracy" || n === 0 ? null : meanMark(goal.marks, null),
  };
}

/** Null takes all. */
function meanMark({ given, heldBack }: AnswerMarks, taken: ReadonlySet<number> | null): number {
  const sum = given.reduce(
    (before, mark, place) => before + (taken === null || taken.has(place) ? mark : (heldBack[place] ?? 0)),
    0,
  );
  return sum / given.length;
}
