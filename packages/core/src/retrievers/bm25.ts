import { z } from "zod";
import { readWhole } from "../base/lines.ts";
import { shippedPath } from "../base/shipped.ts";
import { textFilesOf } from "../base/text-files.ts";
import { createPassageSearch } from "../text/passage-search.ts";
import { splitPassages } from "../text/passages.ts";
import { defineRetriever, type RetrieverContext } from "./define.ts";

const settingsSchema = z.strictObject({
  path: z
    .string()
    .optional()
    .describe("Text or Markdown file, or a folder of them. Without it the small corpus shipped with the sample exam."),
  top: z.int().min(1).max(100).default(3).describe("Passages put beside each question at most."),
});

function corpusFiles(settings: z.infer<typeof settingsSchema>, context: RetrieverContext): string[] {
  return textFilesOf(
    settings.path === undefined ? shippedPath("exams/viva-sample/corpus") : context.resolvePath(settings.path),
  );
}

export default defineRetriever({
  name: "bm25",
  description: "Passages of a text corpus nearest to the stem by BM25",
  source: "Robertson and Zaragoza 2009, doi 10.1561/1500000019 (BM25); Lv and Zhai 2011 (BM25+)",
  languages: "any",
  readsOptions: false,
  settings: settingsSchema,
  files: corpusFiles,
  open: async (settings, context) => {
    const passages = corpusFiles(settings, context).flatMap((file) => splitPassages(readWhole(file), file));
    const search = await createPassageSearch(passages);
    return {
      retrieve: (item) => {
        const shared = item.group?.kind === "shared-stem" ? `${item.group.text}\n` : "";
        return search
          .search(`${shared}${item.stem}`, settings.top)
          .map(({ passage, score }) => ({ id: passage.id, text: passage.text, score, source: passage.source }));
      },
    };
  },
});
