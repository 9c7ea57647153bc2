import { closeSync, openSync, readSync } from "node:fs";
import { DataError, messageOf, type Place } from "../base/errors.ts";
import { createHashIndex } from "../base/hash-index.ts";
import { type Line, parseJsonLine, readLines } from "../base/lines.ts";
import { textHash } from "../base/text-hash.ts";
import type { Item } from "../records/item.ts";
import type { Variant } from "../records/variant.ts";
import { checkAgainstItem, parseReviewedLine } from "./reviewed-variants-line.ts";

/** A file of variants that people have reviewed, open to be read by item. */
export interface ReviewedVariants {
  /** Name of the exam the variants were written for. */
  readonly exam: string;
  /**
   * Every perturbation the file has for the exam, in order of first appearance, and whether all its lines keep the key.
   */
  readonly perturbations: readonly { readonly name: string; readonly keepsKey: boolean; readonly variants: number }[];
  readonly variants: number;
  /** Items that have a variant. */
  readonly items: number;
  /**
   * The variants of an item, in the order of the file; none for an item it does not have. Throws VARIANT_LINE_INVALID
   * for one that does not fit the item, RUN_FILES_DISAGREE when the file was changed since it was opened.
   */
  variantsOf(item: Item): readonly Variant[];
  close(): void;
}

/** How the file is read. */
export interface ReadReviewedOptions {
  /** Where the file has variants of several exams: take this one's. With those of one exam its name does not matter. */
  readonly exam?: string;
  /**
   * The study has other exams too, whose items may have the same ids: only variants written for an exam of this name
   * are taken, and a file without any gives none. Default false.
   */
  readonly ofSeveral?: boolean;
}

/**
 * Open a file that `writeVariants` wrote, and that people have since edited: texts of items, verdicts, whole lines left
 * out or put elsewhere. Every line is checked now, by itself; against its item when that is asked for. Ids stay those
 * of the file.
 *
 * Memory: about 100 bytes a line, where it stands; no text is held.
 *
 * Throws DATASET_NOT_FOUND, FILE_JSON_INVALID, VARIANT_LINE_INVALID (naming file and line; also for an id that stands
 * twice) and DATASET_EMPTY when no line is left.
 */
export async function readReviewedVariants(path: string, options: ReadReviewedOptions = {}): Promise<ReviewedVariants> {
  const exams = new Map<string, LineIndex>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const place = { file: path, line: line.number };
      const { exam, variant } = parseReviewedLine(parseJsonLine(line, path), place);
      let index = exams.get(exam);
      if (index === undefined) {
        index = createLineIndex();
        exams.set(exam, index);
      }
      if (!index.add(variant, line)) {
        throw new DataError("VARIANT_LINE_INVALID", `the id "${variant.id}" stands twice`, { place });
      }
    }
  }
  const [exam, { perturbations, rows, items, rowsOf, lineOf }] = chosenExam(exams, options, path);
  const descriptor = openSync(path, "r");
  const read = (row: number, item: Item): Variant => {
    const { number, offset, sizeBytes } = lineOf(row);
    const place = { file: path, line: number, itemId: item.id };
    const bytes = Buffer.alloc(sizeBytes);
    readSync(descriptor, bytes, 0, sizeBytes, offset);
    const value = jsonOf(bytes.toString("utf8"), place);
    const { variant } = parseReviewedLine(value, place);
    if (variant.itemId !== item.id) {
      throw new DataError("RUN_FILES_DISAGREE", `changed while it was read: is of ${variant.itemId} now`, { place });
    }
    checkAgainstItem(variant, item, place);
    return variant;
  };
  return {
    exam,
    perturbations: [...perturbations.values()],
    variants: rows(),
    items: items.size,
    variantsOf: (item) => rowsOf(item.id).map((row) => read(row, item)),
    close: () => closeSync(descriptor),
  };
}

function jsonOf(text: string, place: Place): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DataError("RUN_FILES_DISAGREE", `changed while it was read: ${messageOf(cause)}`, { place, cause });
  }
}

type LineIndex = ReturnType<typeof createLineIndex>;

/** Where the variants of one exam stand: numbers only. */
function createLineIndex() {
  const items = createHashIndex();
  const ids = createHashIndex();
  const perturbations = new Map<string, { name: string; keepsKey: boolean; variants: number }>();
  const offsets: number[] = [];
  const sizes: number[] = [];
  const numbers: number[] = [];
  /** First and last row of each item, and of each row the next of its item; −1 behind the last. */
  const first: number[] = [];
  const last: number[] = [];
  const next: number[] = [];
  return {
    items,
    perturbations,
    rows: () => offsets.length,
    /** False when the id is known already. */
    add: ({ id, itemId, perturbation, answerMap }: Variant, line: Line): boolean => {
      if (!ids.add(textHash(id)).isNew) {
        return false;
      }
      const row = offsets.length;
      offsets.push(line.offset);
      sizes.push(line.sizeBytes);
      numbers.push(line.number);
      next.push(-1);
      const owner = items.add(textHash(itemId));
      if (owner.isNew) {
        first.push(row);
        last.push(row);
      } else {
        next[last[owner.row] ?? row] = row;
        last[owner.row] = row;
      }
      const known = perturbations.get(perturbation) ?? { name: perturbation, keepsKey: true, variants: 0 };
      known.keepsKey &&= answerMap !== null;
      known.variants += 1;
      perturbations.set(perturbation, known);
      return true;
    },
    rowsOf: (itemId: string): number[] => {
      const rows: number[] = [];
      const owner = items.get(textHash(itemId));
      for (let row = owner < 0 ? -1 : (first[owner] ?? -1); row >= 0; row = next[row] ?? -1) {
        rows.push(row);
      }
      return rows;
    },
    lineOf: (row: number) => ({ number: numbers[row] ?? 0, offset: offsets[row] ?? 0, sizeBytes: sizes[row] ?? 0 }),
  };
}

function chosenExam(
  exams: ReadonlyMap<string, LineIndex>,
  { exam: wanted, ofSeveral = false }: ReadReviewedOptions,
  path: string,
): readonly [exam: string, index: LineIndex] {
  const [only, ...more] = exams;
  if (only === undefined) {
    throw new DataError("DATASET_EMPTY", "has no variant", { place: { file: path } });
  }
  if (wanted !== undefined && ofSeveral) {
    return [wanted, exams.get(wanted) ?? createLineIndex()];
  }
  const chosen = more.length === 0 ? only : [...exams].find(([exam]) => exam === wanted);
  if (chosen === undefined) {
    const what = wanted === undefined ? "name the one to take" : `"${wanted}" is none of them`;
    const known = [...exams.keys()].join(", ");
    throw new DataError("VARIANT_LINE_INVALID", `variants of several exams (${known}): ${what}`, {
      place: { file: path },
    });
  }
  return chosen;
}
