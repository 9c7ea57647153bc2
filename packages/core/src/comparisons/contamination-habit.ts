import { type MatchedValues, otherMeans } from "./contamination-matched-test.ts";

/** A model's points in the published order, and in others where the item has both. */
export interface ModelOrders extends MatchedValues {
  /** Places in the exam. */
  readonly items: Int32Array;
  /** By item the place of the key as published; by other value the place it then stood at. −1: not one key. */
  readonly keys: Int32Array;
  readonly otherKeys: Int32Array;
}

/** What a habit of letters gives by itself. */
export interface LetterHabit {
  /** The part of the drop from the published order that it explains, −1 to 1; null without an item. */
  readonly habit: number | null;
  /** The points less what the place of the key gives by itself. */
  readonly values: MatchedValues;
  /** Variance of the sum of the first values that comes from the rates being estimated. */
  readonly noise: number;
}

/** Answers at the mean rate that each place's own rate is drawn towards it by. */
const shrinkage = 1;

interface PlaceRate {
  readonly rate: number;
  readonly variance: number;
}

/**
 * Take out of a model's points what they owe to the place of the key: its rate of right answers with the key at each
 * place, over the orders that are not the published one. Items with several keys keep their points, less the mean.
 */
export function withoutHabit(own: ModelOrders): LetterHabit {
  const { first, others, starts, keys, otherKeys } = own;
  if (first.length === 0) {
    return { habit: null, values: own, noise: 0 };
  }
  const { mean, rates } = placeRates(own);
  const rateOf = (place: number): number => rates.get(place)?.rate ?? mean;
  const values: MatchedValues = {
    first: first.map((value, item) => value - rateOf(keys[item] ?? -1)),
    others: others.map((value, at) => value - rateOf(otherKeys[at] ?? -1)),
    starts,
  };
  // How much oftener the key stands at a place as published: that often its rate enters the sum of the first values.
  const excess = new Map<number, number>();
  const shift = (place: number, by: number): void => {
    excess.set(place, (excess.get(place) ?? 0) + by);
  };
  for (let item = 0; item < first.length; item++) {
    const [from, to] = [starts[item] ?? 0, starts[item + 1] ?? 0];
    shift(keys[item] ?? -1, 1);
    for (let at = from; at < to; at++) {
      shift(otherKeys[at] ?? -1, -1 / (to - from));
    }
  }
  // The draws hold an item's values together: the first value of a draw is less than one against the others' mean.
  let noise = 0;
  for (const [place, by] of excess) {
    noise += by * by * (rates.get(place)?.variance ?? 0);
  }
  const scale = meanScale(starts);
  return { habit: dropOf(own) - dropOf(values), values, noise: noise * scale * scale };
}

/** Of k other values and the first, the first less the mean of all is k/(k + 1) of the first less the mean of the others. */
function meanScale(starts: Int32Array): number {
  let sum = 0;
  const n = starts.length - 1;
  for (let item = 0; item < n; item++) {
    const k = (starts[item + 1] ?? 0) - (starts[item] ?? 0);
    sum += k / (k + 1);
  }
  return sum / n;
}

function dropOf(values: MatchedValues): number {
  const means = otherMeans(values);
  return values.first.reduce((sum, value, item) => sum + value - (means[item] ?? 0), 0) / values.first.length;
}

function placeRates({ first, others, starts, otherKeys }: ModelOrders): {
  readonly mean: number;
  readonly rates: ReadonlyMap<number, PlaceRate>;
} {
  const sums = new Map<number, { points: number; weight: number; squares: number }>();
  let total = 0;
  let weights = 0;
  for (let item = 0; item < first.length; item++) {
    const [from, to] = [starts[item] ?? 0, starts[item + 1] ?? 0];
    // Every item weighs the same, however many orders it has; at one place its answers may all be alike.
    const weight = 1 / (to - from);
    const ofItem = new Map<number, number>();
    for (let at = from; at < to; at++) {
      const place = otherKeys[at] ?? -1;
      if (place >= 0) {
        const entry = sums.get(place) ?? { points: 0, weight: 0, squares: 0 };
        sums.set(place, { ...entry, points: entry.points + weight * (others[at] ?? 0), weight: entry.weight + weight });
        ofItem.set(place, (ofItem.get(place) ?? 0) + weight);
        total += weight * (others[at] ?? 0);
        weights += weight;
      }
    }
    for (const [place, own] of ofItem) {
      const entry = sums.get(place);
      if (entry !== undefined) {
        entry.squares += own * own;
      }
    }
  }
  const mean = weights === 0 ? 0 : total / weights;
  const rates = new Map<number, PlaceRate>();
  for (const [place, { points, weight, squares }] of sums) {
    const rate = (points + shrinkage * mean) / (weight + shrinkage);
    rates.set(place, { rate, variance: (rate * (1 - rate) * squares) / (weight + shrinkage) ** 2 });
  }
  return { mean, rates };
}
