import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Answer } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import type { Variant } from "../records/variant.ts";
import { runFile } from "../runs/run-files.ts";
import { scaledMark } from "../runs/scaled-mark.ts";
import type { ConfiguredScorer } from "../scorers/define.ts";

/** Points of stored answers under revised keys. */
export interface RevisedPoints {
  /**
   * Mean points, 0–1, of a model at a revised item, over its repeats and variants; NaN where the scorer gives none.
   * Undefined where no answer was marked anew.
   */
  pointsOf(
    cell: { exam: string; arm: string; perturbation: string },
    model: string,
    itemId: string,
  ): number | undefined;
  /** Answers of a way of asking left as they were, because their variant does not keep the key. */
  keptIn(cell: { exam: string; arm: string; perturbation: string }): number;
}

/**
 * Mark the stored answers to items whose keys were revised. An answer to a perturbed form is brought back to the item's
 * own options by the variant's map; where the operator does not keep the key it is left as it was.
 *
 * @param items The items with their new keys: exam → item id → item.
 * @param scorers Of each exam.
 */
export async function revisedPoints(
  folder: string,
  items: ReadonlyMap<string, ReadonlyMap<string, Item>>,
  scorers: ReadonlyMap<string, ConfiguredScorer>,
): Promise<RevisedPoints> {
  const maps = await answerMaps(folder, items);
  const sums = new Map<string, { total: number; count: number }>();
  const kept = new Map<string, number>();
  const path = runFile(folder, "answers");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const answer = parseJsonLine(line, path) as Answer;
      const item = items.get(answer.exam)?.get(answer.itemId);
      const scorer = scorers.get(answer.exam);
      if (item === undefined || scorer === undefined) {
        continue;
      }
      const map = answer.perturbation === "none" ? undefined : maps.get(variantKey(answer.exam, answer.variantId));
      if (map === null) {
        const cell = cellKey(answer);
        kept.set(cell, (kept.get(cell) ?? 0) + 1);
        continue;
      }
      const optionIds = answer.optionIds.map((id) => map?.[id] ?? id);
      const { points } = scaledMark(scorer.score({ ...answer, optionIds }, item));
      const key = pointsKey(answer, answer.model, answer.itemId);
      const sum = sums.get(key) ?? { total: 0, count: 0 };
      sums.set(key, sum);
      if (!Number.isNaN(points)) {
        sum.total += points;
        sum.count += 1;
      }
    }
  }
  return {
    pointsOf: (cell, model, itemId) => {
      const sum = sums.get(pointsKey(cell, model, itemId));
      return sum === undefined ? undefined : sum.total / sum.count;
    },
    keptIn: (cell) => kept.get(cellKey(cell)) ?? 0,
  };
}

function cellKey({ exam, arm, perturbation }: { exam: string; arm: string; perturbation: string }): string {
  return `${exam}\u0000${arm}\u0000${perturbation}`;
}

function pointsKey(cell: { exam: string; arm: string; perturbation: string }, model: string, itemId: string): string {
  return `${cellKey(cell)}\u0000${model}\u0000${itemId}`;
}

function variantKey(exam: string, variantId: string): string {
  return `${exam}\u0000${variantId}`;
}

/** Maps of the perturbed forms of the revised items: option id now → option id in the item. */
async function answerMaps(
  folder: string,
  items: ReadonlyMap<string, ReadonlyMap<string, Item>>,
): Promise<ReadonlyMap<string, Variant["answerMap"]>> {
  const path = runFile(folder, "variants");
  const maps = new Map<string, Variant["answerMap"]>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const variant = parseJsonLine(line, path) as Omit<Variant, "item"> & { readonly exam: string };
      if (variant.perturbation !== "none" && items.get(variant.exam)?.has(variant.itemId) === true) {
        maps.set(variantKey(variant.exam, variant.id), variant.answerMap);
      }
    }
  }
  return maps;
}
