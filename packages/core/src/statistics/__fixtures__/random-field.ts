import type { FieldScores, StratumTag } from "../field-scores.ts";
import { uniformGenerator } from "../uniform-generator.ts";

/** What a made-up field of models looks like. */
export interface FieldDesign {
  readonly models: number;
  readonly items: number;
  /** Cluster sizes are uniform from 1 to this. */
  readonly mostInCluster: number;
  /** How many values each tag has; of every third tag an item may have two values. */
  readonly tags: readonly number[];
  /** Share of items that a model lacks. */
  readonly missing: number;
  /** The first so many models get partial credit. */
  readonly partial: number;
}

/** A field with models of rising ability and items of differing difficulty; the same seed gives the same field. */
export function randomField(design: FieldDesign, seed: number): FieldScores {
  const generator = uniformGenerator("random-field", seed);
  const below = (count: number): number => Math.floor(generator.fraction() * count);
  const difficulty = Float64Array.from({ length: design.items }, () => generator.fraction());
  const models = Array.from({ length: design.models }, (_, model) =>
    Float64Array.from(difficulty, (hard) => {
      if (generator.fraction() < design.missing) {
        return Number.NaN;
      }
      const right = generator.fraction() < 1 - hard + (0.3 * model) / design.models;
      return right ? 1 : model < design.partial ? generator.fraction() : 0;
    }),
  );
  const clusters = new Int32Array(design.items);
  for (let item = 0, cluster = 0; item < design.items; cluster += 3) {
    for (let left = 1 + below(design.mostInCluster); left > 0 && item < design.items; left--) {
      clusters[item] = cluster;
      item += 1;
    }
  }
  const tags = design.tags.map((values, tag) =>
    tag % 3 === 2 ? severalValues(values, design.items, below) : singleValues(values, design.items, below),
  );
  return { models, clusters, tags };
}

function singleValues(values: number, items: number, below: (count: number) => number): StratumTag {
  return { values, codes: Int32Array.from({ length: items }, () => below(values + 1) - 1) };
}

function severalValues(values: number, items: number, below: (count: number) => number): StratumTag {
  const codes: number[] = [];
  const starts = [0];
  for (let item = 0; item < items; item++) {
    codes.push(...new Set(Array.from({ length: below(3) }, () => below(values))));
    starts.push(codes.length);
  }
  return { values, codes: Int32Array.from(codes), starts: Int32Array.from(starts) };
}
