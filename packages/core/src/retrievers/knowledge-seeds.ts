import { z } from "zod";
import { openedGraphFiles } from "../graph/open-graph.ts";
import { defineRetriever } from "./define.ts";
import { graphName, graphPath, openGraphOnce } from "./opened-graphs.ts";
import { passagesOfSeeds, questionOf, seedFinderOf, seedRetrieverShape } from "./seed-passages.ts";

export default defineRetriever({
  name: "knowledge-seeds",
  description: "Clinical elements a knowledge graph leads to from what the question names (ICP-style)",
  source:
    "After the idea of Wu, Wu and Yang 2024, doi 10.24963/ijcai.2024/829; scoring and selection are Viva's own, docs/knowledge.md",
  languages: "any",
  readsOptions: ({ options }) => options,
  settings: z.strictObject(seedRetrieverShape),
  files: ({ graph }, context) => openedGraphFiles(graphPath(graph, context)),
  open: async (settings, context) => {
    const finder = seedFinderOf(await openGraphOnce(graphPath(settings.graph, context)), settings);
    return {
      retrieve: (item) =>
        passagesOfSeeds(
          finder.find(questionOf(item, settings)).seeds,
          settings,
          graphName(settings.graph),
          item.language,
        ),
    };
  },
});
