import type { ComparedValue } from "../../records/comparison.ts";
import { type LanguageInteraction, type ValidityDenominator, validityDenominators } from "../../records/robustness.ts";
import { clusterIndex } from "../../statistics/cluster-index.ts";
import { pairedDifference } from "../../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../../statistics/paired-difference-interval.ts";
import { differenceOf } from "../../statistics/unpaired-difference.ts";
import { contrastOf, notKnown, robustnessReasons } from "./estimates.ts";
import type { ExamForms, FormAnswers } from "./exam-forms.ts";
import type { ModelPair } from "./model-pairs.ts";
import { formsByItem } from "./paired-items.ts";

/** The items of one language of one exam. */
interface LanguageSide {
  readonly exam: string;
  readonly language: string;
  readonly forms: ExamForms;
  readonly items: Int32Array;
  /** Item of each parallel id, the first of two. */
  readonly placeOf: ReadonlyMap<string, number>;
}

/** Two languages that can be held against each other; `shared` are pairs of items that say the same. */
interface SidePair {
  readonly earlier: LanguageSide;
  readonly later: LanguageSide;
  readonly shared: readonly (readonly [earlier: number, later: number])[];
}

/**
 * Whether the difference of the two models of each pair depends on the language, as published and under each
 * perturbation: on the same questions where items have a parallelId in both languages, within an exam or across exams;
 * else on each language's own items of one exam. No pairs, or no two languages, give no rows.
 *
 * @param exams All exams of the run.
 * @param cells All answers of the run.
 */
export function languageInteractions(
  exams: Iterable<ExamForms>,
  cells: readonly FormAnswers[],
  pairs: readonly ModelPair[],
  level: number,
): readonly LanguageInteraction[] {
  const sides = [...exams].flatMap(languageSides);
  const sidePairs = sides.flatMap((one, place) => sides.slice(place + 1).flatMap((other) => sidePair(one, other)));
  const arms = [...new Set(cells.map(({ arm }) => arm))];
  return arms.flatMap((arm) =>
    sidePairs.flatMap((pair) =>
      pairs.flatMap((models) => {
        const answers = (side: LanguageSide, model: string) =>
          cells.find((cell) => cell.arm === arm && cell.exam === side.exam && cell.model === model);
        const found = {
          earlier: [answers(pair.earlier, models.first), answers(pair.earlier, models.second)] as const,
          later: [answers(pair.later, models.first), answers(pair.later, models.second)] as const,
        };
        return rowsOf(pair, found, level).map((row) => ({
          arm,
          first: models.first,
          second: models.second,
          ...row,
        }));
      }),
    ),
  );
}

function languageSides(forms: ExamForms): readonly LanguageSide[] {
  const { languages, parallelIds } = forms.items;
  return [...new Set(languages)].sort().map((language) => {
    const items = Int32Array.from(languages.keys()).filter((item) => languages[item] === language);
    const placeOf = new Map<string, number>();
    for (const item of items) {
      const id = parallelIds[item] ?? null;
      if (id !== null && !placeOf.has(id)) {
        placeOf.set(id, item);
      }
    }
    return { exam: forms.exam, language, forms, items, placeOf };
  });
}

function sidePair(one: LanguageSide, other: LanguageSide): readonly SidePair[] {
  if (one.language === other.language) {
    return [];
  }
  const [earlier, later] = one.language < other.language ? [one, other] : [other, one];
  const shared = [...earlier.placeOf].flatMap(([id, item]) => {
    const there = later.placeOf.get(id);
    return there === undefined ? [] : [[item, there] as const];
  });
  return shared.length > 0 || earlier.exam === later.exam ? [{ earlier, later, shared }] : [];
}

type Answers = readonly [first: FormAnswers | undefined, second: FormAnswers | undefined];

function rowsOf(
  pair: SidePair,
  answers: { readonly earlier: Answers; readonly later: Answers },
  level: number,
): readonly Omit<LanguageInteraction, "arm" | "first" | "second">[] {
  const names = pair.earlier.forms.perturbations
    .map(({ name }) => name)
    .filter((name) => pair.later.forms.perturbations.some((other) => other.name === name));
  const conditions = [
    { perturbation: "none", denominator: "all" as const },
    ...validityDenominators.flatMap((denominator) => names.map((perturbation) => ({ perturbation, denominator }))),
  ];
  return conditions.map(({ perturbation, denominator }) => {
    const earlier = gains(pair.earlier, answers.earlier, perturbation, denominator);
    const later = gains(pair.later, answers.later, perturbation, denominator);
    const languages = [pair.earlier, pair.later].map(({ exam, language }) => ({ exam, language }));
    const [one = { exam: "", language: "" }, other = { exam: "", language: "" }] = languages;
    return {
      perturbation,
      denominator,
      languages: [one, other] as const,
      paired: pair.shared.length > 0,
      ...(pair.shared.length > 0
        ? pairedInteraction(pair, earlier, later, level)
        : unpairedInteraction(pair, earlier, later, level)),
    };
  });
}

