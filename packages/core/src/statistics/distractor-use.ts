import { BugError } from "../base/errors.ts";
import { checkField, type FieldChoices } from "./field-choices.ts";

/** How often an option was chosen. Shares are of all candidates, those without an answer included. */
export interface OptionUse {
  readonly share: number;
  /** Share among the upper group, by ability. */
  readonly upper: number;
  /** Share among the lower group. */
  readonly lower: number;
}

/** How the options of one item were used. */
export interface DistractorUse {
  readonly options: readonly OptionUse[];
  /** Share of candidates that chose none. */
  readonly unanswered: number;
  /** Distractors nobody chose. */
  readonly unused: readonly number[];
  /** Distractors chosen by fewer than the given share, the unused included: they do not work as distractors. */
  readonly nonFunctioning: readonly number[];
}

/** What counts as an upper group and as a working distractor. */
export interface DistractorUseSettings {
  /** Share of the candidates in the upper, and in the lower, group; above 0 and at most ½. Kelley's is 0.27. */
  readonly groupShare?: number;
  /** A distractor chosen by less than this share does not function; Haladyna & Downing's is 0.05. */
  readonly functioningFrom?: number;
}

/**
 * How each option of each item was used, by all candidates and by the upper and lower group of ability (the total score,
 * one a candidate; higher is better). A distractor should draw more of the lower group than of the upper.
 *
 * Repeats of a candidate are shares of one vote. Candidates tied in ability at the edge of a group belong to it in equal
 * part, so that their order does not matter. Items without a key have options but no distractors: none is listed.
 * Null without candidates. Throws INTERNAL where lists do not fit, an ability is not finite, or a setting is outside.
 * Source: Kelley 1939, doi:10.1037/h0057123; Haladyna & Downing 1993, doi:10.1177/0013164493053004013.
 */
export function distractorUse(
  field: FieldChoices,
  abilities: Float64Array,
  { groupShare = 0.27, functioningFrom = 0.05 }: DistractorUseSettings = {},
): readonly DistractorUse[] | null {
  const { items, candidates, candidateOf, voteOf } = checkField(field);
  if (abilities.length !== candidates || !abilities.every(Number.isFinite)) {
    throw new BugError("INTERNAL", `abilities of ${abilities.length} candidates out of ${candidates}, or not finite`);
  }
  if (!(groupShare > 0 && groupShare <= 0.5 && functioningFrom >= 0 && functioningFrom <= 1)) {
    throw new BugError("INTERNAL", `distractors by groups of ${groupShare}, functioning from ${functioningFrom}`);
  }
  if (candidates === 0) {
    return null;
  }
  const size = Math.max(1, groupShare * candidates);
  const inUpper = topMembership(abilities, size);
  const inLower = topMembership(
    abilities.map((ability) => -ability),
    size,
  );
  return Array.from({ length: items }, (_, item) => {
    const all = new Float64Array(field.optionCounts[item] ?? 0);
    const upper = new Float64Array(all.length);
    const lower = new Float64Array(all.length);
    let answered = 0;
    field.choices.forEach((sitting, index) => {
      const choice = sitting[item] ?? -1;
      const candidate = candidateOf[index] ?? 0;
      const vote = voteOf[candidate] ?? 0;
      if (choice >= 0) {
        answered += vote;
        all[choice] = (all[choice] ?? 0) + vote;
        upper[choice] = (upper[choice] ?? 0) + vote * (inUpper[candidate] ?? 0);
        lower[choice] = (lower[choice] ?? 0) + vote * (inLower[candidate] ?? 0);
      }
    });
    const options = Array.from(all, (votes, option) => ({
      share: votes / candidates,
      upper: (upper[option] ?? 0) / size,
      lower: (lower[option] ?? 0) / size,
    }));
    const key = field.key[item] ?? -1;
    const distractors = options.map((_, option) => option).filter((option) => key >= 0 && option !== key);
    return {
      options,
      unanswered: Math.max(0, 1 - answered / candidates),
      unused: distractors.filter((option) => (options[option]?.share ?? 0) === 0),
      nonFunctioning: distractors.filter((option) => {
        const share = options[option]?.share ?? 0;
        return share === 0 || share < functioningFrom;
      }),
    };
  });
}

/** How far each value belongs to the `size` greatest: 1, 0, or an equal part for those tied at the edge. */
function topMembership(values: Float64Array, size: number): Float64Array {
  return values.map((value) => {
    let greater = 0;
    let tied = 0;
    for (const other of values) {
      greater += other > value ? 1 : 0;
      tied += other === value ? 1 : 0;
    }
    return Math.min(1, Math.max(0, (size - greater) / tied));
  });
}
