import type {
  JudgeAgreement,
  JudgeForms,
  JudgeLength,
  JudgeMean,
  JudgeSelfPreference,
  ScorerJudging,
} from "../records/judge-analysis.ts";
import type { JudgementForm } from "../records/judgement.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { clusteredCorrelationInterval } from "../statistics/clustered-correlation-interval.ts";
import { selfPreference } from "../statistics/self-preference.ts";
import type { HumanRating } from "./human-ratings.ts";
import { criteriaAsCases, criteriaOf, scaleOf } from "./judged-criteria.ts";
import type { JudgedReplySet, JudgedUnit } from "./judged-units.ts";
import { judgesAndPeople } from "./judges-and-people.ts";
import { type AgreementSettings, comparedValue, raterAgreement } from "./rater-agreement.ts";
import { itemMean } from "./robustness/estimates.ts";

/** What judging is looked at with. */
export interface JudgingSettings extends AgreementSettings {
  /** The model under test that a judge itself is; null for one that sits no exam. */
  underTest(judge: string): string | null;
  /** People's ratings; empty without any. */
  readonly ratings: readonly HumanRating[];
}

/** How a scorer's judges did: forms of their replies, means, agreement, length, preference for oneself, and people beside. */
export function scorerJudging(set: JudgedReplySet, settings: JudgingSettings): ScorerJudging {
  return {
    scorer: set.scorer,
    judges: set.judges.map((judge) => ({ judge, underTest: settings.underTest(judge), ...formsOf(set, judge) })),
    means: meansOf(set, settings.level),
    agreement: set.judges.length < 2 ? [] : agreementOf(set, settings),
    lengths: set.judges.map((judge) => lengthOf(set, judge, settings.level)),
    selfPreference: selfPreferences(set, settings),
    people: judgesAndPeople(set, settings.ratings, settings),
  };
}

function formsOf({ units }: JudgedReplySet, judge: string): Pick<JudgeForms, JudgementForm> {
  const forms = { strict: 0, lenient: 0, unreadable: 0, failed: 0 };
  for (const { judgements } of units) {
    const form = judgements.get(judge)?.form;
    if (form !== undefined) {
      forms[form] += 1;
    }
  }
  return forms;
}

function pointsOf(unit: JudgedUnit, judge: string): number {
  return unit.judgements.get(judge)?.points ?? Number.NaN;
}

function meansOf({ judges, units }: JudgedReplySet, level: number): readonly JudgeMean[] {
  const models = [...new Set(units.map(({ model }) => model))];
  return judges.flatMap((judge) =>
    models.map((model) => {
      const its = units.filter((unit) => unit.model === model && !Number.isNaN(pointsOf(unit, judge)));
      const points = Float64Array.from(its, (unit) => pointsOf(unit, judge));
      return { judge, model, ...itemMean(points, clusterIndex(Int32Array.from(its, ({ cluster }) => cluster)), level) };
    }),
  );
}

/** By criterion the ratings of all judges; criteria that belong to single items (c1, c2, …) are taken together as one. */
function agreementOf(whole: JudgedReplySet, settings: AgreementSettings): readonly JudgeAgreement[] {
  const { judges, units } = criteriaAsCases(whole, []).set;
  const scale = scaleOf(units);
  return criteriaOf(units).map((criterion) => {
    const rows = units.map(({ judgements }) =>
      judges.map((judge) => judgements.get(judge)?.values[criterion] ?? Number.NaN),
    );
    const clusters = Int32Array.from(units, ({ cluster }) => cluster);
    return raterAgreement({ criterion, rows, clusters, scale }, settings);
  });
}

/** The jackknife leaves out a block of questions at a time where there are more: its cost grows with their number squared. */
const mostBlocks = 200;

function lengthOf({ units }: JudgedReplySet, judge: string, level: number): JudgeLength {
  const its = units.filter((unit) => !Number.isNaN(pointsOf(unit, judge)));
  const correlation = clusteredCorrelationInterval(
    {
      first: Float64Array.from(its, ({ length }) => length),
      second: Float64Array.from(its, (unit) => pointsOf(unit, judge)),
      clusters: Int32Array.from(its, ({ cluster }) => cluster % mostBlocks),
    },
    "spearman",
    level,
  );
  return { judge, correlation: comparedValue(correlation), nReplies: its.length };
}

function selfPreferences(
  { judges, units }: JudgedReplySet,
  { underTest, level }: JudgingSettings,
): readonly JudgeSelfPreference[] {
  return judges.flatMap((judge) => {
    const model = underTest(judge);
    const others = judges.filter((other) => other !== judge && underTest(other) === null);
    if (model === null || others.length === 0) {
      return [];
    }
    const meanOfOthers = (unit: JudgedUnit): number =>
      others.reduce((sum, other) => sum + pointsOf(unit, other), 0) / others.length;
    const its = units.filter((unit) => !Number.isNaN(pointsOf(unit, judge) + meanOfOthers(unit)));
    const found = selfPreference(
      {
        judge: Float64Array.from(its, (unit) => pointsOf(unit, judge)),
        others: Float64Array.from(its, meanOfOthers),
        own: Uint8Array.from(its, (unit) => (unit.model === model ? 1 : 0)),
        clusters: Int32Array.from(its, ({ cluster }) => cluster),
      },
      level,
    );
    const ownReplies = its.filter((unit) => unit.model === model).length;
    return [
      {
        judge,
        model,
        ...comparedValue(found),
        p: found.status === "estimated" ? found.p : null,
        ownReplies,
        otherReplies: its.length - ownReplies,
      },
    ];
  });
}
