import { z } from "zod";
import { defineMergeMethod } from "./define.ts";
import { emitCombination } from "./linear-combination.ts";

export default defineMergeMethod({
  name: "passthrough",
  aliases: [],
  description: "One model's weights as they are, or scaled; with slices it stacks layers of several models",
  source: "Viva",
  base: "none",
  leastModels: 1,
  mostModels: 1,
  usesSeed: false,
  settings: z.strictObject({}),
  modelSettings: z.strictObject({
    scale: z.number().default(1).describe("Factor of every weight."),
  }),
  merge: (tensor, _settings, models) => {
    emitCombination(
      tensor,
      models.map(({ scale }) => scale),
    );
  },
});
