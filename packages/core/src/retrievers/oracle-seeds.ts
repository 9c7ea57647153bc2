import { z } from "zod";
import { medicalLinkerWords } from "../graph/medical-linker-words.ts";
import { openedGraphFiles } from "../graph/open-graph.ts";
import { entitiesBeyond } from "../graph/oracle-seeds.ts";
import { seedQuestionOf } from "../graph/seed-question.ts";
import { defineRetriever } from "./define.ts";
import { graphName, graphPath, openGraphOnce } from "./opened-graphs.ts";
import { passagesOfSeeds, seedRetrieverShape } from "./seed-passages.ts";

const { graph, count, words, leastSimilarity } = seedRetrieverShape;

export default defineRetriever({
  name: "oracle-seeds",
  description: "Upper bound of knowledge-seeds that leaks the answer: entities of the item's own explanation",
  source: "Viva",
  languages: "any",
  readsOptions: false,
  readsReferences: true,
  settings: z.strictObject({ graph, count, words, leastSimilarity }),
  files: (settings, context) => openedGraphFiles(graphPath(settings.graph, context)),
  open: async (settings, context) => {
    const opened = await openGraphOnce(graphPath(settings.graph, context));
    return {
      retrieve: (item) => {
        const { language, references } = item;
        const seeds = entitiesBeyond(
          opened,
          { question: seedQuestionOf(item).text, text: references.join("\n"), language },
          settings,
          settings.words ? medicalLinkerWords(language) : null,
        );
        return passagesOfSeeds(seeds, { text: "label" }, graphName(settings.graph), language);
      },
    };
  },
});
