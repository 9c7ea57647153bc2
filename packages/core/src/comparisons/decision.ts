import { BugError } from "../base/errors.ts";
import type {
  Decision,
  DecisionOperations,
  DecisionRate,
  DecisionStratum,
  ReferenceFinding,
  Unknown,
  VersionChange,
} from "../records/decision.ts";
import { nonInferiorityTest } from "../statistics/non-inferiority-test.ts";
import { pairedDifference } from "../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../statistics/paired-difference-interval.ts";
import { commonPoints, noCommonItem } from "./comparison-pairs.ts";
import { modelNamed } from "./comparison-reference.ts";
import { examStandard } from "./exam-standard.ts";
import type { Field } from "./field.ts";
import type { RunSettings } from "./run-settings.ts";
import { stratumProfiles } from "./stratum-profile.ts";

/** What of the runs a decision needs beside the field. */
export interface DecisionFacts {
  /** Place of the model in the field. */
  readonly model: number;
  /** Name of its run. */
  readonly run: string;
  readonly yardsticks: ReadonlySet<string>;
  readonly rates: readonly DecisionRate[];
  readonly operations: DecisionOperations | null;
  readonly change: VersionChange | null;
  /** The run has replies to all of the model's calls. */
  readonly complete: boolean;
  /** A person checked how replies were read. */
  readonly audited: boolean;
  /** The exam was also asked with changed items. */
  readonly perturbed: boolean;
}

/**
 * What a field says of the question whether a model may be used for an exam, against the person's own criteria: the
 * mark, the reference and the margin of the settings. It states findings and what is not known, and recommends
 * nothing. Whatever cannot be told says why.
 */
export function decisionOf(field: Field, settings: RunSettings, facts: DecisionFacts): Decision {
  const { comparison, passMark, confidence } = settings;
  const standard = examStandard(field, settings, { yardsticks: facts.yardsticks });
  const name = field.models[facts.model]?.name ?? "";
  const own = standard.models[facts.model];
  if (own === undefined) {
    throw new BugError("INTERNAL", `no model ${facts.model} in the field of ${field.exam}`);
  }
  const strata = worstStrata(field, settings, name);
  return {
    exam: field.exam,
    arm: field.arm,
    perturbation: field.perturbation,
    scorer: field.scorer,
    model: name,
    run: facts.run,
    level: confidence,
    criteria: {
      passMark,
      reference: comparison.reference ?? null,
      margin: comparison.margin ?? null,
      alpha: comparison.alpha / 2,
    },
    standard: own,
    prior: standard.prior,
    otherPrior: own.otherPass === null ? null : standard.otherPrior,
    sectionTag: standard.sections?.tag ?? standard.blueprint?.tag ?? null,
    reference: referenceFinding(field, settings, facts.model),
    strata,
    smallStratum: comparison.smallStratum,
    rates: facts.rates,
    operations: facts.operations,
    change: facts.change,
    unknown: unknownOf(field, settings, facts, strata.length),
  };
}

function referenceFinding(field: Field, { comparison, confidence }: RunSettings, model: number): ReferenceFinding {
  const none = (why: string): ReferenceFinding => ({ status: "not-estimable", why });
  if (comparison.reference === undefined) {
    return none("no reference is stated");
  }
  const reference = modelNamed(field.models, comparison.reference);
  if (reference === undefined) {
    return none("the reference is not among the models");
  }
  if (reference === field.models[model]) {
    return none("the model is the reference itself");
  }
  if (comparison.margin === undefined) {
    return none("no margin is stated");
  }
  const pair = commonPoints(field.points[model], field.points[field.models.indexOf(reference)], field.clusters);
  const paired = pairedDifference(pair.first, pair.second, pair.clusters);
  if (paired === null) {
    return none(noCommonItem);
  }
  const test = nonInferiorityTest(paired, { margin: comparison.margin, alpha: comparison.alpha / 2 });
  const { value, low, high } = pairedDifferenceInterval(paired, confidence);
  return {
    status: test.status,
    difference: { value, low, high },
    bound: test.bound,
    p: test.p,
    nItems: pair.first.length,
    nClusters: pair.clusters.count,
  };
}

/** The worst stratum of every breakdown that has one. */
function worstStrata(field: Field, settings: RunSettings, name: string): readonly DecisionStratum[] {
  return stratumProfiles(field, settings).flatMap(({ tags, models }) => {
    const profile = models.find(({ model }) => model === name);
    return profile?.worst == null ? [] : [{ tags, worst: profile.worst, range: profile.range }];
  });
}

function unknownOf(field: Field, settings: RunSettings, facts: DecisionFacts, strata: number): readonly Unknown[] {
  const { comparison, passMark, standard } = settings;
  const asked: readonly (readonly [boolean, Unknown])[] = [
    [!facts.complete, "unfinished"],
    [passMark === null && standard.sections === undefined, "mark"],
    [comparison.reference === undefined, "reference"],
    [comparison.reference !== undefined && comparison.margin === undefined, "margin"],
    [facts.change === null, "previous"],
    [strata === 0, "strata"],
    [!facts.perturbed, "robustness"],
    [field.repeats < 2, "repeats"],
    [!facts.audited, "audit"],
    [facts.operations?.latencyMs == null, "latency"],
    [facts.operations?.cost == null, "cost"],
    // No run can tell these two.
    [true, "training-data"],
    [true, "practice"],
  ];
  return asked.flatMap(([unknown, what]) => (unknown ? [what] : []));
}
