import type {
  CalibrationAnalysis,
  CalibrationRow,
  ConfidenceSource,
  RecordedMarks,
  RecordedThreshold,
  RiskPoint,
} from "../records/calibration-analysis.ts";
import type { AnswerMarks, MarkingScheme } from "../statistics/abstention-value.ts";
import { brierDecomposition, brierScore } from "../statistics/brier-score.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { answersAt, type ConfidentAnswers } from "../statistics/confident-answers.ts";
import { debiasedCalibrationError } from "../statistics/debiased-calibration-error.ts";
import { expectedCalibrationError } from "../statistics/expected-calibration-error.ts";
import { heldOutThreshold } from "../statistics/held-out-threshold.ts";
import { logarithmicScore } from "../statistics/logarithmic-score.ts";
import { reliabilityDiagram } from "../statistics/reliability-diagram.ts";
import { riskCoverageArea } from "../statistics/risk-coverage-area.ts";
import { riskCoverageCurve } from "../statistics/risk-coverage-curve.ts";
import { selectiveAccuracy } from "../statistics/selective-accuracy.ts";
import { askedMarks, type GivenMark } from "./exam-marking.ts";
import { itemMean } from "./robustness/estimates.ts";
import type { RunSettings } from "./run-settings.ts";

/** One answered call, as the analysis takes it. */
export interface CalibrationReply {
  readonly exam: string;
  readonly arm: string;
  readonly model: string;
  readonly itemId: string;
  readonly repeat: number;
  /** Cluster code of the item. */
  readonly cluster: number;
  /** Chosen options as one text; null where the reply gives no answer. */
  readonly answer: string | null;
  readonly right: boolean;
  /** By likelihood or as stated, 0–1; null where neither is known. */
  readonly confidence: number | null;
  readonly source: "likelihood" | "stated";
  /** What it earns in its exam's own negative marking; null where wrong answers cost nothing, or the scorer gives no mark. */
  readonly mark: GivenMark | null;
}

/** What the analysis is asked for. */
export interface CalibrationWishes {
  /** Bins, at least 1. */
  readonly bins: number;
  /** Accuracy that a threshold is wanted for, 0–1. */
  readonly accuracy: number;
  /** Marks to hold against each other instead of the exam's own; null takes those. */
  readonly marks: MarkingScheme | null;
}

/** What is taken where nothing is asked for: ten bins, nine in ten right, and each exam's own marks. */
export const usualCalibrationWishes: CalibrationWishes = { bins: 10, accuracy: 0.9, marks: null };

/** Shares of the answers that the tables show the accuracy of. */
const coverages: readonly number[] = [0.25, 0.5, 0.75, 0.9, 1];
/** Fewer answers a bin tell nothing of its accuracy: small exams have fewer bins of equal mass than asked for. */
const leastInBin = 5;
/** Chances below count as this in the logarithmic score. */
const logarithmicFloor = 0.001;
const mostCurvePoints = 200;

/**
 * How far confidences can be believed: one analysis for each exam and way of asking in which any model has confidences. All
 * models of it share the bins, the accuracy wanted and the marks. Repeats of an item and items of a group are one cluster.
 *
 * @param declared What answers earn in the exams whose own marking is negative, by exam.
 */
export function calibrationAnalyses(
  replies: readonly CalibrationReply[],
  settings: Pick<RunSettings, "confidence" | "resamples" | "seed">,
  wishes: CalibrationWishes = usualCalibrationWishes,
  declared: ReadonlyMap<string, RecordedMarks> = new Map(),
): readonly CalibrationAnalysis[] {
  const fields = Map.groupBy(replies, ({ exam, arm }) => `${exam}\u0000${arm}`);
  return [...fields.values()].flatMap((field): CalibrationAnalysis[] => {
    const rows = [...Map.groupBy(field, ({ model }) => model)].flatMap(([model, own]) => [
      ...(["likelihood", "stated"] as const).flatMap((source) =>
        rowOf(model, source, ofSource(own, source), settings, wishes),
      ),
      // Likelihoods asked for again are the same: only replies agree or differ.
      ...rowOf(model, "repeats", byAgreement(own.filter(({ source }) => source === "stated")), settings, wishes),
    ]);
    const { exam = "", arm = "" } = field[0] ?? {};
    return rows.length === 0
      ? []
      : [
          {
            exam,
            arm,
            level: settings.confidence,
            bins: wishes.bins,
            wantedAccuracy: wishes.accuracy,
            marks: wishes.marks === null ? (declared.get(exam) ?? null) : askedMarks(wishes.marks),
            rows,
          },
        ];
  });
}

interface Sourced {
  readonly kept: readonly (CalibrationReply & { readonly confidence: number })[];
  readonly withoutAnswer: number;
  readonly withoutConfidence: number;
}

function ofSource(replies: readonly CalibrationReply[], source: CalibrationReply["source"]): Sourced {
  const own = replies.filter((reply) => reply.source === source);
  const answered = own.filter(({ answer }) => answer !== null);
  const kept = answered.flatMap((reply) =>
    reply.confidence === null ? [] : [{ ...reply, confidence: reply.confidence }],
  );
  return {
    kept,
    withoutAnswer: own.length - answered.length,
    withoutConfidence: answered.length - kept.length,
  };
}

