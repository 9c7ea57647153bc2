import { z } from "zod";
import { factsAbout } from "../graph/facts-about.ts";
import { medicalLinkerWords } from "../graph/medical-linker-words.ts";
import { openedGraphFiles } from "../graph/open-graph.ts";
import { seedSettingsOf } from "../graph/seed-settings.ts";
import { defineRetriever } from "./define.ts";
import { graphName, graphPath, openGraphOnce } from "./opened-graphs.ts";
import { questionOf, seedRetrieverShape } from "./seed-passages.ts";

const { graph, relations, options, words, negated, leastSimilarity } = seedRetrieverShape;

const settingsSchema = z.strictObject({
  graph,
  top: z.int().min(1).max(1000).default(10).describe("Facts put beside each question at most."),
  relations,
  options,
  words,
  negated,
  leastSimilarity,
});

const defaults = z.object(seedRetrieverShape).parse({});

export default defineRetriever({
  name: "raw-triples",
  description: "Facts of a knowledge graph about what the question names, as they stand there",
  source: "Viva: the plain baseline of knowledge seeds",
  languages: "any",
  readsOptions: (settings) => settings.options,
  settings: settingsSchema,
  files: (settings, context) => openedGraphFiles(graphPath(settings.graph, context)),
  open: async (settings, context) => {
    const opened = await openGraphOnce(graphPath(settings.graph, context));
    const seedSettings = seedSettingsOf({ ...defaults, ...settings });
    return {
      retrieve: (item) =>
        factsAbout(
          opened,
          questionOf(item, { ...defaults, ...settings }),
          { ...seedSettings, top: settings.top },
          settings.words ? medicalLinkerWords(item.language) : null,
        ).map(({ id, text, score }) => ({ id, text, score, source: graphName(settings.graph) })),
    };
  },
});
