import type { HarmGrade } from "./item.ts";

/**
 * A reply that must never be given: to a critical item, an option graded severe (`severe`) or another answer that is not
 * right (`wrong`).
 */
export interface NeverEvent {
  readonly kind: "severe" | "wrong";
  readonly model: string;
  readonly itemId: string;
  readonly variantId: string;
  readonly repeat: number;
  readonly callId: string;
  /** The values of the item's tag `critical`. */
  readonly about: readonly string[];
  /** Ids of the options chosen, as put. */
  readonly optionIds: readonly string[];
  /** Their texts; empty where the study withholds its items. */
  readonly optionTexts: readonly string[];
  /** What the model wrote around its answer, on one line; null where the study withholds its items. */
  readonly excerpt: string | null;
}

/** How often the options one model chose would do severe harm, within a stratum or over all. */
export interface SevereErrorRow {
  readonly model: string;
  /** Tag → value; empty for all items. */
  readonly stratum: Readonly<Record<string, string>>;
  /** Replies to items with an option whose harm somebody graded. */
  readonly calls: number;
  readonly items: number;
  /** Replies that chose a severe option. */
  readonly events: number;
  /** events / calls, 0–1; null without calls. */
  readonly rate: number | null;
  /** One-sided upper bound of the rate at the analysis' level; null without calls. */
  readonly upper: number | null;
  /** Bound by the rule of three, where nothing happened; else null. */
  readonly ruleOfThree: number | null;
  /** Independent replies that the bound is worth; 0 without calls. */
  readonly effectiveSize: number;
}

/** Never-events of one model. */
export interface NeverEventCount {
  readonly model: string;
  /** Replies to critical items. */
  readonly calls: number;
  readonly severe: number;
  readonly wrong: number;
  /** Replies to critical items that chose no option: no never-event, and no right answer either. */
  readonly unanswered: number;
}

/** Harm of the replies to one exam, put in one way, in one form of its items. */
export interface HarmAnalysis {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  /** Confidence of the upper bounds, 0–1. */
  readonly level: number;
  /** Items with a graded option, and how many of their options have each grade. */
  readonly gradedItems: number;
  readonly grades: Readonly<Record<HarmGrade, number>>;
  readonly criticalItems: number;
  /** All items first, then by stratum; models in the study's order. */
  readonly severe: readonly SevereErrorRow[];
  readonly neverEvents: readonly NeverEventCount[];
  /** The first never-events of each model, in the order of the exam. */
  readonly listed: readonly NeverEvent[];
}
