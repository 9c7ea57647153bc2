import type { FieldChoices } from "../statistics/field-choices.ts";
import { missingResponse, type ResponseMatrix } from "../statistics/response-matrix.ts";
import type { ScoreMatrix } from "../statistics/score-matrix.ts";
import type { Field } from "./field.ts";

/** The models of a field that sat it: a place in the statistics' matrices for each. */
export interface FieldCandidates {
  /** Places in `field.models`, ascending; row r of every matrix is models[r]. */
  readonly models: Int32Array;
  readonly names: readonly string[];
  /** Names of the models without a scored item, which have no row. */
  readonly leftOut: readonly string[];
}

/** The models with at least one scored item; the others would count as candidates who say nothing. */
export function fieldCandidates(field: Field): FieldCandidates {
  const sat = field.models.map((_, model) => field.points[model]?.some((point) => !Number.isNaN(point)) ?? false);
  const models = Int32Array.from(field.models.flatMap((_, model) => (sat[model] === true ? [model] : [])));
  const names = field.models.map(({ name }) => name);
  return {
    models,
    names: Array.from(models, (model) => names[model] ?? ""),
    leftOut: names.filter((_, model) => sat[model] !== true),
  };
}

/** Points as they are: candidate by candidate, NaN where nothing was scored. */
export function scoreMatrixOf(field: Field, { models }: FieldCandidates): ScoreMatrix {
  const items = field.itemIds.length;
  const points = new Float64Array(models.length * items);
  for (const [row, model] of models.entries()) {
    points.set(field.points[model] ?? new Float64Array(items).fill(Number.NaN), row * items);
  }
  return { candidates: models.length, items, points };
}

/** Right and wrong for models of item response, which know no part of a point. */
export interface RoundedResponses extends ResponseMatrix {
  readonly responses: Uint8Array;
  /** Responses that were neither 0 nor 1. */
  readonly rounded: number;
}

/**
 * Points above ½ are right, others wrong (½ itself too: a coin's throw is no knowledge), missing stays missing. For
 * 0/1 points asked several times that is the majority of the repeats.
 */
export function responseMatrixOf({ candidates, items, points }: ScoreMatrix): RoundedResponses {
  let rounded = 0;
  const responses = new Uint8Array(points.length);
  for (let i = 0; i < points.length; i++) {
    const point = points[i] ?? Number.NaN;
    rounded += point > 0 && point < 1 ? 1 : 0;
    responses[i] = Number.isNaN(point) ? missingResponse : point > 0.5 ? 1 : 0;
  }
  return { candidates, items, responses, rounded };
}

/** Why an item's choices are not analysed; null where they are. */
export type WithoutChoices = "several-answers" | "free-text" | "several-keys" | "no-option" | null;

/** Choices of a field, with what was left out of them. */
export interface ChoicesOfField {
  /** Items with a reason have neither choices nor a key there; "several-keys" has choices without a key. */
  readonly choices: FieldChoices;
  /** By item. */
  readonly without: readonly WithoutChoices[];
}

/**
 * Which option each sitting chose, for the statistics of options. A field does not hold choices of several options, so
 * items with several answers have none; neither has free text. An item that counts several keys as right has no single
 * key to judge: it shows by a candidate with full points and another choice than the published key.
 */
export function fieldChoicesOf(field: Field, { models }: FieldCandidates): ChoicesOfField {
  const rowOf = new Map(Array.from(models, (model, row) => [model, row]));
  const sittings = field.sittings.filter(({ model }) => rowOf.has(model));
  const seated = new Set(sittings.map(({ model }) => model));
  // A row without a sitting (scores without answers) has one that chose nothing: rows stay without a gap.
  const silent = [...models].filter((model) => !seated.has(model));
  const without = field.itemIds.map((_, item) => whyWithout(field, item, sittings));
  const shown = (choices: Int32Array): Int32Array =>
    choices.map((choice, item) => (without[item] === null || without[item] === "several-keys" ? choice : -1));
  return {
    without,
    choices: {
      choices: [
        ...sittings.map(({ choices }) => shown(choices)),
        ...silent.map(() => new Int32Array(field.itemIds.length).fill(-1)),
      ],
      candidateOf: Int32Array.from(
        [...sittings.map(({ model }) => model), ...silent],
        (model) => rowOf.get(model) ?? 0,
      ),
      key: field.keys.map((key, item) => (without[item] === null ? key : -1)),
      optionCounts: field.optionCounts,
    },
  };
}

function whyWithout(field: Field, item: number, sittings: Field["sittings"]): WithoutChoices {
  switch (field.kinds[item]) {
    case "multiple":
      return "several-answers";
    case "free-text":
      return "free-text";
    default:
  }
  const key = field.keys[item] ?? -1;
  if ((field.optionCounts[item] ?? 0) < 2) {
    return "no-option";
  }
  const otherKey = sittings.some(({ model, choices }) => {
    const choice = choices[item] ?? -1;
    return choice >= 0 && choice !== key && field.points[model]?.[item] === 1;
  });
  return key < 0 || otherKey ? "several-keys" : null;
}

/**
 * The option each candidate chose in most of its sittings, −1 for none or a tie: one array a candidate.
 */
export function chosenByCandidates(field: FieldChoices, candidates: number): readonly Int32Array[] {
  const items = field.key.length;
  return Array.from({ length: candidates }, (_, candidate) => {
    const own = field.choices.filter((_sitting, index) => field.candidateOf?.[index] === candidate);
    const [first] = own;
    if (first !== undefined && own.length === 1) {
      return first;
    }
    return Int32Array.from({ length: items }, (_item, item) => mostChosen(own, item));
  });
}

function mostChosen(sittings: readonly Int32Array[], item: number): number {
  const votes = new Map<number, number>();
  for (const choices of sittings) {
    const choice = choices[item] ?? -1;
    if (choice >= 0) {
      votes.set(choice, (votes.get(choice) ?? 0) + 1);
    }
  }
  const most = Math.max(0, ...votes.values());
  const leaders = [...votes].filter(([, count]) => count === most);
  return leaders.length === 1 ? (leaders[0]?.[0] ?? -1) : -1;
}
