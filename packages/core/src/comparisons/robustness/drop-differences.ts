import type { ComparedValue } from "../../records/comparison.ts";
import {
  type DropDifference,
  headlineDenominator,
  type RobustnessPair,
  validityDenominators,
} from "../../records/robustness.ts";
import { clusterIndex } from "../../statistics/cluster-index.ts";
import { pairedDifference } from "../../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../../statistics/paired-difference-interval.ts";
import type { RunSettings } from "../run-settings.ts";
import { contrastOf, notKnown, type PlainTest, plainMean, robustnessReasons, withAdjusted } from "./estimates.ts";
import type { ExamForms, FormAnswers } from "./exam-forms.ts";
import type { ModelPair } from "./model-pairs.ts";
import { type PairedItems, pairedItems } from "./paired-items.ts";

type OpenDifference = Omit<DropDifference, "test" | "outcome"> & { readonly test: PlainTest; readonly pair: number };

/**
 * Which of two models holds out better, perturbation by perturbation: the difference of their drops on the items that
 * both have in both forms. Tests are adjusted over all pairs and perturbations of one denominator.
 */
export function dropDifferences(
  forms: ExamForms,
  cells: readonly FormAnswers[],
  pairs: readonly ModelPair[],
  { confidence: level, comparison }: RunSettings,
): readonly RobustnessPair[] {
  const answersOf = new Map(cells.map((answers) => [answers.model, answers]));
  const found = pairs.flatMap((pair) => {
    const first = answersOf.get(pair.first);
    const second = answersOf.get(pair.second);
    return first === undefined || second === undefined ? [] : [{ pair, first, second }];
  });
  const closed = validityDenominators.flatMap((denominator) => {
    const rows = found.flatMap(({ first, second }, pair): OpenDifference[] =>
      forms.perturbations.map(({ name }, place) => ({
        perturbation: name,
        denominator,
        pair,
        ...differenceOf(
          pairedItems(forms, first, [place], denominator),
          pairedItems(forms, second, [place], denominator),
          level,
        ),
      })),
    );
    return withAdjusted(rows);
  });
  return found.map(({ pair, first, second }, place) => {
    const differences = closed
      .filter((row) => row.pair === place)
      .map(({ pair: _pair, ...row }): DropDifference => ({ ...row, outcome: outcomeOf(row, comparison.alpha) }));
    const headline = differences.filter(({ denominator }) => denominator === headlineDenominator);
    const count = (outcome: DropDifference["outcome"]) => headline.filter((row) => row.outcome === outcome).length;
    return {
      ...pair,
      ...publishedDifference(forms, first, second, level),
      differences,
      wins: count("win"),
      ties: count("tie"),
      losses: count("loss"),
    };
  });
}

function differenceOf(
  first: PairedItems,
  second: PairedItems,
  level: number,
): Omit<OpenDifference, "perturbation" | "denominator" | "pair"> {
  const at = new Map(Array.from(second.items, (item, place) => [item, place]));
  const kept = Int32Array.from(first.items.keys()).filter((place) => at.has(first.items[place] ?? -1));
  const ofFirst = (values: Float64Array) => Float64Array.from(kept, (place) => values[place] ?? 0);
  const ofSecond = (values: Float64Array) =>
    Float64Array.from(kept, (place) => values[at.get(first.items[place] ?? -1) ?? -1] ?? 0);
  const one = { original: ofFirst(first.original), perturbed: ofFirst(first.perturbed) };
  const other = { original: ofSecond(second.original), perturbed: ofSecond(second.perturbed) };
  const clusters = kept.map((place) => first.clusters[place] ?? 0);
  const drop = ({ original, perturbed }: typeof one): number | null => {
    const before = plainMean(original);
    const after = plainMean(perturbed);
    return before === null || after === null ? null : before - after;
  };
  // (O₂ − P₂) − (O₁ − P₁) = (P₁ + O₂) − (O₁ + P₂)
  const contrast = contrastOf([one.perturbed, other.original], [one.original, other.perturbed], clusters, level);
  return {
    nItems: kept.length,
    nClusters: contrast.nClusters,
    firstDrop: drop(one),
    secondDrop: drop(other),
    advantage: contrast.value,
    test: contrast.test,
  };
}

function outcomeOf(
  { advantage, test }: Pick<DropDifference, "advantage" | "test">,
  alpha: number,
): DropDifference["outcome"] {
  return test.holmP === null || advantage.value === null
    ? "not-compared"
    : test.holmP > alpha
      ? "tie"
      : advantage.value > 0
        ? "win"
        : "loss";
}

function publishedDifference(
  forms: ExamForms,
  first: FormAnswers,
  second: FormAnswers,
  level: number,
): { readonly published: ComparedValue; readonly nItems: number } {
  const items = Int32Array.from(forms.publishedOf.keys()).filter((item) => {
    const form = forms.publishedOf[item] ?? -1;
    return form >= 0 && !Number.isNaN((first.points[form] ?? Number.NaN) + (second.points[form] ?? Number.NaN));
  });
  const of = ({ points }: FormAnswers) =>
    Float64Array.from(items, (item) => points[forms.publishedOf[item] ?? -1] ?? 0);
  const clusters = clusterIndex(items.map((item) => forms.items.clusters[item] ?? 0));
  const paired = items.length === 0 ? null : pairedDifference(of(first), of(second), clusters);
  if (paired === null) {
    return { published: notKnown(robustnessReasons.noItem), nItems: 0 };
  }
  const { value, low, high } = pairedDifferenceInterval(paired, level);
  return { published: { value, low, high }, nItems: items.length };
}
