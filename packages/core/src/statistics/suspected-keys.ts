import { choicePatterns, renamedOptions } from "./choice-patterns.ts";
import { errorOverlap, independenceWeights } from "./error-overlap.ts";
import type { FieldChoices } from "./field-choices.ts";
import { fitLatentKeys } from "./latent-key-model.ts";

/** How far the field of candidates speaks against one published key. */
export interface SuspectedKey {
  readonly item: number;
  /** Probability that the published key is wrong, 0–1. */
  readonly probability: number;
  /** ln of the odds that it is wrong: what the items are ranked by, where probabilities are all near 0 or 1. */
  readonly logOdds: number;
  /** The option that is then most likely the true key; of those tied, the one that was chosen first, else the lowest. */
  readonly rival: number;
  /** Probability that `rival` is the true key, at most `probability`. */
  readonly rivalProbability: number;
}

/** Why an item could not be judged. */
export type UnjudgedKey = "no-key" | "one-option" | "no-answers";

/** The published keys of an exam, most suspected first. */
export type SuspectedKeys =
  | {
      readonly status: "estimated";
      /** Most suspected first; ties in item order. */
      readonly ranked: readonly SuspectedKey[];
      readonly unjudged: readonly { readonly item: number; readonly why: UnjudgedKey }[];
      /** Estimated share of wrong keys among the items judged. */
      readonly wrongKeyShare: number;
      /** What each candidate's vote was worth for its independence of the others, above 0 and at most 1. */
      readonly weights: Float64Array;
    }
  | { readonly status: "not-estimable"; readonly why: "fewer-than-two-candidates" | "no-judgeable-item" };

/**
 * Rank the items of an exam by how strongly the answers of a field of candidates suggest that the published key is
 * wrong: the posterior probability that another option is the true key, under a latent-key model fitted to the field
 * (`fitLatentKeys`; before the data, 2 keys in 100 are taken to be wrong). Better candidates count more, kind of item
 * by kind of item; candidates that share wrong answers more than others do count less (`independenceWeights`), so that
 * copies of one model are one voice; agreement on a wrong option is weaker evidence at items that mislead the field.
 *
 * The ranking is for reading by an expert: a probability of 0.9 says that the field would so rarely agree on a wrong
 * option at an item whose key is right. An error that all candidates share (taught by the same wrong page) looks the
 * same as a wrong key. The fewer the candidates, the more the assumed 2 in 100 matters.
 *
 * Repeats of a candidate together are one vote. Items nobody answered, without a single key, or with fewer than two
 * options are not judged and are listed with the reason. Fewer than two candidates, or nothing to judge, is not
 * estimable: a candidate's own errors cannot then be told from those of the key. Throws INTERNAL where the lists of
 * the field do not fit each other.
 */
export function suspectedKeys(field: FieldChoices): SuspectedKeys {
  const overlap = errorOverlap(field);
  const unjudged: { item: number; why: UnjudgedKey }[] = [];
  const judged: number[] = [];
  for (let item = 0; item < field.key.length; item++) {
    const why = whyUnjudged(field, item);
    if (why === null) {
      judged.push(item);
    } else {
      unjudged.push({ item, why });
    }
  }
  if (overlap.candidates < 2) {
    return { status: "not-estimable", why: "fewer-than-two-candidates" };
  }
  if (judged.length === 0) {
    return { status: "not-estimable", why: "no-judgeable-item" };
  }
  const weights = independenceWeights(overlap);
  const patterns = choicePatterns(field);
  const { logJoint, mostOptions, wrongKeyShare } = fitLatentKeys(patterns.field, weights, patterns.counts);
  const ofPatterns = Array.from(patterns.counts, (_, pattern) => {
    const start = pattern * mostOptions;
    return judge(logJoint.subarray(start, start + (patterns.field.optionCounts[pattern] ?? 0)));
  });
  const ranked = judged.flatMap((item): readonly SuspectedKey[] => {
    const judgement = ofPatterns[patterns.patternOf[item] ?? -1];
    return judgement === undefined
      ? []
      : [{ item, ...judgement, rival: renamedOptions(field, item).indexOf(judgement.rival) }];
  });
  ranked.sort((one, other) => other.logOdds - one.logOdds || one.item - other.item);
  return { status: "estimated", ranked, unjudged, wrongKeyShare, weights };
}

function whyUnjudged({ key, optionCounts, choices }: FieldChoices, item: number): UnjudgedKey | null {
  if ((key[item] ?? -1) < 0) {
    return "no-key";
  }
  if ((optionCounts[item] ?? 0) < 2) {
    return "one-option";
  }
  return choices.some((sitting) => (sitting[item] ?? -1) >= 0) ? null : "no-answers";
}

/** The judgement of a pattern, whose key is option 0. */
function judge(logJoint: Float64Array): Omit<SuspectedKey, "item"> {
  const key = logJoint[0] ?? 0;
  let rival = 1;
  for (let option = 2; option < logJoint.length; option++) {
    if ((logJoint[option] ?? 0) > (logJoint[rival] ?? 0)) rival = option;
  }
  const best = logJoint[rival] ?? 0;
  let rivals = 0;
  for (let option = 1; option < logJoint.length; option++) {
    rivals += Math.exp((logJoint[option] ?? 0) - best);
  }
  const logOdds = best + Math.log(rivals) - key;
  const probability = 1 / (1 + Math.exp(-logOdds));
  return { probability, logOdds, rival, rivalProbability: probability / rivals };
}
