import { defineMergeMethod } from "./define.ts";
import { dellaModelSettings, dellaSettings, mergeDella, refuseDella } from "./merge-della.ts";

export default defineMergeMethod({
  name: "della",
  aliases: [],
  description: "Task vectors of which small elements are dropped with a higher probability, with the sign vote of TIES",
  source: "Deep, Bhardwaj and Poria 2024, arXiv 2406.11617",
  base: "required",
  leastModels: 1,
  mostModels: null,
  usesSeed: true,
  settings: dellaSettings(true),
  modelSettings: dellaModelSettings,
  refuse: (_settings, models) => refuseDella(models),
  merge: (tensor, settings, models) => mergeDella(tensor, settings, models, true),
});
