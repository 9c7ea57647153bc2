import type { ComparedValue } from "../../records/comparison.ts";
import {
  type ProfileAxis,
  type RobustnessGroup,
  type RobustnessProfile,
  validityDenominators,
} from "../../records/robustness.ts";
import { clusterIndex } from "../../statistics/cluster-index.ts";
import { pairedErrorCorrelation, pairedMoverRatio } from "../../statistics/paired-mover-limits.ts";
import { itemMean, notKnown, robustnessReasons } from "./estimates.ts";
import type { ExamForms, FormAnswers } from "./exam-forms.ts";
import { pairedItems } from "./paired-items.ts";
import { limitedMean } from "./perturbation-effects.ts";

const groups: readonly RobustnessGroup[] = ["key-keeping", "format-changing", "pressure", "key-changing"];

/**
 * The share of its accuracy that each model keeps under the perturbations of each group, all forms of an item together:
 * the data of a radar. Groups without a perturbation in the run are no axis.
 */
export function robustnessProfiles(
  forms: ExamForms,
  cells: readonly FormAnswers[],
  level: number,
): readonly RobustnessProfile[] {
  const axes = groups.flatMap((group) => {
    const perturbations = [...forms.perturbations.keys()].filter(
      (place) => forms.perturbations[place]?.group === group,
    );
    return perturbations.length === 0 ? [] : [{ group, perturbations }];
  });
  return validityDenominators.flatMap((denominator) =>
    cells.map((answers) => ({
      model: answers.model,
      denominator,
      axes: axes.map(({ group, perturbations }): ProfileAxis => {
        const { original, perturbed, clusters } = pairedItems(forms, answers, perturbations, denominator);
        const index = clusterIndex(clusters);
        return {
          group,
          perturbations: perturbations.length,
          nItems: clusters.length,
          nClusters: index.count,
          retained: retainedOf(
            limitedMean(itemMean(original, index, level)),
            limitedMean(itemMean(perturbed, index, level)),
            pairedErrorCorrelation(original, perturbed, index),
          ),
        };
      }),
    })),
  );
}

function retainedOf(
  original: ReturnType<typeof limitedMean>,
  perturbed: ReturnType<typeof limitedMean>,
  correlation: number,
): ComparedValue {
  if (original === null || perturbed === null) {
    return notKnown(robustnessReasons.noItem);
  }
  if (original.value === 0) {
    return notKnown(robustnessReasons.allWrong);
  }
  return { value: perturbed.value / original.value, ...pairedMoverRatio(perturbed, original, correlation) };
}
