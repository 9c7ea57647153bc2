import { BugError } from "../base/errors.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { type NotEstimable, notEstimable } from "./not-estimable.ts";
import {
  type DiscordantShares,
  levelOfOne,
  type PlannedTest,
  pairedPower,
  requireDesignEffect,
  requireShares,
} from "./paired-power.ts";
import { pairedShares } from "./paired-shares.ts";

/** A test planned for a power, the chance to find a difference that is there. */
export interface PlannedPower extends PlannedTest {
  /** 0–1, above alpha; 0.8 is usual. */
  readonly power: number;
}

/** What is known of two examinees before they sit the exam: the share that is discordant, or how they correlate. */
export type PairExpected =
  | { readonly discordant: number }
  | {
      /** Share right of the one, 0–1. */
      readonly first: number;
      /** Correlation φ of right and wrong over the items, 0–1: examinees that differ by chance alone have 0. */
      readonly correlation: number;
      /** Whether the other one is better or worse. */
      readonly other: "better" | "worse";
    };

/** A difference of shares that would be found. */
export interface DetectableDifference {
  readonly status: "estimated";
  /** Of the shares right, without its sign. */
  readonly difference: number;
}

/**
 * Items that McNemar's test needs to find a difference of firstOnly − secondOnly with the wished power (Connor's
 * formula), rounded up; every item counts, discordant or not. With a design effect that many times more.
 * Not estimable without a difference: no number of items finds it. Throws INTERNAL for a power not between the level
 * and 1, or as `pairedPower`.
 * Source: Connor 1987, doi:10.2307/2531961.
 *
 * @example itemsForPairedDifference({ firstOnly: 0.15, secondOnly: 0.1 }, { alpha: 0.05, power: 0.8 }) // 783
 */
export function itemsForPairedDifference(
  { firstOnly, secondOnly }: DiscordantShares,
  plan: PlannedPower,
): number | NotEstimable {
  requireShares(firstOnly, secondOnly);
  const { z, forPower } = criticals(plan);
  const difference = firstOnly - secondOnly;
  if (difference === 0) {
    return notEstimable("without a difference no number of items finds one");
  }
  const discordant = firstOnly + secondOnly;
  const spread = Math.sqrt(Math.max(0, discordant - difference * difference));
  const root = Math.max(0, z * Math.sqrt(discordant) + forPower * spread) / difference;
  // Against a whole number that rounding left a hair too large.
  return Math.ceil(root * root * requireDesignEffect(plan) - 1e-9);
}

/**
 * The smallest difference of two shares right that McNemar's test finds with the wished power on so many items, by
 * Connor's formula: from the discordant share, or from the share right of the one and the correlation, in which case
 * the discordant share follows from the difference itself.
 *
 * Not estimable where even the greatest difference that is possible so is not found. Throws INTERNAL for a power not
 * between the level and 1, shares or a correlation outside 0–1, or as `pairedPower`.
 *
 * @example smallestPairedDifference({ discordant: 0.25 }, 800, { alpha: 0.05, power: 0.8 }) // difference: 0.0494…
 */
export function smallestPairedDifference(
  expected: PairExpected,
  items: number,
  plan: PlannedPower,
): DetectableDifference | NotEstimable {
  const { z, forPower } = criticals(plan);
  const n = items / requireDesignEffect(plan);
  if (!(n >= 0 && n < Number.POSITIVE_INFINITY)) {
    throw new BugError("INTERNAL", `a plan of ${items} items`);
  }
  const impossible = notEstimable(`even the greatest possible difference is not found with ${items} items`);
  if (!("discordant" in expected)) {
    return byHalving(expected, items, plan) ?? impossible;
  }
  const { discordant } = expected;
  requireShares(discordant, 0);
  // Connor's equation √n·δ = z√ψ + z'√(ψ − δ²), solved for δ.
  const inner = n + forPower * forPower - z * z;
  const difference =
    inner < 0
      ? Number.POSITIVE_INFINITY
      : (Math.sqrt(discordant) * (Math.sqrt(n) * z + forPower * Math.sqrt(inner))) / (n + forPower * forPower);
  return difference > 0 && difference <= discordant ? { status: "estimated", difference } : impossible;
}

function byHalving(
  { first, correlation, other }: Exclude<PairExpected, { readonly discordant: number }>,
  items: number,
  plan: PlannedPower,
): DetectableDifference | null {
  if (!(correlation >= 0)) {
    throw new BugError("INTERNAL", `a plan for a correlation of ${correlation}`);
  }
  const powerOf = (difference: number): number | null => {
    const second = other === "better" ? first + difference : first - difference;
    const shares = pairedShares(first, Math.min(1, Math.max(0, second)), correlation);
    return shares.status === "estimated" ? pairedPower(shares, items, plan) : null;
  };
  // The greatest difference that the correlation allows; what is possible has no gaps.
  const most = other === "better" ? 1 - first : first;
  if (powerOf(0) === null) {
    return null;
  }
  const greatest = powerOf(most) === null ? halve(0, most, (difference) => powerOf(difference) === null) : most;
  const reached = (difference: number): boolean => (powerOf(difference) ?? 0) >= plan.power;
  // Halving ends a hair beyond what is possible or what is reached.
  const last = greatest * (1 - 1e-9);
  return reached(last) ? { status: "estimated", difference: halve(0, last, reached) } : null;
}

/** Where a condition that does not hold at `low` and does at `high` begins to hold. */
function halve(low: number, high: number, holds: (value: number) => boolean): number {
  let below = low;
  let above = high;
  for (let step = 0; step < 60; step++) {
    const middle = (below + above) / 2;
    if (holds(middle)) {
      above = middle;
    } else {
      below = middle;
    }
  }
  return above;
}

function criticals(plan: PlannedPower): { readonly z: number; readonly forPower: number } {
  const level = levelOfOne(plan);
  if (!(plan.power > level && plan.power < 1)) {
    throw new BugError("INTERNAL", `a power of ${plan.power} at a level of ${level}`);
  }
  return { z: normalQuantile(1 - level / 2), forPower: normalQuantile(plan.power) };
}
