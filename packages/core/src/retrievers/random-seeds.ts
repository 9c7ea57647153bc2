import { z } from "zod";
import { openedGraphFiles } from "../graph/open-graph.ts";
import { createRandomSeeds } from "../graph/random-seeds.ts";
import { defineRetriever } from "./define.ts";
import { graphName, graphPath, openGraphOnce } from "./opened-graphs.ts";
import { passagesOfSeeds, questionOf, seedFinderOf, seedRetrieverShape } from "./seed-passages.ts";

export default defineRetriever({
  name: "random-seeds",
  description: "Control of knowledge-seeds: as many entities of the same types, drawn at random from the graph",
  source: "Viva",
  languages: "any",
  readsOptions: ({ options }) => options,
  settings: z.strictObject({
    ...seedRetrieverShape,
    seed: z.int().default(1).describe("Another number draws other entities."),
  }),
  files: ({ graph }, context) => openedGraphFiles(graphPath(graph, context)),
  open: async (settings, context) => {
    const graph = await openGraphOnce(graphPath(settings.graph, context));
    const finder = seedFinderOf(graph, settings);
    const random = createRandomSeeds(graph, settings.seed);
    return {
      retrieve: (item) => {
        const question = questionOf(item, settings);
        const seeds = random.draw(question, finder.find(question));
        return passagesOfSeeds(seeds, settings, graphName(settings.graph), item.language);
      },
    };
  },
});
