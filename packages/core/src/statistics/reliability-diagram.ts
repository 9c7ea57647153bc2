import { clusterIndex } from "./cluster-index.ts";
import { type Binning, confidenceBins } from "./confidence-bins.ts";
import { answersAt, type ConfidentAnswers } from "./confident-answers.ts";
import { type MeanEstimate, meanInterval } from "./mean-interval.ts";

/** One bin of a reliability diagram. */
export interface ReliabilityBin {
  readonly n: number;
  /** Mean confidence, and the least and the greatest, 0–1. */
  readonly confidence: number;
  readonly least: number;
  readonly greatest: number;
  /** Share right with Wilson's interval, clustered where answers are. */
  readonly accuracy: MeanEstimate;
}

/**
 * Accuracy against confidence, bin by bin in ascending order; bins without an answer are left out. Throws INTERNAL as
 * `confidenceBins`, and for a level outside 0–1. Source: Murphy & Winkler 1977, doi:10.2307/2346866; DeGroot & Fienberg
 * 1983, doi:10.2307/2987588.
 */
export function reliabilityDiagram(
  answers: ConfidentAnswers,
  binning: Binning,
  level: number,
): readonly ReliabilityBin[] {
  const { count, of } = confidenceBins(answers, binning);
  const places = Array.from({ length: count }, (): number[] => []);
  for (const [place, bin] of of.entries()) {
    places[bin]?.push(place);
  }
  return places.flatMap((own) => {
    const { confidences, right, clusters } = answersAt(answers, own);
    const accuracy = meanInterval(right, clusterIndex(clusters), level);
    return accuracy === null
      ? []
      : [
          {
            n: own.length,
            confidence: confidences.reduce((sum, confidence) => sum + confidence, 0) / own.length,
            least: confidences.reduce((least, confidence) => Math.min(least, confidence), 1),
            greatest: confidences.reduce((greatest, confidence) => Math.max(greatest, confidence), 0),
            accuracy,
          },
        ];
  });
}
