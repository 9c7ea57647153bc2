import { createDictionary } from "../base/growable.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Item } from "../records/item.ts";
import { runFile } from "../runs/run-files.ts";

/** An item with options and a key, as marking its answers needs it. */
export interface KeyedItem {
  readonly exam: string;
  /** Without its texts. */
  readonly item: Item;
  /** Code of its group, or of the item alone. */
  readonly cluster: number;
}

/** The items of a run that answers can be right or wrong of. */
export interface KeyedItems {
  /** All exams of the run, those without such an item included. */
  readonly exams: ReadonlySet<string>;
  /** By exam, a NUL character and the item's id. */
  readonly byKey: ReadonlyMap<string, KeyedItem>;
}

/** Items with options and a key that were not annulled. Throws DATASET_NOT_FOUND where items.jsonl is gone. */
export async function readKeyedItems(folder: string): Promise<KeyedItems> {
  const clusters = createDictionary();
  const exams = new Set<string>();
  const byKey = new Map<string, KeyedItem>();
  const path = runFile(folder, "items");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const item = parseJsonLine(line, path) as Item & { readonly exam: string };
      const { exam, id, accepted, annulled, group, options } = item;
      exams.add(exam);
      if (annulled === undefined && accepted.length > 0 && options.length > 0) {
        const name = group === undefined ? `i${id}` : `g${group.id}`;
        byKey.set(`${exam}\u0000${id}`, {
          exam,
          item: withoutTexts(item),
          cluster: clusters.code(`${exam}\u0000${name}`),
        });
      }
    }
  }
  return { exams, byKey };
}

/** All that marking an answer looks at; texts of a large exam would take most of the memory. */
function withoutTexts({ id, language, kind, options, accepted, weight }: Item): Item {
  return {
    id,
    language,
    kind,
    stem: "",
    options: options.map(({ text: _text, ...option }) => ({ ...option, text: "" })),
    accepted,
    tags: {},
    references: [],
    weight,
  };
}
