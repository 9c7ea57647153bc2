import { z } from "zod";
import { readWhole } from "../base/lines.ts";
import { shippedPath } from "../base/shipped.ts";
import { textFilesOf } from "../base/text-files.ts";
import type { Item } from "../records/item.ts";
import { type CorpusPassage, splitPassages } from "../text/passages.ts";
import type { RetrieverContext } from "./define.ts";

/** Settings of every retriever that searches a corpus of texts. */
export const corpusShape = {
  path: z
    .string()
    .optional()
    .describe("Text or Markdown file, or a folder of them. Without it the small corpus shipped with the sample exam."),
  top: z.int().min(1).max(100).default(3).describe("Passages put beside each question at most."),
} as const;

/** The files of a corpus that a setting names. Throws what `textFilesOf` throws for a path without any. */
export function corpusFiles(path: string | undefined, context: RetrieverContext): string[] {
  return textFilesOf(path === undefined ? shippedPath("exams/viva-sample/corpus") : context.resolvePath(path));
}

/** A corpus as passages, file by file. */
export function corpusPassages(path: string | undefined, context: RetrieverContext): CorpusPassage[] {
  return corpusFiles(path, context).flatMap((file) => splitPassages(readWhole(file), file));
}

/** What is searched with: the stem, under the stem it shares with its group. */
export function searchedStem({ group, stem }: Item): string {
  return `${group?.kind === "shared-stem" ? `${group.text}\n` : ""}${stem}`;
}
