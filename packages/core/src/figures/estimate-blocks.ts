import type { Estimate } from "../records/estimate.ts";

/** One model's line in a block: its overall numbers by measure. */
export interface BlockModel {
  readonly model: string;
  /** Overall accuracy on the headline denominator; absent when the run does not measure it. */
  readonly accuracy: Estimate | undefined;
  /** Measure name → overall estimate. */
  readonly measures: ReadonlyMap<string, Estimate>;
}

/** Everything measured under one way of asking: one exam × arm × perturbation × scorer × extractor. */
export interface EstimateBlock {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly scorer: string;
  readonly extractor: string;
  /** Best accuracy first; models without an estimable accuracy last; ties by name. */
  readonly models: readonly BlockModel[];
}

/** Order in which denominators are taken when a measure is given over several. */
const denominatorOrder = ["posed", "planned", "readable"] as const;

/** Whether a row is over all items, not over a stratum. */
export function isOverall(estimate: Estimate): boolean {
  return Object.keys(estimate.stratum).length === 0;
}

/** Whether a row tells of what replies say, not of the options they chose. */
export function tellsOfTexts({ measure }: Pick<Estimate, "measure">): boolean {
  return measure === "mean-points" || measure.startsWith("corpus-score:");
}

/** Whether a row has the exam, arm, perturbation and extractor of a block; its scorer is not looked at. */
export function belongsTo(block: Omit<EstimateBlock, "models">, estimate: Estimate): boolean {
  return (
    estimate.exam === block.exam &&
    estimate.arm === block.arm &&
    estimate.perturbation === block.perturbation &&
    estimate.extractor === block.extractor
  );
}

/**
 * Overall estimates gathered into blocks, in the order in which their accuracy rows come. A measure that does not use
 * points (a rate of an outcome) is shown in the block of every scorer. No accuracy rows give no blocks.
 */
export function estimateBlocks(estimates: readonly Estimate[]): readonly EstimateBlock[] {
  const overall = estimates.filter((estimate) => isOverall(estimate) && !tellsOfTexts(estimate));
  const accuracy = overall.filter((estimate) => estimate.measure === "accuracy");
  const places = new Map<string, Omit<EstimateBlock, "models">>();
  for (const { exam, arm, perturbation, scorer, extractor } of accuracy) {
    const place = { exam, arm, perturbation, scorer, extractor };
    const key = JSON.stringify(place);
    if (!places.has(key)) {
      places.set(key, place);
    }
  }
  const scorers = new Set(accuracy.map((estimate) => estimate.scorer));
  // A rate of an outcome does not depend on the scorer and may be stored under the first one only, or under none.
  const anyScorer = (estimate: Estimate) => estimate.measure.startsWith("rate:") || !scorers.has(estimate.scorer);
  return [...places.values()].map((place) => {
    const rows = overall.filter(
      (estimate) => belongsTo(place, estimate) && (estimate.scorer === place.scorer || anyScorer(estimate)),
    );
    return { ...place, models: blockModels(rows, place.scorer) };
  });
}

function blockModels(rows: readonly Estimate[], scorer: string): readonly BlockModel[] {
  const byModel = new Map<string, Map<string, Estimate>>();
  for (const row of rows) {
    const measures = byModel.get(row.model) ?? new Map<string, Estimate>();
    byModel.set(row.model, measures);
    const held = measures.get(row.measure);
    if (held === undefined || precedence(row, scorer) < precedence(held, scorer)) {
      measures.set(row.measure, row);
    }
  }
  return [...byModel]
    .map(([model, measures]) => ({ model, accuracy: measures.get("accuracy"), measures }))
    .sort((a, b) => {
      const difference = (b.accuracy?.value ?? -Infinity) - (a.accuracy?.value ?? -Infinity);
      // Two models without a value give NaN, which is falsy as 0 is: the name decides.
      return difference || (a.model < b.model ? -1 : a.model > b.model ? 1 : 0);
    });
}

function precedence(estimate: Estimate, scorer: string): number {
  return denominatorOrder.indexOf(estimate.denominator) * 2 + (estimate.scorer === scorer ? 0 : 1);
}

/** Scorers that mark the form of a reply, alone or together with its answer. */
const formScorers: ReadonlySet<string> = new Set(["adherence-strict", "adherence-loose", "joint"]);

/** Whether a block's points say something of the form of replies. */
export function marksForm({ scorer }: Pick<EstimateBlock, "scorer">): boolean {
  return formScorers.has(scorer);
}

/**
 * Blocks without those that mark the form of replies which another block marks for their answer: they are told as columns
 * of that one. Where the form alone is marked, all stay.
 */
export function answerBlocks(blocks: readonly EstimateBlock[]): readonly EstimateBlock[] {
  return blocks.filter((block) => !marksForm(block) || formHost(block, blocks) === undefined);
}

/** The blocks that mark the form of the same replies, where this is the first that marks their answer. */
export function formBlocks(block: EstimateBlock, blocks: readonly EstimateBlock[]): readonly EstimateBlock[] {
  return blocks.filter(
    (other) => marksForm(other) && formHost(other, blocks)?.scorer === block.scorer && sameReplies(other, block),
  );
}

function formHost(block: EstimateBlock, blocks: readonly EstimateBlock[]): EstimateBlock | undefined {
  return blocks.find((other) => !marksForm(other) && sameReplies(other, block));
}

function sameReplies(one: EstimateBlock, other: EstimateBlock): boolean {
  return (["exam", "arm", "perturbation", "extractor"] as const).every((field) => one[field] === other[field]);
}
