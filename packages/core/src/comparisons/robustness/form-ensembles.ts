import {
  type FormEnsemble,
  type FormScope,
  type RobustnessGroup,
  type ValidityDenominator,
  validityDenominators,
} from "../../records/robustness.ts";
import { answerConsistency } from "../../statistics/answer-consistency.ts";
import { clusterIndex } from "../../statistics/cluster-index.ts";
import { itemMean } from "./estimates.ts";
import type { ExamForms, FormAnswers } from "./exam-forms.ts";
import { formsByItem, isRight } from "./paired-items.ts";

const groups: readonly RobustnessGroup[] = ["key-keeping", "format-changing", "pressure"];

/**
 * All forms of an item together, for every model: each group of perturbations as a whole, and each perturbation by
 * itself, beside the published form. Perturbations whose options do not lead back to the item's are in none; a group of
 * one perturbation would say what that one says and is left out.
 */
export function formEnsembles(forms: ExamForms, cells: readonly FormAnswers[], level: number): readonly FormEnsemble[] {
  return scopesOf(forms).flatMap(({ scope, perturbations }) =>
    cells.flatMap((answers) =>
      validityDenominators.map((denominator) => ({
        model: answers.model,
        scope,
        denominator,
        ...ensembleOf(forms, answers, perturbations, denominator, level),
      })),
    ),
  );
}

function scopesOf({ perturbations }: ExamForms): readonly {
  readonly scope: FormScope;
  readonly perturbations: readonly number[];
}[] {
  const mapped = [...perturbations.keys()].filter((place) => perturbations[place]?.mapped === true);
  return [
    ...groups.flatMap((name) => {
      const ofGroup = mapped.filter((place) => perturbations[place]?.group === name);
      return ofGroup.length < 2 ? [] : [{ scope: { kind: "group" as const, name }, perturbations: ofGroup }];
    }),
    ...mapped.map((place) => ({
      scope: { kind: "perturbation" as const, name: perturbations[place]?.name ?? "" },
      perturbations: [place],
    })),
  ];
}

/** What is measured of each item, one row an item. */
const measures = ["worst", "best", "mean", "consistent", "majority", "reliablyWrong", "withoutChoice"] as const;

type ItemShares = Record<(typeof measures)[number], number>;

function ensembleOf(
  forms: ExamForms,
  answers: FormAnswers,
  perturbations: readonly number[],
  denominator: ValidityDenominator,
  level: number,
): Omit<FormEnsemble, "model" | "scope" | "denominator"> {
  const columns = measures.map((): number[] => []);
  const clusterCodes: number[] = [];
  let formCount = 0;
  for (const list of formsByItem(forms, perturbations, denominator)) {
    const item = forms.itemOf[list[0] ?? 0] ?? 0;
    const published = forms.publishedOf[item] ?? -1;
    if (published < 0 || (forms.items.optionCounts[item] ?? 0) < 2) {
      continue;
    }
    const found = itemShares(answers, [published, ...list]);
    if (found !== null) {
      formCount += found.forms;
      clusterCodes.push(forms.items.clusters[item] ?? 0);
      for (const [at, name] of measures.entries()) {
        columns[at]?.push(found.shares[name]);
      }
    }
  }
  const clusters = clusterIndex(Int32Array.from(clusterCodes));
  const of = (name: (typeof measures)[number]) =>
    itemMean(Float64Array.from(columns[measures.indexOf(name)] ?? []), clusters, level);
  const nItems = clusterCodes.length;
  return {
    nItems,
    nClusters: clusters.count,
    formsPerItem: nItems === 0 ? null : formCount / nItems,
    worst: of("worst"),
    best: of("best"),
    mean: of("mean"),
    consistent: of("consistent"),
    majority: of("majority"),
    reliablyWrong: of("reliablyWrong"),
    withoutChoice: of("withoutChoice"),
  };
}

/** Mean of an item's repeats; null where the published form was not scored, or nothing beside it, in every repeat. */
function itemShares(
  answers: FormAnswers,
  [published = -1, ...others]: readonly number[],
): { readonly shares: ItemShares; readonly forms: number } | null {
  const sums: ItemShares = {
    worst: 0,
    best: 0,
    mean: 0,
    consistent: 0,
    majority: 0,
    reliablyWrong: 0,
    withoutChoice: 0,
  };
  let repeats = 0;
  let forms = 0;
  for (const { points, answers: codes, chosen } of answers.sittings) {
    const isThere = (form: number): boolean => !Number.isNaN(points[form] ?? Number.NaN) && (codes[form] ?? -1) >= 0;
    const there = others.filter(isThere);
    const alike = isThere(published) ? answerConsistency([published, ...there].map((form) => codes[form] ?? -1)) : null;
    if (alike === null) {
      continue;
    }
    const all = [published, ...there];
    const right = all.filter((form) => isRight(points[form] ?? 0)).length;
    repeats += 1;
    forms += all.length;
    sums.worst += right === all.length ? 1 : 0;
    sums.best += right > 0 ? 1 : 0;
    sums.mean += right / all.length;
    sums.consistent += alike.consistent ? 1 : 0;
    sums.majority += alike.majority;
    sums.reliablyWrong += alike.consistent && right === 0 ? 1 : 0;
    sums.withoutChoice += all.filter((form) => chosen[form] !== 1).length / all.length;
  }
  if (repeats === 0) {
    return null;
  }
  const shares = { ...sums };
  for (const name of measures) {
    shares[name] = Math.min(1, sums[name] / repeats);
  }
  return { shares, forms: forms / repeats };
}
