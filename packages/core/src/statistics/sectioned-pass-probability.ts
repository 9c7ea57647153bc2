import { BugError } from "../base/errors.ts";
import { leastEffective, passProbability } from "./pass-probability.ts";
import { randomBeta } from "./random-beta.ts";
import { randomBinomial } from "./random-binomial.ts";
import { type CandidateScores, type ScorePosterior, type ScorePrior, scorePosterior } from "./score-posterior.ts";
import { type UniformGenerator, uniformGenerator } from "./uniform-generator.ts";

/** One section of an exam, as one candidate sat it. Clusters do not reach across sections. */
export interface ExamSection extends CandidateScores {
  /** Weight of the section's mean points in the blueprint, at least 0; only their ratios matter. */
  readonly weight: number;
  /** Least mean points of the section that pass, 0–1; default none. */
  readonly minimum?: number;
  /** Default Jeffreys'. */
  readonly prior?: ScorePrior;
}

/** Probability of passing by the true scores, and at another sitting of as many new items. */
export interface PassChance {
  readonly trueScore: number;
  readonly nextSitting: number;
}

/** How sure it is that a candidate passes an exam of sections. */
export type SectionedPass =
  | {
      readonly status: "estimated";
      /** Every section reaches its minimum, whatever the whole. 1 where no section has one. */
      readonly conjunctive: PassChance;
      /** The weighted mean of the sections reaches the mark, whatever the sections. */
      readonly compensatory: PassChance;
      /** Both. */
      readonly both: PassChance;
      /** Each section on its own; null where it has no minimum. */
      readonly sections: readonly (PassChance | null)[];
      /** Largest Monte-Carlo standard error of `compensatory` and `both`; `conjunctive` is exact. */
      readonly standardError: number;
    }
  | { readonly status: "not-estimable"; readonly why: "no-section" | "no-weight" }
  | { readonly status: "not-estimable"; readonly why: "section-without-items"; readonly section: number };

/** How the compensatory rule is simulated. */
export interface SectionDraws {
  readonly seed: string | number;
  /** Default 10,000: a standard error of at most 0.005. */
  readonly draws?: number;
}

/**
 * Probability that one candidate passes an exam of sections: by minima for the sections (conjunctive), by the blueprint's
 * weighted mean (compensatory), or both. Sections are independent given the candidate, each with its own posterior as in
 * `passProbability`: the conjunctive probability is their product; the weighted mean is simulated, seeded.
 *
 * A section with weight 0 may still have a minimum. Not estimable without sections, where a section has no items, or
 * where all weights are 0. Throws INTERNAL for a mark, minimum or weight outside its range, or draws below 1.
 */
export function sectionedPassProbability(
  sections: readonly ExamSection[],
  mark: number,
  { seed, draws = 10_000 }: SectionDraws,
): SectionedPass {
  const weights = sections.map(({ weight }) => weight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(mark >= 0 && mark <= 1 && total < Number.POSITIVE_INFINITY && weights.every((weight) => weight >= 0))) {
    throw new BugError("INTERNAL", `pass mark of ${mark} with section weights ${weights.join(", ")}`);
  }
  if (!(Number.isInteger(draws) && draws > 0)) {
    throw new BugError("INTERNAL", `${draws} draws of a sitting`);
  }
  if (sections.length === 0) {
    return { status: "not-estimable", why: "no-section" };
  }
  const posteriors: ScorePosterior[] = [];
  for (const [section, { prior, ...scores }] of sections.entries()) {
    const posterior = scorePosterior(scores, prior);
    if (posterior === null) {
      return { status: "not-estimable", why: "section-without-items", section };
    }
    posteriors.push(posterior);
  }
  if (total === 0) {
    return { status: "not-estimable", why: "no-weight" };
  }
  const alone = sections.map(({ prior, minimum, ...scores }): PassChance | null => {
    const chance = minimum === undefined ? null : passProbability(scores, minimum, prior);
    return chance === null ? null : { trueScore: chance.trueScore, nextSitting: chance.nextSitting };
  });
  const shares = weights.map((weight) => weight / total);
  const simulated = simulate(sections, posteriors, shares, mark, uniformGenerator("sectioned-pass", seed), draws);
  return {
    status: "estimated",
    conjunctive: {
      trueScore: alone.reduce((product, chance) => product * (chance?.trueScore ?? 1), 1),
      nextSitting: alone.reduce((product, chance) => product * (chance?.nextSitting ?? 1), 1),
    },
    ...simulated,
    sections: alone,
  };
}

function simulate(
  sections: readonly ExamSection[],
  posteriors: readonly ScorePosterior[],
  shares: readonly number[],
  mark: number,
  generator: UniformGenerator,
  draws: number,
) {
  const passes = { mean: [0, 0], both: [0, 0] };
  const count = (list: number[], at: number): void => {
    list[at] = (list[at] ?? 0) + 1;
  };
  for (let draw = 0; draw < draws; draw++) {
    let trueMean = 0;
    let sittingMean = 0;
    let trueMinima = true;
    let sittingMinima = true;
    for (const [section, posterior] of posteriors.entries()) {
      const minimum = sections[section]?.minimum;
      const share = shares[section] ?? 0;
      const trueScore = randomBeta(posterior.a, posterior.b, generator);
      const sitting = sittingScore(posterior, trueScore, generator);
      trueMean += share * trueScore;
      sittingMean += share * sitting;
      trueMinima &&= minimum === undefined || trueScore >= minimum;
      sittingMinima &&= minimum === undefined || sitting >= minimumScore(posterior, minimum);
    }
    for (const [at, [mean, minima]] of (
      [
        [trueMean, trueMinima],
        [sittingMean, sittingMinima],
      ] as const
    ).entries()) {
      // The weights are rounded, and a mean on the mark passes.
      if (mean >= mark - 1e-9) {
        count(passes.mean, at);
        if (minima) count(passes.both, at);
      }
    }
  }
  const share = (passed: number | undefined): number => (passed ?? 0) / draws;
  const all = [...passes.mean, ...passes.both].map(share);
  return {
    compensatory: { trueScore: share(passes.mean[0]), nextSitting: share(passes.mean[1]) },
    both: { trueScore: share(passes.both[0]), nextSitting: share(passes.both[1]) },
    standardError: Math.max(...all.map((value) => Math.sqrt((value * (1 - value)) / draws))),
  };
}

/** The score of another sitting: exact where the items stand apart, else on effective items, evened out between them. */
function sittingScore(
  { items, effectiveItems, whole }: ScorePosterior,
  trueScore: number,
  generator: UniformGenerator,
) {
  if (whole && effectiveItems === items) {
    return randomBinomial(items, trueScore, generator) / items;
  }
  const size = Math.max(1, Math.round(effectiveItems));
  return (randomBinomial(size, trueScore, generator) + generator.fraction() - 0.5) / size;
}

/** The least sitting score that counts as reaching a minimum. */
function minimumScore(posterior: ScorePosterior, minimum: number): number {
  const { items, effectiveItems, whole } = posterior;
  return whole && effectiveItems === items
    ? minimum - 1e-9
    : (leastEffective(posterior, minimum) - 0.5) / effectiveItems;
}
