import type { CheckedField, FieldChoices } from "./field-choices.ts";

/** What a model of latent keys says of candidates and kinds of item. */
export interface LatentKeyParameters {
  /** Share of items whose published key is wrong, in (0, 1). */
  readonly wrongKeyShare: number;
  /** Share of each kind of item. */
  readonly kindShares: Float64Array;
  /** Probability of the true key, kind by kind within a candidate, in (0, 1). */
  readonly accuracy: Float64Array;
  /** Share of the errors that go to the item's strong distractor, likewise. */
  readonly concentration: Float64Array;
}

/** The posterior of one item, overwritten by the next; tables are option by option within a kind. */
export interface LatentKeyPosterior {
  /** P(the option is the true key, the item is of the kind | choices). */
  readonly keys: Float64Array;
  /** P(the option is the strong distractor, the item is of the kind | choices). */
  readonly traps: Float64Array;
  /** P(the item is of the kind | choices). */
  readonly kinds: Float64Array;
  /** ln P(choices, the option is the true key), for the item's options. */
  readonly logJoint: Float64Array;
  /** Work out the posterior of an item that has a key and at least two options; gives ln P(choices). */
  read(item: number): number;
}

/** The product of three masses of this logarithm is still above 0: log odds end at about 230. */
const leastLog = -230;

/**
 * The expectation step for one item at a time, under given parameters. `voteOfSitting` is what a sitting's choice
 * counts: its likelihood is raised to that power.
 */
export function latentKeyPosterior(
  field: FieldChoices,
  { mostOptions, candidateOf }: CheckedField,
  voteOfSitting: Float64Array,
  { wrongKeyShare, kindShares, accuracy, concentration }: LatentKeyParameters,
): LatentKeyPosterior {
  const { choices, key: published, optionCounts } = field;
  const kindCount = kindShares.length;
  const sittings = choices.length;
  // Votes of each sitting, kind by kind: for a stray choice, and what the key or the trap gains over it.
  const ofSittings = (value: (cell: number) => number): Float64Array =>
    Float64Array.from({ length: sittings * kindCount }, (_, at) => {
      const sitting = Math.floor(at / kindCount);
      return (voteOfSitting[sitting] ?? 0) * value((candidateOf[sitting] ?? 0) * kindCount + (at % kindCount));
    });
  const logError = accuracy.map((share) => Math.log1p(-share));
  const logKey = accuracy.map(Math.log);
  const logTrap = concentration.map(Math.log);
  const logStray = concentration.map((share) => Math.log1p(-share));
  const strayVotes = ofSittings((cell) => (logError[cell] ?? 0) + (logStray[cell] ?? 0));
  const keyGains = ofSittings((cell) => (logKey[cell] ?? 0) - (logError[cell] ?? 0) - (logStray[cell] ?? 0));
  const trapGains = ofSittings((cell) => (logTrap[cell] ?? 0) - (logStray[cell] ?? 0));
  // Of two options the wrong one is the trap and takes all errors: nothing strays.
  const errorVotes = ofSittings((cell) => logError[cell] ?? 0);
  const keyGainsOfTwo = ofSittings((cell) => (logKey[cell] ?? 0) - (logError[cell] ?? 0));
  const logKinds = kindShares.map(Math.log);

  const table = (): Float64Array => new Float64Array(kindCount * mostOptions);
  const [keys, traps, asKey, asTrap] = [table(), table(), table(), table()];
  const kinds = new Float64Array(kindCount);
  const base = new Float64Array(kindCount);
  const logJoint = new Float64Array(mostOptions);

  /** Evidence that each option is the key, or the trap, over its being any other option; and the rest, by kind. */
  const gather = (item: number, options: number): void => {
    const isTwo = options === 2;
    const logStrays = isTwo ? 0 : Math.log(options - 2);
    const rest = isTwo ? errorVotes : strayVotes;
    const keyed = isTwo ? keyGainsOfTwo : keyGains;
    asKey.fill(0);
    asTrap.fill(0);
    base.set(logKinds);
    for (let sitting = 0; sitting < sittings; sitting++) {
      const choice = choices[sitting]?.[item] ?? -1;
      if (choice < 0) {
        continue;
      }
      const among = (voteOfSitting[sitting] ?? 0) * logStrays;
      for (let kind = 0; kind < kindCount; kind++) {
        const from = sitting * kindCount + kind;
        const at = kind * mostOptions + choice;
        base[kind] = (base[kind] ?? 0) + (rest[from] ?? 0) - among;
        asKey[at] = (asKey[at] ?? 0) + (keyed[from] ?? 0) + among;
        asTrap[at] = (asTrap[at] ?? 0) + (isTwo ? 0 : (trapGains[from] ?? 0) + among);
      }
    }
  };

  /** Turn logarithms into masses over the greatest of them, which is given back; none becomes 0. */
  const expand = (logs: Float64Array, start: number, options: number): number => {
    let most = logs[start] ?? 0;
    for (let at = start + 1; at < start + options; at++) {
      if ((logs[at] ?? 0) > most) most = logs[at] ?? 0;
    }
    for (let at = start; at < start + options; at++) {
      logs[at] = Math.exp(Math.max(leastLog, (logs[at] ?? 0) - most));
    }
    return most;
  };

  const read = (item: number): number => {
    const options = optionCounts[item] ?? 0;
    const key = published[item] ?? -1;
    gather(item, options);
    const logRight = Math.log1p(-wrongKeyShare);
    const logWrong = Math.log(wrongKeyShare / (options - 1));
    for (let kind = 0; kind < kindCount; kind++) {
      const start = kind * mostOptions;
      for (let truth = 0; truth < options; truth++) {
        asKey[start + truth] = (asKey[start + truth] ?? 0) + (truth === key ? logRight : logWrong);
      }
      base[kind] = (base[kind] ?? 0) + expand(asKey, start, options) + expand(asTrap, start, options);
    }
    const most = expand(base, 0, kindCount);
    keys.fill(0);
    traps.fill(0);
    kinds.fill(0);
    logJoint.fill(0);
    let sum = 0;
    for (let kind = 0; kind < kindCount; kind++) {
      const start = kind * mostOptions;
      let ofKind = 0;
      for (let truth = 0; truth < options; truth++) {
        const ofKey = (base[kind] ?? 0) * (asKey[start + truth] ?? 0);
        let ofTruth = 0;
        for (let trap = 0; trap < options; trap++) {
          if (trap !== truth) {
            const mass = ofKey * (asTrap[start + trap] ?? 0);
            ofTruth += mass;
            traps[start + trap] = (traps[start + trap] ?? 0) + mass;
          }
        }
        keys[start + truth] = ofTruth;
        logJoint[truth] = (logJoint[truth] ?? 0) + ofTruth;
        ofKind += ofTruth;
      }
      kinds[kind] = ofKind;
      sum += ofKind;
    }
    const norm = 1 / sum;
    for (let cell = 0; cell < keys.length; cell++) {
      keys[cell] = (keys[cell] ?? 0) * norm;
      traps[cell] = (traps[cell] ?? 0) * norm;
    }
    for (let kind = 0; kind < kindCount; kind++) {
      kinds[kind] = (kinds[kind] ?? 0) * norm;
    }
    const scale = most - Math.log(options - 1);
    for (let option = 0; option < options; option++) {
      logJoint[option] = Math.log(logJoint[option] ?? 0) + scale;
    }
    return Math.log(sum) + scale;
  };
  return { keys, traps, kinds, logJoint, read };
}
