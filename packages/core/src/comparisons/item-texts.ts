import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Item } from "../records/item.ts";
import { runFile } from "../runs/run-files.ts";

/** What a person needs to know an item again. */
export interface ItemText {
  /** The stem's beginning on one line; empty where the study withholds its items. */
  readonly beginning: string;
  readonly optionIds: readonly string[];
}

/** Texts of the items of each exam: exam → item id → text. */
export type ItemTexts = ReadonlyMap<string, ReadonlyMap<string, ItemText>>;

const beginningCharacters = 60;

/**
 * Option ids and the first words of every item of a run folder. Throws what reading items.jsonl throws.
 *
 * @param withheld Leave the stems out.
 */
export async function readItemTexts(folder: string, withheld: boolean): Promise<ItemTexts> {
  const path = runFile(folder, "items");
  const exams = new Map<string, Map<string, ItemText>>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const { exam, id, stem, options } = parseJsonLine(line, path) as Item & { readonly exam: string };
      const items = exams.get(exam) ?? new Map<string, ItemText>();
      exams.set(exam, items);
      items.set(id, { beginning: withheld ? "" : firstWords(stem), optionIds: options.map((option) => option.id) });
    }
  }
  return exams;
}

/** The beginning of a text on one line, with "…" where it goes on. */
function firstWords(text: string): string {
  const line = [...text.replace(/\s+/gu, " ").trim()];
  return line.length <= beginningCharacters ? line.join("") : `${line.slice(0, beginningCharacters - 1).join("")}…`;
}
