import { z } from "zod";
import { openedGraphFiles } from "../graph/open-graph.ts";
import { createRandomSeeds } from "../graph/random-seeds.ts";
import { seedSettingsOf } from "../graph/seed-settings.ts";
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
    text: seedRetrieverShape.text.describe(
      "What a seed's passage says: its name alone, or a fact about it, drawn from the graph as the seed is.",
    ),
    seed: z.int().default(1).describe("Another number draws other entities."),
  }),
  files: ({ graph }, context) => openedGraphFiles(graphPath(graph, context)),
  open: async (settings, context) => {
    const graph = await openGraphOnce(graphPath(settings.graph, context));
    const finder = seedFinderOf(graph, settings);
    const random = createRandomSeeds(graph, settings.seed);
    const { relationWeight } = seedSettingsOf(settings);
    return {
      retrieve: (item) => {
        const question = questionOf(item, settings);
        const finding = finder.find(question);
        const seeds = random.draw(question, finding);
        const passages = passagesOfSeeds(seeds, settings, graphName(settings.graph), item.language);
        return settings.text === "label"
          ? passages
          : passages.map((passage, at) => {
              const seed = seeds[at];
              return seed === undefined
                ? passage
                : { ...passage, text: random.factAbout(seed, question, finding, relationWeight) };
            });
      },
    };
  },
});
