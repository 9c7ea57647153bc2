import type { AnswerAgainstExplanation, ModelRating, ReviewEstimate, ReviewScheme } from "../records/review.ts";
import { stratifiedRateInterval } from "../statistics/stratified-rate-interval.ts";
import type { ReviewKey } from "./review-key.ts";
import type { SheetRatings } from "./sheet-ratings.ts";

/** Why a sheet gives no number for a model. */
const notRated = "cases of a kind that nobody rated";

/** The value of a case, 0–1; null while it is open. */
type CaseValue = (place: number) => number | null;

/**
 * What raters found of each model by each label and scale: the share of its items that a label applies to, or the mean
 * point. Cases weigh as many items as they stand for; a case counts in parts where raters differ and nothing was settled.
 * The interval is that of a stratified sample (`stratifiedRateInterval`), for a scale after stretching it to 0–1. It
 * speaks of the sampled items, not of the raters: other raters may be stricter.
 */
export function modelRatings(
  key: Pick<ReviewKey, "models" | "strata" | "rows">,
  scheme: ReviewScheme,
  ratings: SheetRatings,
  level: number,
): readonly ModelRating[] {
  return key.models.flatMap((model) =>
    scheme.criteria
      .filter(({ kind }) => kind !== "choice")
      .map(({ id, values }): ModelRating => {
        const least = Number(values[0]?.value);
        const span = Number(values.at(-1)?.value) - least;
        const shareOf: CaseValue = (place) => {
          const said = ratings.counted(place, id).map((value) => (Number(value) - least) / span);
          return said.length === 0 ? null : said.reduce((sum, value) => sum + value, 0) / said.length;
        };
        const found = rateOf(key, strataOf(key, model), shareOf, level);
        const estimate: ReviewEstimate =
          found.status === "not-estimable"
            ? found
            : {
                status: "estimated",
                value: least + span * found.value,
                low: least + span * found.low,
                high: least + span * found.high,
              };
        return { model, criterion: id, rated: ratedOf(key, model, shareOf), estimate };
      }),
  );
}

/**
 * Answers against explanations of each model: how often a right answer stands on an inaccurate explanation, and the other
 * way round. Replies that choose nothing or earn a part of the points are neither right nor wrong. Empty where no
 * criterion of the scheme tells an inaccurate explanation.
 */
export function answersAgainstExplanations(
  key: Pick<ReviewKey, "models" | "strata" | "rows">,
  { inaccurate }: ReviewScheme,
  ratings: SheetRatings,
  level: number,
): readonly AnswerAgainstExplanation[] {
  if (inaccurate === null) {
    return [];
  }
  const wrongShare: CaseValue = (place) => {
    const said = ratings.counted(place, inaccurate.criterion);
    return said.length === 0 ? null : said.filter((value) => inaccurate.values.includes(value)).length / said.length;
  };
  const outcomeOf = (place: number): string | undefined => key.strata[key.rows[place]?.stratum ?? -1]?.outcome;
  return key.models.map((model) => {
    const counts = { rightSound: 0, rightInaccurate: 0, wrongSound: 0, wrongInaccurate: 0 };
    for (const [place, row] of key.rows.entries()) {
      const share = row.model === model ? wrongShare(place) : null;
      const outcome = outcomeOf(place);
      if (share !== null && outcome === "right") {
        counts.rightInaccurate += share;
        counts.rightSound += 1 - share;
      } else if (share !== null && outcome === "wrong") {
        counts.wrongInaccurate += share;
        counts.wrongSound += 1 - share;
      }
    }
    const all = strataOf(key, model);
    const having = (outcome: string): readonly number[] =>
      all.filter((place) => key.strata[place]?.outcome === outcome);
    const rightForWrong: CaseValue = (place) => {
      const share = wrongShare(place);
      return share === null ? null : outcomeOf(place) === "right" ? share : 0;
    };
    return {
      model,
      counts,
      rightForWrongReason: rateOf(key, all, rightForWrong, level),
      inaccurateAmongRight: rateOf(key, having("right"), wrongShare, level),
      inaccurateAmongWrong: rateOf(key, having("wrong"), wrongShare, level),
    };
  });
}

function strataOf({ strata }: Pick<ReviewKey, "strata">, model: string): readonly number[] {
  return [...strata.keys()].filter((place) => strata[place]?.model === model);
}

function ratedOf({ rows }: Pick<ReviewKey, "rows">, model: string, shareOf: CaseValue): number {
  return rows.filter((row, place) => row.model === model && shareOf(place) !== null).length;
}

function rateOf(
  { strata, rows }: Pick<ReviewKey, "strata" | "rows">,
  among: readonly number[],
  shareOf: CaseValue,
  level: number,
): ReviewEstimate {
  const found = stratifiedRateInterval(
    among.map((stratum) => {
      const values = [...rows.entries()].flatMap(([place, row]) => {
        const value = row.stratum === stratum ? shareOf(place) : null;
        return value === null ? [] : [value];
      });
      const size = strata[stratum]?.size ?? 0;
      return {
        share: size,
        sampled: values.length,
        sum: values.reduce((sum, value) => sum + value, 0),
        sumOfSquares: values.reduce((sum, value) => sum + value * value, 0),
        complete: values.length === size,
      };
    }),
    level,
  );
  if (found === null) {
    return { status: "not-estimable", why: among.length === 0 ? "no such case" : notRated };
  }
  return { status: "estimated", ...found };
}
