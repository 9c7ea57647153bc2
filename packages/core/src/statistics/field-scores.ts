import { BugError } from "../base/errors.ts";

/** One way of splitting the items into strata: a tag such as specialty, with the values that items have of it. */
export interface StratumTag {
  /** How many values there are; each is a stratum. */
  readonly values: number;
  /**
   * Value of each item, 0 to `values` − 1, or −1 for an item that lacks the tag. With `starts`, the values of item i
   * are entries starts[i] to starts[i + 1] − 1, all different, and an item without any has none.
   */
  readonly codes: Int32Array;
  /** For a tag of which an item may have several values: one number an item and one more. */
  readonly starts?: Int32Array;
}

/** What all models of a field scored on the same items. */
export interface FieldScores {
  /** One array a model, all of one length: points of each item, 0–1, NaN where the model has none. */
  readonly models: readonly Float64Array[];
  /** Cluster code of each item, any 32-bit integers; items of one cluster are drawn together. */
  readonly clusters: Int32Array;
  readonly tags: readonly StratumTag[];
}

/**
 * First stratum of each tag, and at the end the number of strata. Stratum 0 is all items; value v of tag t is stratum
 * offsets[t] + v.
 *
 * @example stratumOffsets([{ values: 3, codes }, { values: 2, codes }]) // [1, 4, 6]
 */
export function stratumOffsets(tags: readonly StratumTag[]): readonly number[] {
  const offsets = [1];
  for (const { values } of tags) {
    offsets.push((offsets.at(-1) ?? 0) + values);
  }
  return offsets;
}

/** Throws INTERNAL unless lengths agree, points are 0–1 or NaN, and codes lie within their tag. */
export function requireField({ models, clusters, tags }: FieldScores): void {
  const items = clusters.length;
  for (const [model, points] of models.entries()) {
    if (points.length !== items) {
      throw new BugError("INTERNAL", `model ${model} has points for ${points.length} items out of ${items}`);
    }
    const wrong = points.findIndex((point) => point < 0 || point > 1);
    if (wrong >= 0) {
      throw new BugError("INTERNAL", `model ${model} has ${points[wrong]} points for item ${wrong}, outside 0–1`);
    }
  }
  for (const [index, tag] of tags.entries()) {
    requireTag(tag, index, items);
  }
}

function requireTag({ values, codes, starts }: StratumTag, index: number, items: number): void {
  const wrong = codes.findIndex((code) => code >= values || code < (starts === undefined ? -1 : 0));
  if (wrong >= 0) {
    throw new BugError("INTERNAL", `tag ${index} of ${values} values has code ${codes[wrong]} at ${wrong}`);
  }
  if (starts === undefined) {
    if (codes.length !== items) {
      throw new BugError("INTERNAL", `tag ${index} has ${codes.length} codes for ${items} items`);
    }
    return;
  }
  if (starts.length !== items + 1 || starts[0] !== 0 || starts[items] !== codes.length) {
    throw new BugError("INTERNAL", `tag ${index} does not say where the ${codes.length} codes of ${items} items start`);
  }
  const lastItem = new Int32Array(values).fill(-1);
  for (let item = 0; item < items; item++) {
    for (const code of codes.subarray(starts[item], starts[item + 1])) {
      if (lastItem[code] === item) {
        throw new BugError("INTERNAL", `item ${item} has value ${code} of tag ${index} twice`);
      }
      lastItem[code] = item;
    }
  }
}
