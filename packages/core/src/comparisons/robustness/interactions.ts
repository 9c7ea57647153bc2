import { type PerturbationInteraction, validityDenominators } from "../../records/robustness.ts";
import type { RunSettings } from "../run-settings.ts";
import { contrastOf, plainMean, withAdjusted } from "./estimates.ts";
import type { ExamForms, FormAnswers } from "./exam-forms.ts";
import { type PairedItems, pairedItems } from "./paired-items.ts";

/**
 * For every chain of two whose parts were asked by themselves too: what the two together take beyond the sum of what each
 * takes, on the items that have all four forms. Tests are adjusted over the models and chains of one denominator.
 */
export function perturbationInteractions(
  forms: ExamForms,
  cells: readonly FormAnswers[],
  { confidence: level }: RunSettings,
): readonly PerturbationInteraction[] {
  const placeOf = new Map(forms.perturbations.map(({ name }, place) => [name, place]));
  const chains = forms.perturbations.flatMap(({ name, parts }, place) =>
    parts === null ? [] : [{ name, place, parts }],
  );
  return validityDenominators.flatMap((denominator) => {
    const rows = chains.flatMap(({ name, place, parts: [first, second] }) =>
      cells.map((answers) => {
        const of = (perturbation: number) => pairedItems(forms, answers, [perturbation], denominator);
        const { joint, one, other, clusters, original } = onSharedItems(
          of(place),
          of(placeOf.get(first) ?? -1),
          of(placeOf.get(second) ?? -1),
        );
        const base = plainMean(original);
        const drop = (points: Float64Array): number | null => {
          const mean = plainMean(points);
          return base === null || mean === null ? null : base - mean;
        };
        // (O − J) − (O − A) − (O − B) = (A + B) − (O + J)
        const { value, test, nClusters } = contrastOf([one, other], [original, joint], clusters, level);
        return {
          model: answers.model,
          denominator,
          perturbation: name,
          first,
          second,
          nItems: clusters.length,
          nClusters,
          firstDrop: drop(one),
          secondDrop: drop(other),
          jointDrop: drop(joint),
          interaction: value,
          test,
        };
      }),
    );
    return withAdjusted(rows);
  });
}

function onSharedItems(joint: PairedItems, first: PairedItems, second: PairedItems) {
  const at = (paired: PairedItems) => new Map(Array.from(paired.items, (item, place) => [item, place]));
  const inFirst = at(first);
  const inSecond = at(second);
  const kept = Int32Array.from(joint.items.keys()).filter((place) => {
    const item = joint.items[place] ?? -1;
    return inFirst.has(item) && inSecond.has(item);
  });
  const items = kept.map((place) => joint.items[place] ?? -1);
  const of = (paired: PairedItems, places: ReadonlyMap<number, number>): Float64Array =>
    Float64Array.from(items, (item) => paired.perturbed[places.get(item) ?? -1] ?? 0);
  return {
    original: Float64Array.from(kept, (place) => joint.original[place] ?? 0),
    joint: Float64Array.from(kept, (place) => joint.perturbed[place] ?? 0),
    one: of(first, inFirst),
    other: of(second, inSecond),
    clusters: kept.map((place) => joint.clusters[place] ?? 0),
  };
}
