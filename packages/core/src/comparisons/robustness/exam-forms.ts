import type { HashIndex } from "../../base/hash-index.ts";
import type { RobustnessPerturbation, ValidityDenominator } from "../../records/robustness.ts";
import type { RunItems } from "../run-items.ts";

/** How the options of a form stand and what they lead back to; many forms share one. */
export interface FormLayout {
  /** Option ids in the order of the form. */
  readonly ids: readonly string[];
  /** Option id of the form → option id of the item; null where the form does not keep the key. */
  readonly map: Readonly<Record<string, string>> | null;
}

/** Validity as a number: a form is counted where its number is at most that of the denominator. */
export const validityCodes = { sound: 0, unchecked: 1, unsound: 2 } as const;

/** Largest validity code that each denominator counts. */
export const mostValidity: Readonly<Record<ValidityDenominator, number>> = {
  all: validityCodes.unsound,
  "sound-or-unchecked": validityCodes.unchecked,
  sound: validityCodes.sound,
};

/** All forms of one exam's items, the published ones included. Arrays over forms are parallel, in the order of the run. */
export interface ExamForms {
  readonly exam: string;
  readonly items: RunItems;
  /** Place of each perturbation in `perturbations`; −1 for the item as published. */
  readonly perturbationOf: Int32Array;
  /** Place of the item. */
  readonly itemOf: Int32Array;
  readonly validity: Uint8Array;
  /** Place in `layouts`. */
  readonly layoutOf: Int32Array;
  /** Chance of full marks by guessing, 0–1. */
  readonly chance: Float64Array;
  /** Options that the prompt shows; 0 where they are hidden. */
  readonly optionCount: Int32Array;
  /** Place of the key among the shown options, from 0; −1 where not exactly one option is right or none is shown. */
  readonly keyPlace: Int32Array;
  readonly layouts: readonly FormLayout[];
  /** Without probes. */
  readonly perturbations: readonly RobustnessPerturbation[];
  /** Forms of each perturbation, in order of items. */
  readonly formsOf: readonly Int32Array[];
  /** Form of each item as published. */
  readonly publishedOf: Int32Array;
  /** Row of a form by the hash of its id; −1 rows are forms that are not looked at. */
  readonly index: HashIndex;
  readonly rowOfIndex: Int32Array;
}

/** What one model answered under one way of asking, in one repeat: arrays over the exam's forms. */
export interface FormSitting {
  /** Points 0–1; NaN where nothing was scored. */
  readonly points: Float64Array;
  /** Code of the answer, led back to the item's options; −1 without one. Equal codes are the same answer. */
  readonly answers: Int32Array;
  /** Place of the only chosen option in the form, from 0; −1 for none or several. */
  readonly places: Int32Array;
  /** The answer is a choice of options. */
  readonly chosen: Uint8Array;
  readonly turns: Uint8Array;
}

/** One model's answers to the forms of an exam under one way of asking, by repeat. */
export interface FormAnswers {
  readonly exam: string;
  readonly arm: string;
  readonly model: string;
  readonly sittings: readonly FormSitting[];
  /** Mean points of each form over the repeats; NaN where nothing was scored. */
  readonly points: Float64Array;
}

/** Whether a form is counted under a denominator. */
export function isCounted(forms: ExamForms, form: number, denominator: ValidityDenominator): boolean {
  return (forms.validity[form] ?? 0) <= mostValidity[denominator];
}
