import { fileURLToPath } from "node:url";
import casimedicos from "../../packages/core/src/datasets/casimedicos.ts";
import cmexam from "../../packages/core/src/datasets/cmexam.ts";
import type { Dataset } from "../../packages/core/src/datasets/define.ts";
import type { Item } from "../../packages/core/src/records/item.ts";

/** Where the shared exams lie: beside the repository, never in it. */
export const data: string = fileURLToPath(new URL("../../../shared/data/", import.meta.url));

/** The exam whose variants are read, by language. */
const exams: Readonly<Record<string, readonly [dataset: Dataset, path: string]>> = {
  zh: [cmexam, "cmexam/val-part.csv"],
  es: [casimedicos, "casimedicos/dev.es.jsonl"],
  en: [casimedicos, "casimedicos/dev.en.jsonl"],
};

/** Languages whose exams are read, in the order of reading. */
export const languages: readonly string[] = Object.keys(exams);

/** The items of a language's exam, in file order; no item for a language without an exam. */
export async function itemsIn(language: string): Promise<readonly Item[]> {
  const [dataset, path] = exams[language] ?? [];
  if (dataset === undefined || path === undefined) {
    return [];
  }
  const items: Item[] = [];
  const configured = dataset.configure({ path }, { resolvePath: (relative) => `${data}${relative}` });
  for await (const { item } of configured.load()) {
    if (item !== undefined) {
      items.push(item);
    }
  }
  return items;
}
