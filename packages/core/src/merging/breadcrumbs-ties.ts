import { defineMergeMethod } from "./define.ts";
import { breadcrumbsModelSettings, breadcrumbsSettings, mergeBreadcrumbs } from "./merge-breadcrumbs.ts";

export default defineMergeMethod({
  name: "breadcrumbs-ties",
  aliases: ["breadcrumbs_ties"],
  description: "Breadcrumbs with the sign vote of TIES",
  source: "Davari and Belilovsky 2023, arXiv 2312.06795; vote of Yadav et al. 2023, arXiv 2306.01708",
  base: "required",
  leastModels: 1,
  mostModels: null,
  usesSeed: false,
  settings: breadcrumbsSettings,
  modelSettings: breadcrumbsModelSettings,
  merge: (tensor, settings, models) => mergeBreadcrumbs(tensor, settings, models, true),
});
