import { createColumn } from "../../base/growable.ts";
import type { ValidityDenominator } from "../../records/robustness.ts";
import { type ExamForms, type FormAnswers, mostValidity } from "./exam-forms.ts";

/** What one model scored on the items it has both as published and perturbed. Arrays over items are parallel. */
export interface PairedItems {
  /** Places of the items in the exam, ascending. */
  readonly items: Int32Array;
  /** Points as published, 0–1. */
  readonly original: Float64Array;
  /** Mean points of the item's perturbed forms. */
  readonly perturbed: Float64Array;
  /** Mean over the forms of the worse of both. */
  readonly worst: Float64Array;
  /** Chance of full marks by guessing, as published and mean over the forms. */
  readonly originalChance: Float64Array;
  readonly perturbedChance: Float64Array;
  /** Forms counted, and shares of them (of all repeats) that flipped. */
  readonly forms: Float64Array;
  readonly rightToWrong: Float64Array;
  readonly wrongToRight: Float64Array;
  readonly wrongToOtherWrong: Float64Array;
  readonly clusters: Int32Array;
}

/** Full marks: repeats summed in another order may differ in the last bit. */
export function isRight(points: number): boolean {
  return points > 1 - 1e-9;
}

/** A list of columns that grow together. */
function columns(names: readonly (keyof Omit<PairedItems, "items" | "clusters">)[]) {
  const made = new Map(names.map((name) => [name, createColumn(Float64Array)]));
  return {
    push: (name: (typeof names)[number], value: number) => made.get(name)?.push(value),
    values: (name: (typeof names)[number]): Float64Array => made.get(name)?.values() ?? new Float64Array(),
  };
}

const measured = [
  "original",
  "perturbed",
  "worst",
  "originalChance",
  "perturbedChance",
  "forms",
  "rightToWrong",
  "wrongToRight",
  "wrongToOtherWrong",
] as const;

/**
 * A model's items under one perturbation, or under several put together, beside the items as published. An item is left
 * out where it was not scored as published, or no counted form was. Flips are counted call by call: the published form
 * and the perturbed one of the same repeat; right is full marks.
 *
 * @param perturbations Places in `forms.perturbations`.
 */
export function pairedItems(
  forms: ExamForms,
  answers: FormAnswers,
  perturbations: readonly number[],
  denominator: ValidityDenominator,
): PairedItems {
  const places = createColumn(Int32Array);
  const found = columns(measured);
  for (const list of formsByItem(forms, perturbations, denominator)) {
    const item = forms.itemOf[list[0] ?? 0] ?? 0;
    const published = forms.publishedOf[item] ?? -1;
    const original = published < 0 ? Number.NaN : (answers.points[published] ?? Number.NaN);
    const scored = list.filter((form) => !Number.isNaN(answers.points[form] ?? Number.NaN));
    if (Number.isNaN(original) || scored.length === 0) {
      continue;
    }
    let perturbed = 0;
    let worst = 0;
    let chance = 0;
    for (const form of scored) {
      const points = answers.points[form] ?? 0;
      perturbed += points;
      worst += Math.min(original, points);
      chance += forms.chance[form] ?? 0;
    }
    const flips = flipShares(answers, published, scored);
    places.push(item);
    found.push("original", original);
    found.push("perturbed", Math.min(1, perturbed / scored.length));
    found.push("worst", Math.min(1, worst / scored.length));
    found.push("originalChance", forms.chance[published] ?? 0);
    found.push("perturbedChance", chance / scored.length);
    found.push("forms", scored.length);
    found.push("rightToWrong", flips.rightToWrong);
    found.push("wrongToRight", flips.wrongToRight);
    found.push("wrongToOtherWrong", flips.wrongToOtherWrong);
  }
  const items = places.values();
  return {
    items,
    original: found.values("original"),
    perturbed: found.values("perturbed"),
    worst: found.values("worst"),
    originalChance: found.values("originalChance"),
    perturbedChance: found.values("perturbedChance"),
    forms: found.values("forms"),
    rightToWrong: found.values("rightToWrong"),
    wrongToRight: found.values("wrongToRight"),
    wrongToOtherWrong: found.values("wrongToOtherWrong"),
    clusters: items.map((item) => forms.items.clusters[item] ?? 0),
  };
}

/** The counted forms of each item that has any, in order of items. */
export function* formsByItem(
  forms: ExamForms,
  perturbations: readonly number[],
  denominator: ValidityDenominator,
): Generator<readonly number[]> {
  const most = mostValidity[denominator];
  const at = perturbations.map(() => 0);
  for (let item = 0; item < forms.publishedOf.length; item++) {
    const list: number[] = [];
    for (const [place, perturbation] of perturbations.entries()) {
      const own = forms.formsOf[perturbation];
      let next = at[place] ?? 0;
      while (own !== undefined && next < own.length && forms.itemOf[own[next] ?? 0] === item) {
        const form = own[next] ?? 0;
        if ((forms.validity[form] ?? 0) <= most) {
          list.push(form);
        }
        next += 1;
      }
      at[place] = next;
    }
    if (list.length > 0) {
      yield list;
    }
  }
}

function flipShares({ sittings }: FormAnswers, published: number, scored: readonly number[]) {
  let pairs = 0;
  let rightToWrong = 0;
  let wrongToRight = 0;
  let wrongToOtherWrong = 0;
  for (const { points, answers } of sittings) {
    const before = points[published] ?? Number.NaN;
    for (const form of Number.isNaN(before) ? [] : scored) {
      const after = points[form] ?? Number.NaN;
      if (!Number.isNaN(after)) {
        pairs += 1;
        const was = isRight(before);
        const is = isRight(after);
        rightToWrong += was && !is ? 1 : 0;
        wrongToRight += !was && is ? 1 : 0;
        wrongToOtherWrong += !was && !is && answers[published] !== answers[form] ? 1 : 0;
      }
    }
  }
  const share = (count: number): number => (pairs === 0 ? Number.NaN : count / pairs);
  return {
    rightToWrong: share(rightToWrong),
    wrongToRight: share(wrongToRight),
    wrongToOtherWrong: share(wrongToOtherWrong),
  };
}

/** Those of the items that are wanted. */
export function restrictedTo(paired: PairedItems, wanted: (item: number) => boolean): PairedItems {
  const kept = Int32Array.from(paired.items.keys()).filter((at) => wanted(paired.items[at] ?? -1));
  const of = (values: Float64Array): Float64Array => Float64Array.from(kept, (at) => values[at] ?? 0);
  return {
    items: kept.map((at) => paired.items[at] ?? 0),
    original: of(paired.original),
    perturbed: of(paired.perturbed),
    worst: of(paired.worst),
    originalChance: of(paired.originalChance),
    perturbedChance: of(paired.perturbedChance),
    forms: of(paired.forms),
    rightToWrong: of(paired.rightToWrong),
    wrongToRight: of(paired.wrongToRight),
    wrongToOtherWrong: of(paired.wrongToOtherWrong),
    clusters: kept.map((at) => paired.clusters[at] ?? 0),
  };
}
