import type { ModelProfile, StratumCell, StratumProfile, WorstStratum } from "../records/stratum-profile.ts";
import { betaBinomialShrinkage, type Shrinkage } from "../statistics/beta-binomial-shrinkage.ts";
import { type FieldResamples, replicatesOf, resampleField } from "../statistics/field-resamples.ts";
import { stratumOffsets } from "../statistics/field-scores.ts";
import { scorePosterior } from "../statistics/score-posterior.ts";
import { rangeOf, type SpreadStatistic, spreadInterval, standardDeviationOf } from "../statistics/spread-interval.ts";
import type { Field } from "./field.ts";
import { meanOfOwn, type OwnItems, ownItems } from "./own-items.ts";
import { profileResiduals, type Residuals } from "./profile-residuals.ts";
import type { RunSettings } from "./run-settings.ts";
import { stratumTagOf, type TagStratum, tagStrata } from "./tag-strata.ts";

/** Resamples for spreads and residuals, which need no finer tails. */
const mostResamples = 2000;
/** Strata with fewer items enter neither spread nor worst stratum: one item is 0 or 100 %. */
const spreadFrom = 5;

/** The strata of one breakdown with everything that models have in them. */
interface Breakdown {
  readonly strata: readonly TagStratum[];
  /** By model and stratum. */
  readonly own: readonly (readonly OwnItems[])[];
  readonly cells: readonly (readonly ReturnType<typeof meanOfOwn>[])[];
  /** Resampled means by model and stratum. */
  replicates(model: number, stratum: number): Float64Array;
}

/**
 * For every breakdown of the study (a tag or a combination of tags) each model's profile: what it scored in each
 * stratum, small strata with a partially pooled value beside the raw one, how each cell compares with what the model's
 * own mean and the stratum's difficulty for all models let expect, how far the strata lie apart, and the worst one.
 *
 * Items weigh the same, as in the accuracy. Breakdowns by tags that no item has are left out. Deterministic: clusters
 * are drawn by the settings' seed, the same for all models and breakdowns. A model without an item in a stratum has a
 * null there, and no model has residuals in that breakdown; one model, or one stratum, has no residuals either.
 *
 * @param breakdowns Default: the study's strata.
 */
export function stratumProfiles(
  field: Field,
  settings: RunSettings,
  breakdowns: readonly (readonly string[])[] = settings.strata,
): readonly StratumProfile[] {
  const wanted = breakdowns
    .map((tags) => ({ tags, strata: tagStrata(field, tags) }))
    .filter(({ strata }) => strata.length > 0);
  const tags = wanted.map(({ strata }) => stratumTagOf(strata, field.itemIds.length));
  const offsets = stratumOffsets(tags);
  const count = Math.min(settings.resamples, mostResamples);
  const models = field.models.map((_, model) => fullPoints(field, model));
  const resamples = resampleField(
    { models, clusters: field.clusters, tags },
    { seed: settings.seed, from: 0, to: wanted.length === 0 ? 0 : count },
  );
  return wanted.map((entry, place) => profileOf(field, settings, entry, resamples, offsets[place] ?? 1));
}

/** All points of a model, within 0–1. */
function fullPoints(field: Field, model: number): Float64Array {
  return Float64Array.from(field.points[model] ?? [], (point) => Math.min(1, Math.max(0, point)));
}

function profileOf(
  field: Field,
  settings: RunSettings,
  { tags, strata }: { readonly tags: readonly string[]; readonly strata: readonly TagStratum[] },
  resamples: FieldResamples,
  offset: number,
): StratumProfile {
  const { confidence } = settings;
  const own = field.models.map((_, model) => strata.map(({ items }) => ownItems(field, model, items)));
  const breakdown: Breakdown = {
    strata,
    own,
    cells: own.map((row) => row.map((items) => meanOfOwn(items, confidence))),
    replicates: (model, stratum) => replicatesOf(resamples, offset + stratum, model),
  };
  const residuals = profileResiduals(
    breakdown.cells.map((row) => row.map(({ value }) => value)),
    breakdown.replicates,
    { clusters: new Set(field.clusters).size, level: confidence },
  );
  const placed = new Set(strata.flatMap(({ items }) => [...items]));
  return {
    exam: field.exam,
    arm: field.arm,
    perturbation: field.perturbation,
    scorer: field.scorer,
    tags,
    level: confidence,
    smallStratum: settings.comparison.smallStratum,
    spreadFrom,
    resamples: resamples.to - resamples.from,
    untagged: field.itemIds.length - placed.size,
    overlapping: strata.reduce((sum, { items }) => sum + items.length, 0) > placed.size,
    ...(residuals.status === "not-estimable" ? { why: residuals.why } : {}),
    models: field.models.map(({ name }, model) => modelProfile(name, model, breakdown, residuals, settings)),
  };
}

