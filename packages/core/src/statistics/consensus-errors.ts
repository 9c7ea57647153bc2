import { BugError } from "../base/errors.ts";
import { errorOverlap } from "./error-overlap.ts";
import { checkField, type FieldChoices } from "./field-choices.ts";

/** An item on which much of the field chose one and the same wrong option. */
export interface ConsensusError {
  readonly item: number;
  readonly option: number;
  /** Candidates that chose it; repeats of a candidate are shares of one. */
  readonly votes: number;
  /** Votes as a share of those of the candidates that answered the item, 0–1. */
  readonly share: number;
}

/** How often two candidates make the same mistake. */
export interface SharedErrors {
  readonly first: number;
  readonly second: number;
  /** Items that both got wrong. */
  readonly bothWrong: number;
  /** Of these, those with the same wrong option. */
  readonly sameWrong: number;
  /** sameWrong / bothWrong, 0–1; null where there is none. */
  readonly rate: number | null;
}

/** What the field gets wrong together. */
export interface ConsensusErrors {
  /** Largest share first, then more votes, then item order. */
  readonly items: readonly ConsensusError[];
  /** Every pair, the one with the lower number first. */
  readonly pairs: readonly SharedErrors[];
}

/**
 * Items on which at least `leastShare` (above 0, at most 1) of the candidates that answered chose the same wrong option,
 * by at least two votes (one candidate is no consensus), and how often each pair of candidates that both err choose the
 * same wrong option: by chance 1/(options − 1).
 * Such an item has a wrong key, a common misconception or a trap; `suspectedKeys` weighs which.
 *
 * Items without a key are left out. No candidate gives no item and no pair. Where an item has two options at a tie,
 * each with the share, both are listed. Throws INTERNAL where the lists of the field do not fit, or for a share outside.
 */
export function consensusErrors(field: FieldChoices, leastShare: number): ConsensusErrors {
  if (!(leastShare > 0 && leastShare <= 1)) {
    throw new BugError("INTERNAL", `consensus of a share of ${leastShare}`);
  }
  const { items, candidateOf, voteOf, mostOptions } = checkField(field);
  const found: ConsensusError[] = [];
  const votes = new Float64Array(mostOptions);
  for (let item = 0; item < items; item++) {
    const key = field.key[item] ?? -1;
    if (key < 0) {
      continue;
    }
    votes.fill(0);
    let answered = 0;
    for (let sitting = 0; sitting < candidateOf.length; sitting++) {
      const choice = field.choices[sitting]?.[item] ?? -1;
      if (choice >= 0) {
        const vote = voteOf[candidateOf[sitting] ?? 0] ?? 0;
        votes[choice] = (votes[choice] ?? 0) + vote;
        answered += vote;
      }
    }
    votes.forEach((count, option) => {
      // The votes of repeats are sums of fractions.
      if (option !== key && count >= 2 - 1e-9 && count >= leastShare * answered - 1e-9) {
        found.push({ item, option, votes: count, share: Math.min(1, count / answered) });
      }
    });
  }
  found.sort((one, other) => other.share - one.share || other.votes - one.votes || one.item - other.item);
  return { items: found, pairs: sharedErrors(field) };
}

function sharedErrors(field: FieldChoices): readonly SharedErrors[] {
  const overlap = errorOverlap(field);
  const pairs: SharedErrors[] = [];
  for (let first = 0; first < overlap.candidates; first++) {
    for (let second = first + 1; second < overlap.candidates; second++) {
      const cell = first * overlap.candidates + second;
      const bothWrong = overlap.bothWrong[cell] ?? 0;
      const sameWrong = overlap.sameWrong[cell] ?? 0;
      pairs.push({ first, second, bothWrong, sameWrong, rate: bothWrong > 0 ? sameWrong / bothWrong : null });
    }
  }
  return pairs;
}
