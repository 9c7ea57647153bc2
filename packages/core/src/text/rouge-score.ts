/** Precision, recall and their harmonic mean, 0–1. */
export interface RougeScore {
  readonly precision: number;
  readonly recall: number;
  readonly fMeasure: number;
}

/** What is shared, over what the reply has and over what the reference has; 0 where there is nothing to divide by. */
export function rougeScore(shared: number, inReply: number, inReference: number): RougeScore {
  const precision = shared / Math.max(inReply, 1);
  const recall = shared / Math.max(inReference, 1);
  const fMeasure = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { precision, recall, fMeasure };
}

/** The score of the best of several references by F; the first of equals. Zeros without a reference. */
export function bestRouge(scores: readonly RougeScore[]): RougeScore {
  let best = scores[0] ?? { precision: 0, recall: 0, fMeasure: 0 };
  for (const score of scores) {
    if (score.fMeasure > best.fMeasure) {
      best = score;
    }
  }
  return best;
}
