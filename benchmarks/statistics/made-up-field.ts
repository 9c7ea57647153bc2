import type { FieldScores } from "../../packages/core/src/statistics/field-scores.ts";
import { uniformGenerator } from "../../packages/core/src/statistics/uniform-generator.ts";

/** Size and kind of a field. */
export interface FieldSize {
  readonly models: number;
  readonly items: number;
  /** Values of each tag; a thirtieth of the items lack a tag. */
  readonly tags: readonly number[];
  /** How many of the models get partial credit. */
  readonly partial: number;
  /** Share of the items that each of some models lacks; every third model. */
  readonly missing: number;
}

/**
 * Models of rising ability on items of differing difficulty, so that they are right on much the same items, as real
 * ones are. Four of five items stand alone, the others in groups of two to five.
 */
export function madeUpField(size: FieldSize): FieldScores {
  const { fraction } = uniformGenerator("benchmark-field", 1);
  const difficulty = Float64Array.from({ length: size.items }, () => 4 * fraction() - 2.5);
  const models = Array.from({ length: size.models }, (_, model) =>
    Float64Array.from(difficulty, (hard) => {
      if (model % 3 === 2 && fraction() < size.missing) {
        return Number.NaN;
      }
      const right = fraction() < 1 / (1 + Math.exp(1 + hard - 0.08 * model));
      return right ? 1 : model < size.partial ? fraction() : 0;
    }),
  );
  const clusters = new Int32Array(size.items);
  for (let item = 0, cluster = 0; item < size.items; cluster++) {
    const together = fraction() < 0.07 ? 2 + Math.floor(4 * fraction()) : 1;
    for (let left = together; left > 0 && item < size.items; left--) {
      clusters[item] = cluster;
      item += 1;
    }
  }
  const tags = size.tags.map((values) => ({
    values,
    codes: Int32Array.from({ length: size.items }, () => (fraction() < 1 / 30 ? -1 : Math.floor(values * fraction()))),
  }));
  return { models, clusters, tags };
}
