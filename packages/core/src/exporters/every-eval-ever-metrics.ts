/** How Every Eval Ever is told of a measure: its metric's name, family, direction and bounds. */
export interface EveryEvalEverMetric {
  readonly metric_id: string;
  readonly metric_name: string;
  readonly metric_kind: string;
  readonly metric_unit: string;
  readonly lower_is_better: boolean;
  readonly score_type: "continuous";
  readonly min_score: number | "-Infinity";
  readonly max_score: number | "Infinity";
}

/** Measures that have a name in that database. Shares of outcomes and own measures get a name under "viva.". */
const known: Readonly<Record<string, Partial<EveryEvalEverMetric>>> = {
  accuracy: { metric_id: "accuracy", metric_name: "Accuracy", metric_kind: "accuracy", min_score: 0, max_score: 1 },
  "weighted-f1": {
    metric_id: "f1_weighted",
    metric_name: "Weighted F1",
    metric_kind: "f1",
    min_score: 0,
    max_score: 1,
  },
  "chance-corrected-accuracy": { metric_kind: "accuracy", max_score: 1 },
  "mean-points": { metric_kind: "points", min_score: 0, max_score: 1 },
  "corpus-score": { metric_kind: "text_similarity", min_score: 0 },
  "net-points": { metric_kind: "points", max_score: 1 },
  "macro-accuracy": { metric_kind: "accuracy", min_score: 0, max_score: 1 },
};

/**
 * The metric of a measure. Bounds must hold every score, so a measure whose range is not known here is unbounded;
 * shares ("rate:refused", "accuracy:worst") lie in 0–1. More of an outcome other than "chosen" counts as worse.
 */
export function everyEvalEverMetric(measure: string): EveryEvalEverMetric {
  const [family = measure, detail] = measure.split(":");
  const rate = family === "rate";
  const facts = {
    ...(rate ? { metric_kind: "rate", min_score: 0, max_score: 1 } : (known[family] ?? {})),
    ...(detail === undefined ? {} : { metric_id: undefined, metric_name: undefined }),
  };
  return {
    metric_id: facts.metric_id ?? `viva.${measure.replace(/[^A-Za-z0-9]+/g, "_")}`,
    metric_name: facts.metric_name ?? measure,
    metric_kind: facts.metric_kind ?? family,
    metric_unit: "proportion",
    lower_is_better: rate && detail !== "chosen",
    score_type: "continuous",
    min_score: facts.min_score ?? "-Infinity",
    max_score: facts.max_score ?? "Infinity",
  };
}
