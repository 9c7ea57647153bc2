import type { PassChances } from "../records/exam-standard.ts";
import { passProbability } from "../statistics/pass-probability.ts";
import { jeffreysPrior, type ScorePrior, scorePosterior } from "../statistics/score-posterior.ts";
import { sectionedPassProbability } from "../statistics/sectioned-pass-probability.ts";
import type { OwnItems } from "./own-items.ts";
import type { ExamPart } from "./standard-parts.ts";

/** Probabilities of one model under one prior; null where the standard does not ask for it or it cannot be told. */
export interface PassOutcome {
  readonly compensatory: PassChances | null;
  readonly conjunctive: PassChances | null;
  readonly pass: PassChances | null;
  readonly why?: string;
  readonly consistency: number | null;
  /** Of each part's minimum. */
  readonly parts: readonly (PassChances | null)[];
}

/** What a model is held against. */
export interface PassRule {
  readonly parts: readonly ExamPart[];
  readonly passMark: number | null;
  readonly seed: number;
}

/**
 * Probability that a model passes, given its items of each part and a prior for each part.
 *
 * @param priors `null` for hardly any knowledge: Jeffreys' prior for an exam in one piece; in an exam of parts each part
 *   is drawn, by one item, towards the model's own mean. (Jeffreys' for each of many parts would draw the whole to ½.)
 */
export function passChances(
  own: readonly OwnItems[],
  priors: readonly (ScorePrior | null)[] | null,
  { parts, passMark, seed }: PassRule,
): PassOutcome {
  const nothing = {
    compensatory: null,
    conjunctive: null,
    pass: null,
    consistency: null,
    parts: parts.map(() => null),
  };
  const minima = parts.some(({ minimum }) => minimum !== null);
  if (passMark === null && !minima) {
    return { ...nothing, why: "no pass mark is stated" };
  }
  const [only] = own;
  if (only !== undefined && parts.length === 1 && !minima && passMark !== null) {
    const found = passProbability(only, passMark, priors?.[0] ?? jeffreysPrior);
    if (found === null) {
      return { ...nothing, why: "no item was scored" };
    }
    const pass = { trueScore: found.trueScore, nextSitting: found.nextSitting };
    return { ...nothing, compensatory: pass, pass, consistency: found.consistency };
  }
  const fallback = ownMeanPrior(own);
  const sections = parts.map(({ share, minimum }, at) => ({
    points: own[at]?.points ?? new Float64Array(),
    ...(own[at] === undefined ? {} : { clusters: own[at].clusters }),
    weight: share,
    ...(minimum === null ? {} : { minimum }),
    prior: priors?.[at] ?? fallback,
  }));
  const found = sectionedPassProbability(sections, passMark ?? 0, { seed });
  if (found.status === "not-estimable") {
    return { ...nothing, why: "a part of the exam has no item" };
  }
  const compensatory = passMark === null ? null : found.compensatory;
  const conjunctive = minima ? found.conjunctive : null;
  return {
    compensatory,
    conjunctive,
    pass: compensatory === null ? conjunctive : conjunctive === null ? compensatory : found.both,
    consistency: null,
    parts: found.sections,
  };
}

/** Worth one item, at the mean of all that the model has. */
function ownMeanPrior(own: readonly OwnItems[]): ScorePrior {
  const points = Float64Array.from(own.flatMap((items) => [...items.points]));
  const posterior = scorePosterior({ points });
  return posterior === null ? jeffreysPrior : { mean: posterior.a / (posterior.a + posterior.b), size: 1 };
}
