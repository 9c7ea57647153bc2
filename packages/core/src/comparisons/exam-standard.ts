import type { ExamStandard, ModelStandard, NormPlace, PassPrior, SectionResult } from "../records/exam-standard.ts";
import type { ItemMean } from "../records/item-mean.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { normalCdf } from "../statistics/normal-cdf.ts";
import type { ScorePrior } from "../statistics/score-posterior.ts";
import { scorePriorOf } from "../statistics/score-prior.ts";
import { stratumWeightedMean } from "../statistics/stratum-weighted-mean.ts";
import type { Field } from "./field.ts";
import { fieldConsistency } from "./field-consistency.ts";
import { meanOfOwn, type OwnItems, ownItems } from "./own-items.ts";
import { type PassOutcome, passChances } from "./pass-chances.ts";
import type { RunSettings } from "./run-settings.ts";
import { type ExamPart, type StandardParts, standardParts } from "./standard-parts.ts";

/**
 * Candidates from which on their own spread is taken for what is known beforehand. Measured on true scores of 0.56–0.64
 * against a mark of 0.6, 200 items, over all that are given more than 0.8 for one side: with the field's prior they are
 * given more than is right by 0.12 for 20 candidates, 0.05 for 60 and 0.00 for 200, with Jeffreys' by 0.09 throughout.
 */
const leastForPrior = 60;
/** Candidates from which on both priors are shown. */
const leastForBoth = 6;

/** Who sat. */
export interface ExamStandardOptions {
  /** Names of models that are yardsticks: they are held against the standard but tell nothing of what models are like. */
  readonly yardsticks?: ReadonlySet<string>;
}

/**
 * Every model held against what it takes to pass: the score by the blueprint, the sections with their minima, the
 * probability of passing by the mark (compensatory), by the minima (conjunctive) and by both, and its place among
 * people where norms are stated. A pass is never said without its probability.
 *
 * The prior is that of the field with at least 60 models besides yardsticks, else hardly any knowledge (Jeffreys'); from
 * 6 models on the other one's probability stands beside it. Where blueprint and sections are of different tags, each
 * rule has its probability and both together have none. Without mark and minima there is no probability, and norms alone.
 * Deterministic: parts are simulated by the settings' seed.
 */
export function examStandard(
  field: Field,
  settings: RunSettings,
  { yardsticks = new Set() }: ExamStandardOptions = {},
): ExamStandard {
  const { passMark, standard, confidence } = settings;
  const divided = standardParts(field, settings);
  const own = field.models.map((_, model) => divided.parts.map(({ items }) => ownItems(field, model, items)));
  const candidates = field.models.flatMap(({ name }, model) =>
    yardsticks.has(name) || (own[model] ?? []).every(({ points }) => points.length === 0) ? [] : [model],
  );
  const fieldPriors = priorsOf(divided.parts, own, candidates);
  const useField = fieldPriors !== null && candidates.length >= leastForPrior;
  const jeffreys: PassPrior = { kind: "jeffreys" };
  const ofField: PassPrior = {
    kind: "field",
    candidates: candidates.length,
    mean: fieldPriors?.length === 1 ? (fieldPriors[0]?.mean ?? null) : null,
    size: fieldPriors?.length === 1 ? (fieldPriors[0]?.size ?? null) : null,
  };
  const both = fieldPriors !== null && candidates.length >= leastForBoth;
  const rule = { passMark, seed: settings.seed };
  const { blueprint, sections } = standard;
  return {
    exam: field.exam,
    arm: field.arm,
    perturbation: field.perturbation,
    scorer: field.scorer,
    level: confidence,
    passMark,
    blueprint: blueprint === undefined ? null : { tag: blueprint.tag, weights: sharesOf(blueprint.weights) },
    sections: sections === undefined ? null : { tag: sections.tag, minima: sections.minima },
    uncounted: divided.uncounted,
    ofSeveral: divided.ofSeveral,
    prior: useField ? ofField : jeffreys,
    otherPrior: useField ? jeffreys : both ? ofField : null,
    models: field.models.map(({ name }, model): ModelStandard => {
      const items = own[model] ?? [];
      const chances = (priors: readonly (ScorePrior | null)[] | null) =>
        divided.unevenWeights ? unevenOutcome(divided.parts) : outcomeOf(field, model, items, priors, divided, rule);
      const outcome = chances(useField ? fieldPriors : null);
      const score = weightedScore(items, divided.parts, confidence);
      return {
        model: name,
        score,
        sections: sectionResults(divided, outcome, field, model, confidence),
        compensatory: outcome.compensatory,
        conjunctive: outcome.conjunctive,
        pass: outcome.pass,
        ...(outcome.why === undefined ? {} : { why: outcome.why }),
        otherPass: useField ? chances(null).pass : both ? chances(fieldPriors).pass : null,
        consistency: outcome.consistency,
        norms: standard.norms.flatMap((norm) => normPlace(norm, score)),
      };
    }),
    consistency: fieldConsistency(field, candidates, divided.parts, passMark),
  };
}

