import { clusterIndex } from "../cluster-index.ts";
import { normalQuantile } from "../normal-quantile.ts";
import { type PairedDifference, pairedDifference } from "../paired-difference.ts";
import { uniformGenerator } from "../uniform-generator.ts";

/** How points of two examinees on the same units in clusters come about: a latent normal for each answer. */
export interface PairedDesign {
  readonly clusters: number;
  /** "single" units; "copies" are 5 repeats that always agree; "dominated" has one cluster of half the units. */
  readonly sizes: "single" | "copies" | "five" | "uneven" | "heavy" | "dominated";
  /** The second examinee's chance to be right. */
  readonly accuracy: number;
  /** What a cluster's difficulty adds for both, and for each by itself, as standard deviations; a unit's is 1. */
  readonly common: number;
  readonly specific: number;
  /** What the first is better by, in standard deviations of the latent variable. */
  readonly shift: number;
  /** Right or wrong, or the mean of two answers (points of 0, ½ and 1). */
  readonly answers?: 1 | 2;
}

/** A source of samples; the same seed gives the same samples. */
export function pairedSampler(design: PairedDesign, seed: number): () => PairedDifference {
  const generator = uniformGenerator("paired-sample", seed);
  const normal = () =>
    Math.sqrt(-2 * Math.log(generator.fraction())) * Math.cos(2 * Math.PI * generator.fraction());
  const { clusters, sizes, common, specific, answers = 1 } = design;
  const deviation = Math.sqrt(2 + common ** 2 + specific ** 2);
  const centre = normalQuantile(design.accuracy) * deviation;
  const size = (cluster: number): number => {
    if (sizes === "single") return 1;
    if (sizes === "copies" || sizes === "five") return 5;
    if (sizes === "heavy") return Math.min(40, Math.max(1, Math.floor(Math.exp(0.7 + normal()))));
    if (sizes === "dominated" && cluster === 0) return Math.floor((5 * clusters) / 2);
    return 1 + Math.floor(generator.fraction() * 5);
  };
  return () => {
    const first: number[] = [];
    const second: number[] = [];
    const codes: number[] = [];
    for (let cluster = 0; cluster < clusters; cluster++) {
      const shared = centre + common * normal();
      const one = shared + design.shift * deviation + specific * normal();
      const other = shared + specific * normal();
      const units = size(cluster);
      for (let unit = 0; unit < units; unit++) {
        codes.push(cluster);
        if (sizes === "copies" && unit > 0) {
          first.push(first.at(-1) ?? 0);
          second.push(second.at(-1) ?? 0);
          continue;
        }
        const difficulty = normal();
        let right = 0;
        let otherRight = 0;
        for (let answer = 0; answer < answers; answer++) {
          right += one + difficulty + normal() > 0 ? 1 : 0;
          otherRight += other + difficulty + normal() > 0 ? 1 : 0;
        }
        first.push(right / answers);
        second.push(otherRight / answers);
      }
    }
    const sample = pairedDifference(
      Float64Array.from(first),
      Float64Array.from(second),
      clusterIndex(Int32Array.from(codes)),
    );
    if (sample === null) {
      throw new Error("a sample without units");
    }
    return sample;
  };
}

/** The true mean difference of a design: Φ of the latent means; size and cluster do not enter it. */
export function trueDifference(design: PairedDesign, normalCdf: (z: number) => number): number {
  const z = normalQuantile(design.accuracy);
  return normalCdf(z + design.shift) - design.accuracy;
}
