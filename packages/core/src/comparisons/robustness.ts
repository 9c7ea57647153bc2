import type { RobustnessAnalysis } from "../records/robustness.ts";
import { dropDifferences } from "./robustness/drop-differences.ts";
import { robustnessReasons } from "./robustness/estimates.ts";
import type { ExamForms, FormAnswers } from "./robustness/exam-forms.ts";
import { formEnsembles } from "./robustness/form-ensembles.ts";
import { perturbationInteractions } from "./robustness/interactions.ts";
import type { ModelPair } from "./robustness/model-pairs.ts";
import { perturbationEffects } from "./robustness/perturbation-effects.ts";
import { positionBias } from "./robustness/position-bias.ts";
import { robustnessProfiles } from "./robustness/profiles.ts";
import { rankChanges } from "./robustness/rank-changes.ts";
import type { RunSettings } from "./run-settings.ts";

/**
 * How the models of one exam, asked in one way, stand up to its perturbations. Pure, and deterministic by
 * `settings.seed`. One model, one item, no perturbation, everything wrong: what cannot be estimated is null with its
 * reason, and never NaN.
 *
 * @param cells Answers to the exam's forms under one way of asking, one a model.
 * @param scorer Name of the exam's headline scorer, by which the points were given.
 */
export function robustnessAnalysis(
  forms: ExamForms,
  cells: readonly FormAnswers[],
  settings: RunSettings,
  { scorer, pairs }: { readonly scorer: string; readonly pairs: readonly ModelPair[] },
): RobustnessAnalysis {
  return {
    exam: forms.exam,
    arm: cells[0]?.arm ?? "",
    scorer,
    level: settings.confidence,
    alpha: settings.comparison.alpha,
    resamples: settings.resamples,
    repeats: Math.max(1, ...cells.map(({ sittings }) => sittings.length)),
    models: cells.map(({ model }) => model),
    perturbations: forms.perturbations,
    effects: perturbationEffects(forms, cells, settings),
    ensembles: formEnsembles(forms, cells, settings.confidence),
    positions: positionBias(forms, cells, settings),
    interactions: perturbationInteractions(forms, cells, settings),
    profiles: robustnessProfiles(forms, cells, settings.confidence),
    ranks: rankChanges(forms, cells, settings),
    pairs: dropDifferences(forms, cells, pairs, settings),
    ...(pairs.length === 0 ? { pairsWhy: robustnessReasons.noPairs } : {}),
  };
}
