import { checkField, type FieldChoices } from "./field-choices.ts";

/** How far the candidates of a field err together; square tables, candidate by candidate, row by row. */
export interface ErrorOverlap {
  readonly candidates: number;
  /** Items on which both chose one and the same wrong option. */
  readonly sameWrong: Float64Array;
  /** Items on which at least one of the two chose wrongly. */
  readonly eitherWrong: Float64Array;
  /** Items on which both chose wrongly, the same option or not. */
  readonly bothWrong: Float64Array;
  /** Items with a key that both answered. */
  readonly shared: Float64Array;
}

/**
 * Count the wrong answers that candidates have in common. Models of one family, or trained on one another, choose the
 * same wrong options more often than models that merely find the same items hard.
 *
 * Items without a key are left out, and for a pair those that one of the two did not answer. Repeats of a candidate
 * count as shares of one vote: a pair then shares the smaller of its two shares of each wrong option.
 * No candidate gives empty tables. Throws INTERNAL where the lists of the field do not fit each other.
 *
 * @example errorOverlap({ choices: [Int32Array.of(1, 0), Int32Array.of(1, 1)], key: Int32Array.of(0, 0),
 *   optionCounts: Int32Array.of(2, 2) }) // of candidates 0 and 1: sameWrong 1, eitherWrong 2, bothWrong 1, shared 2
 */
export function errorOverlap(field: FieldChoices): ErrorOverlap {
  const { items, candidates, mostOptions, candidateOf, voteOf } = checkField(field);
  const table = (): Float64Array => new Float64Array(candidates * candidates);
  const [sameWrong, eitherWrong, bothWrong, shared] = [table(), table(), table(), table()];
  const votes = new Float64Array(candidates * mostOptions);
  const wrong = new Float64Array(candidates);
  const answered = new Uint8Array(candidates);
  for (let item = 0; item < items; item++) {
    const key = field.key[item] ?? -1;
    if (key < 0) {
      continue;
    }
    votes.fill(0);
    wrong.fill(0);
    answered.fill(0);
    for (let sitting = 0; sitting < field.choices.length; sitting++) {
      const choice = field.choices[sitting]?.[item] ?? -1;
      const candidate = candidateOf[sitting] ?? 0;
      if (choice >= 0) {
        const vote = voteOf[candidate] ?? 0;
        answered[candidate] = 1;
        if (choice !== key) {
          const cell = candidate * mostOptions + choice;
          votes[cell] = (votes[cell] ?? 0) + vote;
          wrong[candidate] = (wrong[candidate] ?? 0) + vote;
        }
      }
    }
    for (let first = 0; first < candidates; first++) {
      if (answered[first] === 0) {
        continue;
      }
      for (let second = 0; second < candidates; second++) {
        if (answered[second] === 0) {
          continue;
        }
        const cell = first * candidates + second;
        shared[cell] = (shared[cell] ?? 0) + 1;
        const ofFirst = wrong[first] ?? 0;
        const ofSecond = wrong[second] ?? 0;
        if (ofFirst > 0 || ofSecond > 0) {
          eitherWrong[cell] = (eitherWrong[cell] ?? 0) + Math.max(ofFirst, ofSecond);
        }
        if (ofFirst > 0 && ofSecond > 0) {
          bothWrong[cell] = (bothWrong[cell] ?? 0) + Math.min(ofFirst, ofSecond);
          sameWrong[cell] = (sameWrong[cell] ?? 0) + commonVotes(votes, mostOptions, first, second);
        }
      }
    }
  }
  return { candidates, sameWrong, eitherWrong, bothWrong, shared };
}

function commonVotes(votes: Float64Array, options: number, first: number, second: number): number {
  let common = 0;
  for (let option = 0; option < options; option++) {
    common += Math.min(votes[first * options + option] ?? 0, votes[second * options + option] ?? 0);
  }
  return common;
}

/** Errors not shared that a pair is given before the data, so that one or two in common make no family. */
const unlikeErrors = 3;
/** More than this no two independent models share, however hard the items: a field of copies has no base of its own. */
const mostBase = 0.5;

/**
 * What each candidate's vote is worth beside the others, above 0 and at most 1: 1/(1 + Σ s), with s the likeness of its
 * errors to each other candidate's: the same wrong answers as a share of all wrong answers of the two (and of 3 more not
 * shared, so that one in common makes no family), scaled to 0 at the lower quartile of all pairs (what sharing hard
 * items gives; at most ½) and to 1 for copies. c copies of a model are together worth one,
 * as closely related sequences are down-weighted in an alignment. A single candidate is worth 1, and so is one that
 * never errs.
 */
export function independenceWeights({ candidates, sameWrong, eitherWrong }: ErrorOverlap): Float64Array {
  const likeness = (cell: number): number => {
    return (sameWrong[cell] ?? 0) / ((eitherWrong[cell] ?? 0) + unlikeErrors);
  };
  const pairs: number[] = [];
  for (let first = 0; first < candidates; first++) {
    for (let second = first + 1; second < candidates; second++) {
      pairs.push(likeness(first * candidates + second));
    }
  }
  pairs.sort((one, other) => one - other);
  const base = Math.min(mostBase, pairs[Math.floor((pairs.length - 1) / 4)] ?? 0);
  return Float64Array.from({ length: candidates }, (_, first) => {
    let alike = 1;
    for (let second = 0; second < candidates; second++) {
      const share = likeness(first * candidates + second);
      alike += second === first ? 0 : Math.max(0, (share - base) / (1 - base));
    }
    return 1 / alike;
  });
}
