import type { ExamForms, FormAnswers } from "./exam-forms.ts";
import { isRight } from "./paired-items.ts";

/** What was answered to the forms of one item with the key in one place. */
export interface PlaceCell {
  answers: number;
  right: number;
  /** Single choices by place. */
  readonly chosen: Float64Array;
  choices: number;
}

/** The answers of one model, by item and place of the key. */
export interface PlacedAnswers {
  readonly items: readonly number[];
  /** One list an item; null for places in which its key never stands. */
  readonly cells: readonly (readonly (PlaceCell | null)[])[];
  /** Every item has its key in every place: recalls are then on the same items, and differ by the place alone. */
  readonly balanced: boolean;
  readonly leftOut: number;
}

/**
 * Items whose key stands in every place, where at least half of them do; else all. A few that random orders have happened
 * to put everywhere are no sample of the exam.
 */
export function placedAnswers(
  forms: ExamForms,
  { sittings }: FormAnswers,
  usable: Int32Array,
  optionCount: number,
): PlacedAnswers {
  const found = new Map<number, (PlaceCell | null)[]>();
  let leftOut = 0;
  for (const { points, answers, places } of sittings) {
    for (const form of usable) {
      if (Number.isNaN(points[form] ?? Number.NaN) || (answers[form] ?? -1) < 0) {
        continue;
      }
      if (forms.optionCount[form] !== optionCount) {
        leftOut += 1;
        continue;
      }
      const item = forms.itemOf[form] ?? 0;
      const key = forms.keyPlace[form] ?? 0;
      const ofItem = found.get(item) ?? Array.from({ length: optionCount }, (): PlaceCell | null => null);
      found.set(item, ofItem);
      const cell = ofItem[key] ?? { answers: 0, right: 0, chosen: new Float64Array(optionCount), choices: 0 };
      ofItem[key] = cell;
      cell.answers += 1;
      cell.right += isRight(points[form] ?? 0) ? 1 : 0;
      const place = places[form] ?? -1;
      if (place >= 0) {
        cell.chosen[place] = (cell.chosen[place] ?? 0) + 1;
        cell.choices += 1;
      }
    }
  }
  const everywhere = [...found].filter(([, cells]) => cells.every((cell) => cell !== null));
  const balanced = found.size > 0 && everywhere.length * 2 >= found.size;
  const kept = balanced ? everywhere : [...found];
  const answered = (cells: readonly (PlaceCell | null)[]): number =>
    cells.reduce((sum, cell) => sum + (cell?.answers ?? 0), 0);
  const all = [...found.values()].reduce((sum, cells) => sum + answered(cells), 0);
  const counted = kept.reduce((sum, [, cells]) => sum + answered(cells), 0);
  return {
    items: kept.map(([item]) => item),
    cells: kept.map(([, cells]) => cells),
    balanced,
    leftOut: leftOut + all - counted,
  };
}

/** Mean over an item's cells of the share of its choices that fell on a place; NaN without a choice. */
export function chosenShare(cells: readonly (PlaceCell | null)[], place: number): number {
  const shares = cells.flatMap((cell) =>
    cell === null || cell.choices === 0 ? [] : [(cell.chosen[place] ?? 0) / cell.choices],
  );
  return shares.length === 0 ? Number.NaN : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** Share of an item's cells with the key in a place. */
export function keyShare(cells: readonly (PlaceCell | null)[], place: number): number {
  return (cells[place] === null ? 0 : 1) / cells.filter((cell) => cell !== null).length;
}
