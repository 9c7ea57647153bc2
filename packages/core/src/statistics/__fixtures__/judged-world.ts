import type { JudgedReplies } from "../judged-samples.ts";
import { normalQuantile } from "../normal-quantile.ts";
import type { UniformGenerator } from "../uniform-generator.ts";

/** Truly good replies and a judge that errs, of which people rate some. */
export interface JudgedWorld {
  readonly labelled: number;
  readonly unlabelled: number;
  /** Chance that a reply is good; in clusters a beta-like mixture around it. */
  readonly good: number;
  /** Chance that the judge calls a good reply good, and a bad one bad. */
  readonly sensitivity: number;
  readonly specificity: number;
  /** Replies in a cluster, labelled together or not at all; default 1. */
  readonly clusterSize?: number;
  /** Chance that a reply of a cluster repeats the one before, with its verdict; default 0. */
  readonly copied?: number;
}

export function drawJudged(world: JudgedWorld, generator: UniformGenerator): JudgedReplies {
  const { labelled, unlabelled, good, sensitivity, specificity, clusterSize = 1, copied = 0 } = world;
  const draw = (n: number, from: number) => {
    const human = new Float64Array(n);
    const judge = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      if (i % clusterSize !== 0 && generator.fraction() < copied) {
        human[i] = human[i - 1] ?? 0;
        judge[i] = judge[i - 1] ?? 0;
      } else {
        human[i] = generator.fraction() < good ? 1 : 0;
        const positive = human[i] === 1 ? sensitivity : 1 - specificity;
        judge[i] = generator.fraction() < positive ? 1 : 0;
      }
    }
    const clusters = Int32Array.from({ length: n }, (_, i) => from + Math.floor(i / clusterSize));
    return { human, judge, clusters };
  };
  const one = draw(labelled, 0);
  const { judge, clusters } = draw(unlabelled, labelled);
  return { labelled: one, unlabelled: { judge, clusters } };
}

/** Ratings of 1 to 5 around 3.5, and a judge 0.4 too mild whose ratings go along with them so far. */
export function drawRated(
  world: { readonly labelled: number; readonly unlabelled: number; readonly correlation: number },
  generator: UniformGenerator,
): JudgedReplies {
  const { labelled, unlabelled, correlation } = world;
  const noise = Math.sqrt(1 - correlation * correlation);
  const point = (value: number): number => Math.round(Math.min(5, Math.max(1, value)));
  const draw = (n: number, from: number) => {
    const human = new Float64Array(n);
    const judge = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const z = normalQuantile(generator.fraction());
      human[i] = point(3.5 + z);
      judge[i] = point(3.9 + correlation * z + noise * normalQuantile(generator.fraction()));
    }
    return { human, judge, clusters: Int32Array.from({ length: n }, (_, i) => from + i) };
  };
  const one = draw(labelled, 0);
  const { judge, clusters } = draw(unlabelled, labelled);
  return { labelled: one, unlabelled: { judge, clusters } };
}