/** Points of both models by item; NaN where one of them has none. */
interface Gains {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

function gains(
  { forms }: LanguageSide,
  [first, second]: Answers,
  perturbation: string,
  denominator: ValidityDenominator,
): Gains {
  const of = (answers: FormAnswers | undefined): Float64Array => {
    const points = new Float64Array(forms.publishedOf.length).fill(Number.NaN);
    if (answers === undefined) {
      return points;
    }
    if (perturbation === "none") {
      return points.map((_none, item) => answers.points[forms.publishedOf[item] ?? -1] ?? Number.NaN);
    }
    const place = forms.perturbations.findIndex(({ name }) => name === perturbation);
    for (const list of formsByItem(forms, [place], denominator)) {
      const scored = list.map((form) => answers.points[form] ?? Number.NaN).filter((value) => !Number.isNaN(value));
      points[forms.itemOf[list[0] ?? -1] ?? -1] =
        scored.length === 0 ? Number.NaN : Math.min(1, scored.reduce((sum, value) => sum + value, 0) / scored.length);
    }
    return points;
  };
  return { first: of(first), second: of(second) };
}

type Interaction = Pick<LanguageInteraction, "nItems" | "gains" | "interaction">;

function pairedInteraction({ earlier, shared }: SidePair, one: Gains, other: Gains, level: number): Interaction {
  const kept = shared.filter(
    ([item, there]) =>
      !Number.isNaN(
        (one.first[item] ?? Number.NaN) +
          (one.second[item] ?? Number.NaN) +
          (other.first[there] ?? Number.NaN) +
          (other.second[there] ?? Number.NaN),
      ),
  );
  const at = (values: Float64Array, side: 0 | 1) => Float64Array.from(kept, (pair) => values[pair[side]] ?? 0);
  const clusters = Int32Array.from(kept, ([item]) => earlier.forms.items.clusters[item] ?? 0);
  const [a, b, c, d] = [at(one.first, 0), at(one.second, 0), at(other.first, 1), at(other.second, 1)];
  // (c − d) − (a − b)
  const { value } = contrastOf([c, b], [d, a], clusters, level);
  return {
    nItems: [kept.length, kept.length],
    gains: [gainOf(a, b, clusters, level), gainOf(c, d, clusters, level)],
    interaction: value,
  };
}

function unpairedInteraction({ earlier, later }: SidePair, one: Gains, other: Gains, level: number): Interaction {
  const ofSide = ({ items, forms }: LanguageSide, { first, second }: Gains) => {
    const kept = items.filter((item) => !Number.isNaN((first[item] ?? Number.NaN) + (second[item] ?? Number.NaN)));
    const at = (values: Float64Array) => Float64Array.from(kept, (item) => values[item] ?? 0);
    const clusters = kept.map((item) => forms.items.clusters[item] ?? 0);
    return { n: kept.length, gain: gainOf(at(first), at(second), clusters, level) };
  };
  const before = ofSide(earlier, one);
  const after = ofSide(later, other);
  const [gain, laterGain] = [bounded(before.gain), bounded(after.gain)];
  return {
    nItems: [before.n, after.n],
    gains: [before.gain, after.gain],
    interaction:
      gain === null || laterGain === null ? notKnown(robustnessReasons.noItem) : differenceOf(laterGain, gain),
  };
}

function gainOf(first: Float64Array, second: Float64Array, clusters: Int32Array, level: number): ComparedValue {
  const paired = first.length === 0 ? null : pairedDifference(first, second, clusterIndex(clusters));
  if (paired === null) {
    return notKnown(robustnessReasons.noItem);
  }
  const { value, low, high } = pairedDifferenceInterval(paired, level);
  return { value, low, high };
}

function bounded({ value, low, high }: ComparedValue) {
  return value === null || low === null || high === null ? null : { value, low, high };
}
