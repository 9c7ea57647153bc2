import { defineMergeMethod } from "./define.ts";
import { dareModelSettings, dareSettings, mergeDare } from "./merge-dare.ts";

export default defineMergeMethod({
  name: "dare-ties",
  aliases: ["dare_ties"],
  description: "Task vectors of which elements are dropped at random and the rest rescaled, with the sign vote of TIES",
  source: "Yu et al. 2024, arXiv 2311.03099; vote of Yadav et al. 2023, arXiv 2306.01708",
  base: "required",
  leastModels: 1,
  mostModels: null,
  usesSeed: true,
  settings: dareSettings,
  modelSettings: dareModelSettings,
  merge: (tensor, settings, models) => mergeDare(tensor, settings, models, true),
});
