import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseRecordedReply } from "../../packages/core/src/backends/recorded-reply.ts";
import sampleExam from "../../packages/core/src/datasets/sample-exam.ts";
import type { Item } from "../../packages/core/src/records/item.ts";

/** Items of the sample exam whose stem was rewritten, and what was replied about each. */
export interface ParaphrasedItems {
  /** In the order of the exam. */
  readonly items: readonly Item[];
  /** By item id. */
  readonly replies: ReadonlyMap<string, string>;
}

/** Where a language's recorded paraphrases lie: a replies file that the backend `replay` reads. */
export function paraphrasesPath(language: string): string {
  const folder = "../../packages/core/src/perturbations/__fixtures__/";
  return fileURLToPath(new URL(`${folder}paraphrases.${language}.jsonl`, import.meta.url));
}

/** The recorded paraphrases of a language, with their items. Throws on a line that is no reply or names no item. */
export async function paraphrasedItems(language: string): Promise<ParaphrasedItems> {
  const path = paraphrasesPath(language);
  const replies = new Map<string, string>();
  for (const [index, line] of readFileSync(path, "utf8").trimEnd().split("\n").entries()) {
    const parsed = parseRecordedReply(JSON.parse(line));
    if (!parsed.success || parsed.data.text === null) {
      throw new Error(`${path}:${index + 1}: no recorded reply`);
    }
    replies.set(parsed.data.itemId, parsed.data.text);
  }
  const items = (await sampleItems(language)).filter(({ id }) => replies.has(id));
  if (items.length !== replies.size) {
    throw new Error(`${path}: ${replies.size - items.length} replies name no item of the sample exam`);
  }
  return { items, replies };
}

/** All items of the sample exam in a language. */
export async function sampleItems(language: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  const exam = sampleExam.configure({ language }, { resolvePath: (relative) => relative });
  for await (const { item } of exam.load()) {
    if (item !== undefined) {
      items.push(item);
    }
  }
  return items;
}
