import type { ContaminationPanel, CorpusOverlap } from "../records/contamination.ts";
import type { KnownModels } from "../runs/known-models.ts";
import { cleanSubset } from "./contamination-clean.ts";
import { completionTest } from "./contamination-completion.ts";
import { orderTest } from "./contamination-order.ts";
import type { OrderPoints } from "./contamination-order-points.ts";
import { chanceProbe } from "./contamination-probes.ts";
import { suspectItems } from "./contamination-suspects.ts";
import { cutoffComparisons } from "./facts/cutoff-comparisons.ts";
import { knownFieldModels } from "./facts/facts-models.ts";
import type { Field } from "./field.ts";
import type { RunSettings } from "./run-settings.ts";

/** A run as its contamination panels look at it. */
export interface ContaminationInput {
  /** All fields of the run, perturbed ones too. */
  readonly fields: readonly Field[];
  readonly settings: RunSettings;
  readonly known: KnownModels;
  /** Names of models whose backend looks at the item. */
  readonly yardsticks: ReadonlySet<string>;
  /** By exam, the other orders of the options; without an exam that has none. */
  readonly orders: ReadonlyMap<string, OrderPoints>;
  /** By exam, what the named corpora have of it; empty where none was named. */
  readonly overlaps: ReadonlyMap<string, CorpusOverlap>;
}

/**
 * What a run can say of whether its models had met the items, for every exam and way of asking: probes against guessing,
 * the published order against others, completion of a masked option, overlap with a corpus and the score without it,
 * items older and newer than the models. What the run lacks is said to be missing. None of it proves that a model was
 * trained on an exam, nor that it was not. Pure, and deterministic by `settings.seed`.
 */
export function contaminationPanels(input: ContaminationInput): readonly ContaminationPanel[] {
  return input.fields.filter(({ perturbation }) => perturbation === "none").map((field) => panelOf(field, input));
}

/** Whether the run poses anything that a panel is made of: what its own report asks before it shows one. */
export function showsSigns({ probes, order, completion, overlap }: ContaminationPanel): boolean {
  return overlap !== null || order.why === null || completion.why === null || probes.some(({ why }) => why === null);
}

function panelOf(field: Field, input: ContaminationInput): ContaminationPanel {
  const { fields, settings, known, yardsticks, orders, overlaps } = input;
  const { confidence: level, comparison, seed } = settings;
  const tested = { level, alpha: comparison.alpha, seed };
  const isYardstick = (name: string): boolean => yardsticks.has(name);
  const under = (perturbation: string): Field | undefined =>
    fields.find((other) => other.exam === field.exam && other.arm === field.arm && other.perturbation === perturbation);
  const masked = under("masked-option");
  const ownOrders = orders.get(field.exam);
  const overlap = overlaps.get(field.exam) ?? null;
  const order = orderTest(field, ownOrders, {
    ...tested,
    isYardstick: (place) => isYardstick(field.models[place]?.name ?? ""),
  });
  const completion = completionTest(masked, tested, isYardstick);
  const { rows, leftOut, datedItems } = cutoffComparisons(
    field,
    knownFieldModels(field, settings, known).models,
    level,
  );
  return {
    exam: field.exam,
    arm: field.arm,
    perturbation: "none",
    scorer: field.scorer,
    level,
    alpha: comparison.alpha,
    nItems: field.itemIds.length,
    nClusters: new Set(field.clusters).size,
    probes: (["options-only", "stem-only"] as const).map((probe) =>
      chanceProbe(probe, under(probe), tested, isYardstick),
    ),
    order,
    completion,
    overlap,
    cleanSubset: overlap === null ? [] : cleanSubset(field, overlap, level),
    cutoff: rows,
    cutoffLeftOut: leftOut,
    datedItems,
    suspects: suspectItems({ field, order, orders: ownOrders, completion, masked, overlap }),
  };
}
