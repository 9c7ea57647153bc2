import type { PlannedValue, PowerAssumptions, PowerPlan, PowerSource } from "../records/power-plan.ts";
import {
  itemsForPairedDifference,
  type PlannedPower,
  smallestPairedDifference,
} from "../statistics/paired-planning.ts";
import type { DiscordantShares } from "../statistics/paired-power.ts";
import { pairedShares } from "../statistics/paired-shares.ts";
import { proportionHalfWidth } from "../statistics/proportion-half-width.ts";

/** Why a plan has no number: sentences the reports have in every language. */
export const powerReasons = {
  notFound: "even the greatest possible difference would not be found",
  impossible: "two such models cannot differ by so much",
} as const;

/**
 * What an exam can tell before it is sat: the smallest difference between two models that McNemar's test finds with the
 * wished power, for one pair and for one of all pairs (Holm); the items a wished difference needs; and how wide one
 * model's interval will be. Pure. Throws INTERNAL for assumptions outside their ranges.
 *
 * Where the other model may be better or worse, what is harder to find counts. Without a difference that can be found the
 * number is null, with the reason.
 *
 * @param source Where the assumptions come from, if from a run.
 * @example
 * powerPlan({ items: 400, accuracy: 0.7, correlation: 0.5, discordant: null, models: 6, alpha: 0.05, power: 0.8,
 *   designEffect: 1, confidence: 0.95, difference: null }).pair // { value: 0.0663… }
 */
export function powerPlan(assumptions: PowerAssumptions, source: PowerSource | null = null): PowerPlan {
  const { items, accuracy, models, alpha, power, designEffect, confidence, difference } = assumptions;
  const comparisons = (models * (models - 1)) / 2;
  const single: PlannedPower = { alpha, power, designEffect };
  const among: PlannedPower = { ...single, comparisons: Math.max(1, comparisons) };
  return {
    assumptions,
    source,
    comparisons,
    effectiveItems: items / designEffect,
    discordantShare: discordantShare(assumptions),
    pair: smallest(assumptions, single),
    family: smallest(assumptions, among),
    itemsForPair: difference === null ? null : itemsFor(assumptions, difference, single),
    itemsForFamily: difference === null ? null : itemsFor(assumptions, difference, among),
    halfWidth: proportionHalfWidth(accuracy, items / designEffect, confidence),
  };
}

/** The share that is discordant between two models of the same accuracy. */
function discordantShare({ accuracy, correlation, discordant }: PowerAssumptions): number {
  return discordant ?? 2 * accuracy * (1 - accuracy) * (1 - (correlation ?? 0));
}

/**
 * The correlation that a discordant share implies between two models of the same accuracy, 0–1. With it the discordant
 * share of two models grows with their difference; as measured it holds for differences like those measured.
 */
function impliedCorrelation({ accuracy, correlation, discordant }: PowerAssumptions): number {
  if (discordant === null) {
    return correlation ?? 0;
  }
  const independent = 2 * accuracy * (1 - accuracy);
  return independent > 0 ? Math.min(1, Math.max(0, 1 - discordant / independent)) : 0;
}

function smallest(assumptions: PowerAssumptions, plan: PlannedPower): PlannedValue {
  const { items, accuracy, discordant } = assumptions;
  const correlation = impliedCorrelation(assumptions);
  const found = [
    smallestPairedDifference({ first: accuracy, correlation, other: "worse" }, items, plan),
    smallestPairedDifference({ first: accuracy, correlation, other: "better" }, items, plan),
  ].flatMap((one) => (one.status === "estimated" ? [one.difference] : []));
  if (found.length > 0) {
    return { value: Math.max(...found) };
  }
  // A high correlation allows small differences only; the share that was measured may still find one.
  const within = discordant === null ? null : smallestPairedDifference({ discordant }, items, plan);
  return within?.status === "estimated" ? { value: within.difference } : { value: null, why: powerReasons.notFound };
}

function itemsFor(assumptions: PowerAssumptions, difference: number, plan: PlannedPower): PlannedValue {
  const needed = sharesFor(assumptions, difference)
    .map((shares) => itemsForPairedDifference(shares, plan))
    .filter((count) => typeof count === "number");
  return needed.length === 0 ? { value: null, why: powerReasons.impossible } : { value: Math.max(...needed) };
}

/** The discordant shares that a difference means, for a worse and for a better opponent; none where it cannot be. */
function sharesFor(assumptions: PowerAssumptions, difference: number): readonly DiscordantShares[] {
  const { accuracy, discordant } = assumptions;
  const correlation = impliedCorrelation(assumptions);
  const found = [accuracy - difference, accuracy + difference]
    .filter((other) => other >= 0 && other <= 1)
    .map((other) => pairedShares(accuracy, other, correlation))
    .filter((shares) => shares.status === "estimated");
  return found.length === 0 && discordant !== null && difference <= discordant
    ? [{ firstOnly: (discordant + difference) / 2, secondOnly: (discordant - difference) / 2 }]
    : found;
}