/** The most frequent answer of each item and its share of all repeats; among equals that of the earliest repeat. */
function byAgreement(replies: readonly CalibrationReply[]): Sourced {
  const items = [...Map.groupBy(replies, ({ itemId }) => itemId).values()].filter((own) => own.length > 1);
  const kept = items.flatMap((own) => {
    const sorted = own.toSorted((a, b) => a.repeat - b.repeat);
    const answers = [
      ...Map.groupBy(
        sorted.filter(({ answer }) => answer !== null),
        ({ answer }) => answer,
      ).values(),
    ];
    const most = answers.reduce((best, one) => (one.length > best.length ? one : best), answers[0] ?? []);
    const [first] = most;
    return first === undefined ? [] : [{ ...first, confidence: most.length / own.length }];
  });
  return { kept, withoutAnswer: items.length - kept.length, withoutConfidence: 0 };
}

function rowOf(
  model: string,
  source: ConfidenceSource,
  { kept, withoutAnswer, withoutConfidence }: Sourced,
  { confidence: level, resamples, seed }: Pick<RunSettings, "confidence" | "resamples" | "seed">,
  { bins, accuracy, marks }: CalibrationWishes,
): readonly CalibrationRow[] {
  const answers: ConfidentAnswers = {
    confidences: Float64Array.from(kept, ({ confidence }) => confidence),
    right: Float64Array.from(kept, ({ right }) => (right ? 1 : 0)),
    clusters: Int32Array.from(kept, ({ cluster }) => cluster),
  };
  const most = Math.max(1, Math.floor(kept.length / leastInBin));
  const mass = { kind: "equal-mass", count: Math.min(bins, most) } as const;
  const width = { kind: "equal-width", count: bins } as const;
  const plan = { level, resamples, seed };
  const calibrationError = expectedCalibrationError(answers, mass, plan);
  const equalWidth = expectedCalibrationError(answers, width, { ...plan, resamples: 1 });
  const brier = brierScore(answers, level);
  const decomposition = brierDecomposition(answers, mass);
  const logarithmic = logarithmicScore(answers, logarithmicFloor);
  const area = riskCoverageArea(answers, plan);
  if (!(calibrationError && equalWidth && brier && decomposition && logarithmic && area)) {
    // Each of them is null without an answer, and only then.
    return [];
  }
  const nAnswers = kept.length;
  const clusters = clusterIndex(answers.clusters);
  const nItems = new Set(kept.map(({ itemId }) => itemId)).size;
  return [
    {
      model,
      source,
      nAnswers,
      nItems,
      nClusters: clusters.count,
      withoutAnswer,
      withoutConfidence,
      accuracy: { ...itemMean(answers.right, clusters, level), nItems },
      confidence: answers.confidences.reduce((sum, confidence) => sum + confidence, 0) / nAnswers,
      calibrationError,
      equalWidthError: equalWidth.value,
      debiased: debiasedCalibrationError(answers, mass),
      brier: { value: brier.value, low: brier.low, high: brier.high },
      decomposition,
      logarithmic,
      area,
      selective: coverages.flatMap((coverage) => {
        const found = selectiveAccuracy(answers, coverage, level);
        return found === null ? [] : [{ coverage, ...found }];
      }),
      bins: reliabilityDiagram(answers, mass, level),
      curve: thinnedCurve(answers),
      forAccuracy: heldOutThreshold(answers, { kind: "accuracy", accuracy }, { level, seed }),
      forMarks: thresholdForMarks(kept, answers, marks, { level, seed }),
    },
  ];
}

/** On the answers that have marks; null without any. */
function thresholdForMarks(
  kept: Sourced["kept"],
  answers: ConfidentAnswers,
  scheme: MarkingScheme | null,
  settings: { readonly level: number; readonly seed: number },
): RecordedThreshold | null {
  const marked = kept.flatMap(({ right, mark }, place) => {
    const own = scheme === null ? mark : { given: right ? scheme.right : scheme.wrong, heldBack: scheme.abstained };
    return own === null ? [] : [{ ...own, place }];
  });
  const marks: AnswerMarks = {
    given: Float64Array.from(marked, ({ given }) => given),
    heldBack: Float64Array.from(marked, ({ heldBack }) => heldBack),
  };
  const own = answersAt(
    answers,
    marked.map(({ place }) => place),
  );
  return marked.length === 0 ? null : heldOutThreshold(own, { kind: "marks", marks }, settings);
}

function thinnedCurve(answers: ConfidentAnswers): readonly RiskPoint[] {
  const all = riskCoverageCurve(answers);
  const step = Math.ceil(all.length / mostCurvePoints);
  return all
    .filter((_, at) => at % step === 0 || at === all.length - 1)
    .map(({ threshold, n, right }) => ({ threshold, coverage: n / answers.right.length, risk: (n - right) / n }));
}