function sharesOf(weights: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  return Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, weight / total]));
}

/** What the field tells of each part; null where it tells nothing of one of them. */
function priorsOf(
  parts: readonly ExamPart[],
  own: readonly (readonly OwnItems[])[],
  candidates: readonly number[],
): readonly ScorePrior[] | null {
  const priors = parts.flatMap((_, at) => scorePriorOf(candidates.flatMap((model) => own[model]?.[at] ?? [])) ?? []);
  return priors.length === parts.length && parts.length > 0 ? priors : null;
}

function outcomeOf(
  field: Field,
  model: number,
  own: readonly OwnItems[],
  priors: readonly (ScorePrior | null)[] | null,
  { parts, sections }: StandardParts,
  rule: { readonly passMark: number | null; readonly seed: number },
): PassOutcome {
  const outcome = passChances(own, priors, { ...rule, parts });
  if (sections === null) {
    return outcome;
  }
  const apart = passChances(
    sections.map(({ items }) => ownItems(field, model, items)),
    null,
    { ...rule, passMark: null, parts: sections },
  );
  const why = outcome.why ?? apart.why ?? "the blueprint and the minima are of different tags";
  return rule.passMark === null
    ? { ...apart, compensatory: null }
    : { ...outcome, conjunctive: apart.conjunctive, pass: null, why, parts: apart.parts };
}

function unevenOutcome(parts: readonly ExamPart[]): PassOutcome {
  const why = "items of one section have different weights";
  return { compensatory: null, conjunctive: null, pass: null, why, consistency: null, parts: parts.map(() => null) };
}

/** The mean by the parts' shares; plain where there is one part. A part without an item leaves no score. */
function weightedScore(own: readonly OwnItems[], parts: readonly ExamPart[], level: number): ItemMean {
  const [only] = own;
  if (own.length === 1 && only !== undefined) {
    return meanOfOwn(only, level);
  }
  const points = Float64Array.from(own.flatMap((items) => [...items.points]));
  const clusters = Int32Array.from(own.flatMap((items) => [...items.clusters]));
  const strata = Int32Array.from(own.flatMap((items, at) => Array.from(items.points, () => at)));
  const shares = Float64Array.from(parts, ({ share }) => share);
  const mean = stratumWeightedMean({ points, clusters, strata }, shares, level);
  const { count, allSingle } = clusterIndex(clusters);
  if (mean === null) {
    return { value: null, low: null, high: null, nItems: points.length, nClusters: count, method: "none" };
  }
  const simple = allSingle && points.every((point) => point === 0 || point === 1);
  return { ...mean, nItems: points.length, nClusters: count, method: simple ? "wilson" : "clustered-wilson" };
}

/** Parts that have a name; an exam in one piece has none. */
function sectionResults(
  { parts, sections }: StandardParts,
  outcome: PassOutcome,
  field: Field,
  model: number,
  level: number,
): readonly SectionResult[] {
  const shown = sections ?? parts;
  return shown.length < 2 && shown[0]?.section === ""
    ? []
    : shown.map(({ section, items, share, minimum }, at) => ({
        section,
        weight: share,
        minimum,
        ...meanOfOwn(ownItems(field, model, items), level),
        pass: outcome.parts[at] ?? null,
      }));
}

function normPlace(norm: RunSettings["standard"]["norms"][number], score: ItemMean): readonly NormPlace[] {
  const { value, low, high } = score;
  if (value === null || low === null || high === null) {
    return [];
  }
  const below = (points: number): number => normalCdf((points - norm.mean) / norm.sd);
  return [{ ...norm, value: below(value), low: below(low), high: below(high) }];
}
