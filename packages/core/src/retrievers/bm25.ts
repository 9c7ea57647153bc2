import { z } from "zod";
import { createMedicalWordTokenizer } from "../text/medical-word-tokenizer.ts";
import { createPassageSearch } from "../text/passage-search.ts";
import { createWordTokenizer } from "../text/word-tokenizer.ts";
import { defineRetriever } from "./define.ts";
import { corpusFiles, corpusPassages, corpusShape, searchedStem } from "./searched-corpus.ts";

const settingsSchema = z.strictObject({
  ...corpusShape,
  words: z
    .enum(["plain", "medical"])
    .default("plain")
    .describe(
      "Words as any text has them, or also Viva's lists of medical entities: a term of several words then counts whole, and under every name it has.",
    ),
});

export default defineRetriever({
  name: "bm25",
  description: "Passages of a text corpus nearest to the stem by BM25",
  source: "Robertson and Zaragoza 2009, doi 10.1561/1500000019 (BM25); Lv and Zhai 2011 (BM25+)",
  languages: "any",
  readsOptions: false,
  settings: settingsSchema,
  files: ({ path }, context) => corpusFiles(path, context),
  open: async ({ path, top, words }, context) => {
    const tokenize = words === "medical" ? await createMedicalWordTokenizer() : await createWordTokenizer();
    const search = await createPassageSearch(corpusPassages(path, context), tokenize);
    return {
      retrieve: (item) =>
        search
          .search(searchedStem(item), top)
          .map(({ passage, score }) => ({ id: passage.id, text: passage.text, score, source: passage.source })),
    };
  },
});
