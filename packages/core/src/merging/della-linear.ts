import { defineMergeMethod } from "./define.ts";
import { dellaModelSettings, dellaSettings, mergeDella, refuseDella } from "./merge-della.ts";

export default defineMergeMethod({
  name: "della-linear",
  aliases: ["della_linear"],
  description: "Task vectors of which small elements are dropped with a higher probability, summed onto the base",
  source: "Deep, Bhardwaj and Poria 2024, arXiv 2406.11617",
  base: "required",
  leastModels: 1,
  mostModels: null,
  usesSeed: true,
  settings: dellaSettings(false),
  modelSettings: dellaModelSettings,
  refuse: (_settings, models) => refuseDella(models),
  merge: (tensor, settings, models) => mergeDella(tensor, settings, models, false),
});
