import { type CheckedField, checkField, type FieldChoices } from "./field-choices.ts";
import { type LatentKeyParameters, latentKeyPosterior } from "./latent-key-posterior.ts";

/** A fitted model of the true keys behind a field's choices. */
export interface LatentKeyModel {
  /** Estimated share of items whose published key is wrong. */
  readonly wrongKeyShare: number;
  /** ln P(choices, the option is the true key), `mostOptions` to an item; zeros for items that took no part. */
  readonly logJoint: Float64Array;
  readonly mostOptions: number;
  /** Rounds until the fit had settled, or the most that are made. */
  readonly iterations: number;
}

/** How accuracy starts in each kind of item, from easy to misleading, as a share of the candidate's accuracy. */
const startingAccuracy = [1, 0.65, 0.3];
const startingConcentration = 0.6;
/** Before the data, 2 of 100 keys are taken to be wrong. */
const priorWrong = 2;
const priorItems = 100;
/** A candidate's accuracy and error concentration in a kind are pulled to the start by this many observations. */
const priorAnswers = 2;
const mostIterations = 200;
/** Gain in log-likelihood per item below which the fit has settled. */
const settled = 1e-5;

/**
 * Fit, by expectation–maximisation, a model in which each item has a true key (the published one, but for a small
 * share of items), a kind (three, from easy to misleading) and one strong distractor, all unknown. A candidate chooses
 * the true key with its own probability for the kind, and errs to the strong distractor with its own probability, else
 * evenly to the others. This is Dawid & Skene's model with latent kinds of item: agreement on a wrong option is strong
 * evidence at an easy item, and weak at one of a kind where the field is often misled.
 *
 * `weights` (one a candidate, above 0 and at most 1) tempers what its choices count; `counts` says how many times each
 * item counts. Items without a key or with fewer
 * than two options take no part. Source: Dawid & Skene 1979, doi:10.2307/2346806.
 */
export function fitLatentKeys(field: FieldChoices, weights: Float64Array, counts: Float64Array): LatentKeyModel {
  const checked = checkField(field);
  const { candidateOf, voteOf, mostOptions, items } = checked;
  const votes = Float64Array.from(candidateOf, (candidate) => (voteOf[candidate] ?? 0) * (weights[candidate] ?? 1));
  const logJoint = new Float64Array(items * mostOptions);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const base = publishedAccuracy(field, checked, counts);
  let parameters = startingParameters(base);
  let before = Number.NEGATIVE_INFINITY;
  for (let iterations = 1; ; iterations++) {
    const next = refit(field, checked, votes, counts, base, parameters, logJoint);
    if (iterations >= mostIterations || next.logLikelihood - before < settled * total) {
      // The joint likelihoods were made under the parameters before this last refit.
      return { wrongKeyShare: parameters.wrongKeyShare, logJoint, mostOptions, iterations };
    }
    before = next.logLikelihood;
    parameters = next.parameters;
  }
}

/** Share of right answers by the published key, kept off 0 and 1. */
function publishedAccuracy(
  field: FieldChoices,
  { candidates, candidateOf }: CheckedField,
  counts: Float64Array,
): Float64Array {
  const right = new Float64Array(candidates).fill(1);
  const answered = new Float64Array(candidates).fill(2);
  field.choices.forEach((sitting, index) => {
    const candidate = candidateOf[index] ?? 0;
    sitting.forEach((choice, item) => {
      const key = field.key[item] ?? -1;
      if (choice >= 0 && key >= 0) {
        const count = counts[item] ?? 0;
        answered[candidate] = (answered[candidate] ?? 0) + count;
        right[candidate] = (right[candidate] ?? 0) + (choice === key ? count : 0);
      }
    });
  });
  return right.map((count, candidate) => count / (answered[candidate] ?? 1));
}

function startingParameters(base: Float64Array): LatentKeyParameters {
  const kinds = startingAccuracy.length;
  const accuracy = new Float64Array(base.length * kinds);
  base.forEach((share, candidate) => {
    accuracy.set(
      startingAccuracy.map((factor) => share * factor),
      candidate * kinds,
    );
  });
  return {
    wrongKeyShare: priorWrong / priorItems,
    kindShares: new Float64Array(kinds).fill(1 / kinds),
    accuracy,
    concentration: new Float64Array(accuracy.length).fill(startingConcentration),
  };
}

/** One round: the posterior of every item, and the parameters that fit it best. Overwrites `logJoint`. */
function refit(
  field: FieldChoices,
  checked: CheckedField,
  votes: Float64Array,
  itemCounts: Float64Array,
  base: Float64Array,
  parameters: LatentKeyParameters,
  logJoint: Float64Array,
): { readonly logLikelihood: number; readonly parameters: LatentKeyParameters } {
  const { items, candidates, mostOptions, candidateOf } = checked;
  const posterior = latentKeyPosterior(field, checked, votes, parameters);
  const kinds = parameters.kindShares.length;
  const table = (): Float64Array => new Float64Array(candidates * kinds);
  const [keyed, answered, trapped, erred] = [table(), table(), table(), table()];
  const kindTotals = new Float64Array(kinds).fill(1);
  let logLikelihood = 0;
  let wrong = priorWrong;
  let counted = 0;
  for (let item = 0; item < items; item++) {
    const key = field.key[item] ?? -1;
    const options = field.optionCounts[item] ?? 0;
    if (key < 0 || options < 2) {
      continue;
    }
    const count = itemCounts[item] ?? 0;
    logLikelihood += count * posterior.read(item);
    logJoint.set(posterior.logJoint, item * mostOptions);
    counted += count;
    let right = 0;
    for (let kind = 0; kind < kinds; kind++) {
      right += posterior.keys[kind * mostOptions + key] ?? 0;
      kindTotals[kind] = (kindTotals[kind] ?? 0) + count * (posterior.kinds[kind] ?? 0);
    }
    wrong += count * Math.max(0, 1 - right);
    for (let sitting = 0; sitting < candidateOf.length; sitting++) {
      const choice = field.choices[sitting]?.[item] ?? -1;
      if (choice < 0) {
        continue;
      }
      const vote = count * (votes[sitting] ?? 0);
      for (let kind = 0; kind < kinds; kind++) {
        const cell = (candidateOf[sitting] ?? 0) * kinds + kind;
        const ofKey = vote * (posterior.keys[kind * mostOptions + choice] ?? 0);
        const ofKind = vote * (posterior.kinds[kind] ?? 0);
        keyed[cell] = (keyed[cell] ?? 0) + ofKey;
        answered[cell] = (answered[cell] ?? 0) + ofKind;
        if (options > 2) {
          trapped[cell] = (trapped[cell] ?? 0) + vote * (posterior.traps[kind * mostOptions + choice] ?? 0);
          erred[cell] = (erred[cell] ?? 0) + ofKind - ofKey;
        }
      }
    }
  }
  const accuracy = keyed.map((count, cell) => {
    const start = base[Math.floor(cell / kinds)] ?? 0.5;
    return (count + priorAnswers * start) / ((answered[cell] ?? 0) + priorAnswers);
  });
  const concentration = trapped.map(
    (count, cell) =>
      (count + priorAnswers * startingConcentration) / (Math.max(count, erred[cell] ?? 0) + priorAnswers),
  );
  return {
    logLikelihood,
    parameters: {
      wrongKeyShare: wrong / (counted + priorItems),
      kindShares: kindTotals.map((total) => total / (counted + kinds)),
      accuracy,
      concentration,
    },
  };
}
