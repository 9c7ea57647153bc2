import { type UniformGenerator, uniformGenerator } from "../uniform-generator.ts";

/** How raters err: they see the true category with a chance, else say any of them by the shares of a guess. */
export interface PlantedRaters {
  readonly cases: number;
  readonly raters: number;
  /** Share of the cases of each category. */
  readonly shares: readonly number[];
  /** Chance to see the truth; raters are alike. */
  readonly accuracy: number;
  /** Chance that a rating is missing. */
  readonly missing?: number;
  /** Cases in a cluster, which all have the same true category and (by this chance) copied ratings; default 1. */
  readonly clusterSize?: number;
  readonly copied?: number;
}

/** One sample: a category for each case and rater, −1 where missing, and the cases' clusters. */
export interface PlantedRatings {
  readonly ratings: Int32Array;
  readonly clusters: Int32Array;
}

export function plantedRatings(design: PlantedRaters, generator: UniformGenerator): PlantedRatings {
  const { cases, raters, shares, accuracy, missing = 0, clusterSize = 1, copied = 0 } = design;
  const ratings = new Int32Array(cases * raters);
  const clusters = Int32Array.from({ length: cases }, (_, at) => Math.floor(at / clusterSize));
  const category = (): number => {
    let left = generator.fraction();
    return Math.max(
      0,
      shares.findIndex((share) => {
        left -= share;
        return left < 0;
      }),
    );
  };
  let truth = 0;
  for (let at = 0; at < cases; at++) {
    const follows = at % clusterSize !== 0;
    truth = follows ? truth : category();
    for (let rater = 0; rater < raters; rater++) {
      const before = ratings[(at - 1) * raters + rater] ?? 0;
      const own = generator.fraction() < accuracy ? truth : category();
      ratings[at * raters + rater] = follows && generator.fraction() < copied ? before : own;
    }
  }
  if (missing > 0) {
    for (let at = 0; at < ratings.length; at++) {
      ratings[at] = generator.fraction() < missing ? -1 : (ratings[at] ?? 0);
    }
  }
  return { ratings, clusters };
}

export function plantedGenerator(name: string, design: object): UniformGenerator {
  return uniformGenerator(name, JSON.stringify(design));
}

/** Chance that two raters say each pair of categories, row by row; the marginals are the shares. */
export function plantedJoint({ shares, accuracy }: PlantedRaters): readonly (readonly number[])[] {
  const agree = accuracy * accuracy;
  return shares.map((one, row) =>
    shares.map((other, column) => (row === column ? agree * one : 0) + (1 - agree) * one * other),
  );
}
