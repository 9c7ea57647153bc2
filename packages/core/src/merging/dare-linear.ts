import { defineMergeMethod } from "./define.ts";
import { dareModelSettings, dareSettings, mergeDare } from "./merge-dare.ts";

export default defineMergeMethod({
  name: "dare-linear",
  aliases: ["dare_linear"],
  description: "Task vectors of which elements are dropped at random and the rest rescaled, summed onto the base",
  source: "Yu et al. 2024, arXiv 2311.03099",
  base: "required",
  leastModels: 1,
  mostModels: null,
  usesSeed: true,
  settings: dareSettings,
  modelSettings: dareModelSettings,
  merge: (tensor, settings, models) => mergeDare(tensor, settings, models, false),
});
