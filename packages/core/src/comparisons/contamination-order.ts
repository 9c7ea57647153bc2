import type { OrderLine, OrderTest } from "../records/contamination.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { pairedDifference } from "../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../statistics/paired-difference-interval.ts";
import { meanOver } from "./checks/check-input.ts";
import { holmOver } from "./checks/paired-points.ts";
import { type ModelOrders, withoutHabit } from "./contamination-habit.ts";
import { matchedTestP, otherMeans } from "./contamination-matched-test.ts";
import { medianOf } from "./contamination-median.ts";
import type { OrderPoints } from "./contamination-order-points.ts";
import { contaminationReasons } from "./contamination-reasons.ts";
import type { Field } from "./field.ts";

/** What the test of the published order is made with. */
export interface OrderTestSettings {
  /** Confidence level of the intervals. */
  readonly level: number;
  /** Level of the test over all models. */
  readonly alpha: number;
  readonly seed: number;
  isYardstick(model: number): boolean;
}

/**
 * Whether models do better on the published order of the options than on others. The order carries no meaning (variants
 * whose options name each other's place are left out, as are those that come out as published), so that only a model that
 * has met the items in their order has a reason to.
 *
 * A habit of letters is one as well, where the key's letters are uneven: a model that likes A loses where A was often the
 * key. That part is estimated from the other orders alone (the rate of right answers by the key's place, drawn towards
 * the mean by one answer) and taken out before the test, `matchedTestP`, which counts the estimate's own uncertainty.
 *
 * A model is flagged where its p-value, adjusted by Holm over all models, is at most alpha and its drop (less habit) is
 * above the median of the others'. Yardsticks are tested too, since their habit is taken out; the median is over the
 * models unless there are only yardsticks.
 */
export function orderTest(field: Field, orders: OrderPoints | undefined, settings: OrderTestSettings): OrderTest {
  if (orders === undefined || orders.perturbations.length === 0) {
    return { why: contaminationReasons.noOrders, perturbations: [], unsound: 0, unchanged: 0, models: [] };
  }
  const { perturbations, unsound, unchanged } = orders;
  const entries = field.models.flatMap(({ id, name }, place) => {
    const points = orders.pointsOf(field.arm, id);
    return points === undefined ? [] : [{ name, place, own: ordersOf(field, place, orders, points) }];
  });
  const lines = entries.map(({ name, place, own }) => {
    const { habit, values, noise } = withoutHabit(own);
    const p = own.items.length === 0 ? null : matchedTestP(values, settings.seed, noise);
    return { ...lineOf(field, name, own, settings.level), place, habit, p };
  });
  const holm = holmOver(lines.map(({ p }) => p));
  const net = lines.map(({ drop, habit }) => (drop.value === null ? null : drop.value - (habit ?? 0)));
  const yardsticks = lines.map(({ place }) => settings.isYardstick(place));
  const models = lines.map(({ place: _place, ...line }, at): OrderLine => {
    const others = net.filter((_, other) => other !== at && yardsticks[other] === false);
    const all = net.filter((_, other) => other !== at);
    const othersMedian = medianOf((others.length > 0 ? others : all).filter((one) => one !== null));
    const holmP = holm[at] ?? null;
    const flagged = holmP !== null && holmP <= settings.alpha && (net[at] ?? 0) > Math.max(0, othersMedian ?? 0);
    return { ...line, yardstick: yardsticks[at] === true, holmP, othersMedian, flagged };
  });
  return {
    why: models.length === 0 ? contaminationReasons.noOrderReplies : null,
    perturbations,
    unsound,
    unchanged,
    models,
  };
}

/** The items that a model has in the published order and in at least one other. */
export function ordersOf(field: Field, model: number, orders: OrderPoints, points: Float64Array): ModelOrders {
  const items: number[] = [];
  const first: number[] = [];
  const others: number[] = [];
  const otherKeys: number[] = [];
  const starts = [0];
  for (let item = 0; item < field.itemIds.length; item++) {
    const published = field.points[model]?.[item] ?? Number.NaN;
    const before = others.length;
    for (let row = orders.starts[item] ?? 0; row < (orders.starts[item + 1] ?? 0); row++) {
      const value = points[row] ?? Number.NaN;
      if (!Number.isNaN(published) && !Number.isNaN(value)) {
        others.push(clamped(value));
        otherKeys.push(orders.keyPlaces[row] ?? -1);
      }
    }
    if (others.length > before) {
      items.push(item);
      first.push(clamped(published));
      starts.push(others.length);
    }
  }
  return {
    items: Int32Array.from(items),
    first: Float64Array.from(first),
    others: Float64Array.from(others),
    starts: Int32Array.from(starts),
    keys: Int32Array.from(items, (item) => field.keys[item] ?? -1),
    otherKeys: Int32Array.from(otherKeys),
  };
}

/** The mean of repeats may leave 0–1 by rounding alone. */
function clamped(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function lineOf(field: Field, model: string, own: ModelOrders, level: number) {
  const means = otherMeans(own);
  const wide = (values: Float64Array): Float64Array => {
    const all = new Float64Array(field.itemIds.length).fill(Number.NaN);
    for (const [at, item] of own.items.entries()) {
      all[item] = values[at] ?? Number.NaN;
    }
    return all;
  };
  const clusters = clusterIndex(own.items.map((item) => field.clusters[item] ?? 0));
  const found = pairedDifference(own.first, means, clusters);
  const interval = found === null ? null : pairedDifferenceInterval(found, level);
  return {
    model,
    nItems: own.items.length,
    nClusters: clusters.count,
    published: meanOver(field, wide(own.first), level).value,
    reordered: meanOver(field, wide(means), level).value,
    drop:
      interval === null
        ? { value: null, low: null, high: null, why: contaminationReasons.noCommonItem }
        : { value: interval.value, low: interval.low, high: interval.high },
    orders: own.items.length === 0 ? null : own.others.length / own.items.length,
  };
}
