import { defineMergeMethod } from "./define.ts";
import { breadcrumbsModelSettings, breadcrumbsSettings, mergeBreadcrumbs } from "./merge-breadcrumbs.ts";

export default defineMergeMethod({
  name: "breadcrumbs",
  aliases: [],
  description: "Task vectors without their largest and their smallest elements, summed onto the base",
  source: "Davari and Belilovsky 2023, arXiv 2312.06795",
  base: "required",
  leastModels: 1,
  mostModels: null,
  usesSeed: false,
  settings: breadcrumbsSettings,
  modelSettings: breadcrumbsModelSettings,
  merge: (tensor, settings, models) => mergeBreadcrumbs(tensor, settings, models, false),
});