function modelProfile(
  name: string,
  model: number,
  breakdown: Breakdown,
  residuals: Residuals,
  settings: RunSettings,
): ModelProfile {
  const { confidence, comparison } = settings;
  const { strata } = breakdown;
  const means = breakdown.cells[model] ?? [];
  const own = breakdown.own[model] ?? [];
  const shrinkage = pooledCells(own, confidence);
  const cells = strata.map(({ stratum }, at): StratumCell => {
    const mean = means[at] ?? meanOfOwn(emptyItems, confidence);
    const small = mean.nItems < comparison.smallStratum;
    const pooled = shrinkage?.cells[at];
    return {
      stratum,
      ...mean,
      small,
      pooled:
        small && pooled !== undefined
          ? { value: pooled.value, low: pooled.low, high: pooled.high, weight: pooled.weight }
          : null,
      residual: residuals.status === "estimated" ? (residuals.cells[model]?.[at] ?? null) : null,
    };
  });
  const counted = [...strata.keys()].filter((at) => (means[at]?.nItems ?? 0) >= spreadFrom);
  const spread = (spreadOf: SpreadStatistic) => {
    const estimate = spreadInterval(
      {
        values: Float64Array.from(counted, (at) => means[at]?.value ?? 0),
        replicates: counted.map((at) => breakdown.replicates(model, at)),
        clusters: counted.map((at) => means[at]?.nClusters ?? 1),
      },
      spreadOf,
      confidence,
    );
    return estimate === null ? null : { ...estimate, strata: counted.length };
  };
  return {
    model: name,
    nItems: new Set(own.flatMap(({ items }) => [...items])).size,
    cells,
    pooling: shrinkage?.pooling ?? "none",
    range: spread(rangeOf),
    sd: spread(standardDeviationOf),
    worst: counted.length < 2 ? null : worstStratum(model, counted, breakdown, shrinkage),
  };
}

const emptyItems: OwnItems = { items: new Int32Array(), points: new Float64Array(), clusters: new Int32Array() };

/** The cells of one model drawn towards each other, each with the number of independent items that it is worth. */
function pooledCells(own: readonly OwnItems[], level: number): Shrinkage | null {
  const posteriors = own.map(({ points, clusters }) => scorePosterior({ points, clusters }));
  const sizes = Float64Array.from(posteriors, (posterior) => posterior?.effectiveItems ?? 0);
  const points = Float64Array.from(posteriors, (posterior, at) => (posterior?.mean ?? 0) * (sizes[at] ?? 0));
  return betaBinomialShrinkage({ points, sizes }, level);
}

/** The lowest after pooling, so that a stratum of few items is not named for its bad luck alone; ties by the raw value. */
function worstStratum(
  model: number,
  counted: readonly number[],
  { strata, cells, replicates }: Breakdown,
  shrinkage: Shrinkage | null,
): WorstStratum | null {
  const [worst] = [...counted].sort((a, b) => {
    const pooled = (shrinkage?.cells[a]?.value ?? 0) - (shrinkage?.cells[b]?.value ?? 0);
    return Math.abs(pooled) > 1e-12 ? pooled : (cells[model]?.[a]?.value ?? 0) - (cells[model]?.[b]?.value ?? 0);
  });
  const mean = cells[model]?.[worst ?? -1];
  const pooled = shrinkage?.cells[worst ?? -1];
  const stratum = strata[worst ?? -1]?.stratum;
  if (worst === undefined || mean === undefined || pooled === undefined || stratum === undefined) {
    return null;
  }
  return {
    stratum,
    ...mean,
    pooled: { value: pooled.value, low: pooled.low, high: pooled.high },
    lowestShare: lowestShare(
      counted.indexOf(worst),
      counted.map((at) => replicates(model, at)),
    ),
  };
}

/** In how many resamples a stratum is the lowest; one that ties with others counts in part. */
function lowestShare(at: number, rows: readonly Float64Array[]): number | null {
  let whole = 0;
  let lowest = 0;
  for (const draw of rows[0]?.keys() ?? []) {
    const values = rows.map((row) => row[draw] ?? Number.NaN);
    if (!values.some(Number.isNaN)) {
      whole += 1;
      const least = Math.min(...values);
      lowest += values[at] === least ? 1 / values.filter((value) => value === least).length : 0;
    }
  }
  return whole === 0 ? null : lowest / whole;
}
