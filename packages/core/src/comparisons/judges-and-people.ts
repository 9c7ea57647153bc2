import type {
  CorrectedMean,
  CorrectedRate,
  JudgeAgreement,
  JudgesAndPeople,
  PeopleAgreement,
} from "../records/judge-analysis.ts";
import type { JudgedReplies } from "../statistics/judged-samples.ts";
import type { NotEstimable } from "../statistics/not-estimable.ts";
import { type PoweredMean, predictionPoweredMean } from "../statistics/prediction-powered-mean.ts";
import { predictionPoweredProportion } from "../statistics/prediction-powered-proportion.ts";
import { roganGladenRate } from "../statistics/rogan-gladen-rate.ts";
import { weightedKappa } from "../statistics/weighted-kappa.ts";
import type { HumanRating } from "./human-ratings.ts";
import { criteriaAsCases, criteriaOf, scaleOf } from "./judged-criteria.ts";
import type { JudgedReplySet, JudgedUnit } from "./judged-units.ts";
import { type AgreementSettings, comparedValue, raterAgreement } from "./rater-agreement.ts";

/** The criterion that stands for the points of all together. */
const overall = "overall";

/** A judged reply with what people gave it: criterion → rater → value. */
interface RatedUnit {
  readonly unit: JudgedUnit;
  readonly ratings: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/**
 * The judges of a scorer held against people's ratings of some of the replies: agreement on each criterion, people among
 * themselves, and each model's mean as people would give it (prediction-powered: right whatever the judge's bias, as long as
 * the rated replies are a random sample), with the Rogan-Gladen rate for criteria of yes and no. Null where people rated none
 * of these criteria of any judged reply. Criteria of items' own are taken together: each of a reply is a case. A rating that is no value of the judges' scale counts in means alone.
 */
export function judgesAndPeople(
  whole: JudgedReplySet,
  allRatings: readonly HumanRating[],
  settings: AgreementSettings,
): JudgesAndPeople | null {
  const { set, ratings } = criteriaAsCases(whole, allRatings);
  const rated = ratedUnits(set, ratings);
  const scale = scaleOf(set.units);
  const judgedCriteria = criteriaOf(set.units);
  const criteria = judgedCriteria.filter((name) => rated.some((one) => one.ratings.has(name)));
  if (criteria.length === 0) {
    return null;
  }
  const raters = [...new Set(rated.flatMap((one) => [...one.ratings.values()].flatMap((by) => [...by.keys()])))];
  const models = [...new Set(set.units.map(({ model }) => model))];
  const perJudge = <T>(of: (judge: string, criterion: string) => readonly T[]): readonly T[] =>
    set.judges.flatMap((judge) => criteria.flatMap((criterion) => of(judge, criterion)));
  const all = criteria.length > 1 && pointsAreMeans(set) && criteria.length === judgedCriteria.length;
  return {
    raters: raters.length,
    agreement: perJudge((judge, criterion) => [withPeople(rated, judge, criterion, scale, settings)]),
    among: raters.length < 2 ? [] : criteria.map((criterion) => amongPeople(rated, criterion, raters, scale, settings)),
    means: set.judges.flatMap((judge) =>
      [...(all ? [overall] : []), ...criteria].flatMap((criterion) =>
        models.map((model) => correctedMean(set, rated, { judge, criterion, model }, criteria, scale, settings.level)),
      ),
    ),
    rates:
      scale.length === 2
        ? perJudge((judge, criterion) =>
            models.map((model) => correctedRate(set, rated, { judge, criterion, model }, settings.level)),
          )
        : [],
  };
}

function ratedUnits({ exam, units }: JudgedReplySet, ratings: readonly HumanRating[]): readonly RatedUnit[] {
  const byCall = Map.groupBy(
    ratings.filter(({ callId }) => callId !== null),
    ({ callId }) => callId ?? "",
  );
  const byItem = Map.groupBy(
    ratings.filter((rating) => rating.callId === null && (rating.exam === null || rating.exam === exam)),
    ({ itemId, model }) => `${itemId}\u0000${model}`,
  );
  return units.flatMap((unit) => {
    // Where only item and model are named, the first reply is meant.
    const own = [
      ...(byCall.get(unit.callId) ?? []),
      ...(unit.repeat === 0 ? (byItem.get(`${unit.itemId}\u0000${unit.model}`) ?? []) : []),
    ];
    if (own.length === 0) {
      return [];
    }
    const found = new Map<string, Map<string, number>>();
    for (const { criterion, rater, value } of own) {
      const by = found.get(criterion) ?? new Map<string, number>();
      found.set(criterion, by);
      by.set(rater, value);
    }
    return [{ unit, ratings: found }];
  });
}

/** Whether a judge's points are the mean of its values as shares of the scale, so that people's can be put together alike. */
function pointsAreMeans({ units }: JudgedReplySet): boolean {
  return units.every(({ judgements }) =>
    [...judgements.values()].every(({ values, points, scale }) => {
      const shares = Object.values(values).map((value) => shareOf(value, scale));
      return points === null || Math.abs(points - meanOf(shares)) < 1e-9;
    }),
  );
}

function shareOf(value: number, scale: readonly number[]): number {
  const least = scale[0] ?? 0;
  return (value - least) / ((scale.at(-1) ?? 1) - least);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function withPeople(
  rated: readonly RatedUnit[],
  judge: string,
  criterion: string,
  scale: readonly number[],
  { level }: AgreementSettings,
): PeopleAgreement {
  const both = rated.flatMap(({ unit, ratings }) => {
    const said = unit.judgements.get(judge)?.values[criterion];
    const by = [...(ratings.get(criterion)?.values() ?? [])];
    return said === undefined || by.length === 0 ? [] : [{ unit, said, by }];
  });
  const pairs = both.flatMap(({ unit, said, by }) =>
    by.filter((value) => scale.includes(value)).map((value) => ({ cluster: unit.cluster, said, value })),
  );
  const kappa = weightedKappa(
    {
      first: Int32Array.from(pairs, ({ said }) => scale.indexOf(said)),
      second: Int32Array.from(pairs, ({ value }) => scale.indexOf(value)),
      clusters: Int32Array.from(pairs, ({ cluster }) => cluster),
    },
    { categories: scale.length, weights: scale.length > 2 ? "quadratic" : "unweighted" },
    level,
  );
  return {
    judge,
    criterion,
    nReplies: both.length,
    nRatings: pairs.length,
    agreement: pairs.length === 0 ? null : meanOf(pairs.map(({ said, value }) => (said === value ? 1 : 0))),
    kappa: comparedValue(kappa),
    bias:
      both.length === 0
        ? null
        : meanOf(both.map(({ said, by }) => shareOf(said, scale) - meanOf(by.map((value) => shareOf(value, scale))))),
  };
}

function amongPeople(
  rated: readonly RatedUnit[],
  criterion: string,
  raters: readonly string[],
  scale: readonly number[],
  settings: AgreementSettings,
): JudgeAgreement {
  const its = rated.filter(({ ratings }) => ratings.has(criterion));
  return raterAgreement(
    {
      criterion,
      rows: its.map(({ ratings }) =>
        raters.map((rater) => {
          const value = ratings.get(criterion)?.get(rater);
          return value !== undefined && scale.includes(value) ? value : Number.NaN;
        }),
      ),
      clusters: Int32Array.from(its, ({ unit }) => unit.cluster),
      scale,
    },
    settings,
  );
}

interface MeanAddress {
  readonly judge: string;
  readonly criterion: string;
  readonly model: string;
}

function correctedMean(
  set: JudgedReplySet,
  rated: readonly RatedUnit[],
  { judge, criterion, model }: MeanAddress,
  criteria: readonly string[],
  scale: readonly number[],
  level: number,
): CorrectedMean {
  const ofJudge = (unit: JudgedUnit): number => {
    const said = unit.judgements.get(judge);
    const value = criterion === overall ? said?.points : said?.values[criterion];
    return value === undefined || value === null ? Number.NaN : criterion === overall ? value : shareOf(value, scale);
  };
  const ofPeople = ({ ratings }: RatedUnit): number =>
    meanOf(
      (criterion === overall ? criteria : [criterion]).map((name) =>
        meanOf(
          [...(ratings.get(name)?.values() ?? [])].map((value) => Math.min(1, Math.max(0, shareOf(value, scale)))),
        ),
      ),
    );
  const labelled = rated
    .filter(({ unit }) => unit.model === model)
    .map((one) => ({ unit: one.unit, human: ofPeople(one), judge: ofJudge(one.unit) }))
    .filter(({ human, judge: said }) => !Number.isNaN(human + said));
  const known = new Set(labelled.map(({ unit }) => unit));
  const others = set.units.filter((unit) => unit.model === model && !known.has(unit) && !Number.isNaN(ofJudge(unit)));
  const clustersOf = (units: readonly JudgedUnit[]): Int32Array => Int32Array.from(units, ({ cluster }) => cluster);
  const found = poweredMean(
    {
      labelled: {
        human: Float64Array.from(labelled, ({ human }) => human),
        judge: Float64Array.from(labelled, (one) => one.judge),
        clusters: clustersOf(labelled.map(({ unit }) => unit)),
      },
      unlabelled: { judge: Float64Array.from(others, ofJudge), clusters: clustersOf(others) },
    },
    scale.length === 2 && criterion !== overall,
    level,
  );
  const ofAll = [...labelled.map((one) => one.judge), ...others.map(ofJudge)];
  return {
    judge,
    criterion,
    model,
    ...comparedValue(found),
    judgeMean: ofAll.length === 0 ? null : meanOf(ofAll),
    peopleMean: labelled.length === 0 ? null : meanOf(labelled.map(({ human }) => human)),
    labelled: labelled.length,
    unlabelled: others.length,
    judgeWeight: found.status === "estimated" ? found.judgeWeight : null,
  };
}

/**
 * The prediction-powered mean, held within 0–1; for points of 0 and 1, and where few labels show no variance, the interval made
 * for proportions, which is too wide for graded points.
 */
function poweredMean(replies: JudgedReplies, binary: boolean, level: number): PoweredMean | NotEstimable {
  const found = binary ? null : predictionPoweredMean(replies, "tuned", level);
  if (found?.status !== "estimated") {
    return predictionPoweredProportion(replies, "tuned", level);
  }
  const held = (value: number): number => Math.min(1, Math.max(0, value));
  return { ...found, value: held(found.value), low: held(found.low), high: held(found.high) };
}

/** Sensitivity and specificity are of all models' rated replies; the apparent rate is of the model's unrated ones. */
function correctedRate(
  set: JudgedReplySet,
  rated: readonly RatedUnit[],
  { judge, criterion, model }: MeanAddress,
  level: number,
): CorrectedRate {
  const said = (unit: JudgedUnit): number | undefined => unit.judgements.get(judge)?.values[criterion];
  const tried = rated.flatMap(({ unit, ratings }) => {
    const values = [...(ratings.get(criterion)?.values() ?? [])];
    const share = values.length === 0 ? 0.5 : meanOf(values);
    const found = said(unit);
    return share === 0.5 || found === undefined ? [] : [{ truth: share > 0.5, said: found === 1 }];
  });
  const known = new Set(rated.map(({ unit }) => unit));
  const judged = set.units
    .filter((unit) => unit.model === model && !known.has(unit))
    .flatMap((unit) => said(unit) ?? []);
  const countOf = (cases: readonly boolean[]) => ({ count: cases.filter((one) => one).length, of: cases.length });
  const found = roganGladenRate(
    {
      positive: countOf(judged.map((value) => value === 1)),
      sensitivity: countOf(tried.filter(({ truth }) => truth).map((one) => one.said)),
      specificity: countOf(tried.filter(({ truth }) => !truth).map((one) => !one.said)),
    },
    level,
  );
  const shares = found.status === "estimated" ? found : null;
  return {
    judge,
    criterion,
    model,
    ...comparedValue(found),
    apparent: shares?.apparent ?? null,
    sensitivity: shares?.sensitivity ?? null,
    specificity: shares?.specificity ?? null,
  };
}
