import { BugError } from "../base/errors.ts";

/** Which option each candidate of a field chose at each item. Options are numbered from 0. */
export interface FieldChoices {
  /** One list a sitting, each with the option chosen at every item, or −1 where none was chosen or read. */
  readonly choices: readonly Int32Array[];
  /** Candidate of each sitting, numbered from 0 without a gap: repeats of one model share a number. Default: all apart. */
  readonly candidateOf?: Int32Array;
  /** Published key of each item, or −1 where there is no single key (annulled, several keys). */
  readonly key: Int32Array;
  /** Options of each item. */
  readonly optionCounts: Int32Array;
}

/** A checked field, with what its readers ask for. */
export interface CheckedField {
  readonly items: number;
  readonly candidates: number;
  readonly mostOptions: number;
  readonly candidateOf: Int32Array;
  /** 1 / sittings of each candidate, so that its repeats together are one vote. */
  readonly voteOf: Float64Array;
}

/**
 * Check that the lists of a field fit each other. No sitting and no item are allowed. Throws INTERNAL for lists of
 * different length, a choice or a key outside the options, or a candidate without a sitting.
 */
export function checkField({ choices, candidateOf, key, optionCounts }: FieldChoices): CheckedField {
  const items = key.length;
  if (optionCounts.length !== items || choices.some((sitting) => sitting.length !== items)) {
    throw new BugError("INTERNAL", `field of ${items} keys with lists of other lengths`);
  }
  const of = candidateOf ?? Int32Array.from(choices, (_, sitting) => sitting);
  if (of.length !== choices.length) {
    throw new BugError("INTERNAL", `field of ${choices.length} sittings and ${of.length} candidates of them`);
  }
  let mostOptions = 0;
  for (let item = 0; item < items; item++) {
    const options = optionCounts[item] ?? 0;
    mostOptions = Math.max(mostOptions, options);
    requireOption(key[item] ?? -1, options, "key", item);
    for (const sitting of choices) {
      requireOption(sitting[item] ?? -1, options, "choice", item);
    }
  }
  const candidates = of.reduce((most, candidate) => Math.max(most, candidate + 1), 0);
  const sittings = new Float64Array(candidates);
  for (const candidate of of) {
    sittings[candidate] = (sittings[candidate] ?? 0) + 1;
  }
  if (sittings.includes(0) || of.some((candidate) => candidate < 0)) {
    throw new BugError("INTERNAL", "candidates of a field are not numbered from 0 without a gap");
  }
  return { items, candidates, mostOptions, candidateOf: of, voteOf: sittings.map((count) => 1 / count) };
}

function requireOption(option: number, options: number, what: string, item: number): void {
  if (option < -1 || option >= options) {
    throw new BugError("INTERNAL", `${what} ${option} at item ${item}, which has ${options} options`);
  }
}
