import { resolve } from "node:path";
import { type AnyPlugin, examRows } from "@viva/core";
import { checkImporter } from "../../packages/core/src/importers/conformance.ts";
import { checkInstruction } from "../../packages/core/src/instructions/conformance.ts";
import { checkMergeMethod, type MergeTrial } from "../../packages/core/src/merging/conformance.ts";
import { checkPerturbation } from "../../packages/core/src/perturbations/conformance.ts";
import { checkPrompt } from "../../packages/core/src/prompts/conformance.ts";
import { itemsForContracts } from "../../packages/core/src/records/__fixtures__/items.ts";
import { checkRetriever } from "../../packages/core/src/retrievers/conformance.ts";
import { checkScorer } from "../../packages/core/src/scorers/conformance.ts";
import { checkBackend } from "./check-backend.ts";
import { checkDataset } from "./check-dataset.ts";
import { checkExtractor } from "./check-extractor.ts";
import { checkMeasure } from "./check-measure.ts";

/** The contract of a plugin's kind, executed: returns what is wrong. Relative paths in settings start at `folder`. */
export async function checkPlugin(plugin: AnyPlugin, settings: unknown, folder: string): Promise<string[]> {
  switch (plugin.kind) {
    case "dataset":
      return await checkDataset(plugin, settings, folder);
    case "perturbation":
      return checkPerturbation(plugin, itemsForContracts, undefined, settings);
    case "retriever":
      return await checkRetriever(
        plugin,
        settings,
        { resolvePath: (path) => resolve(folder, path) },
        itemsForContracts,
      );
    case "prompt":
      return checkPrompt(plugin, itemsForContracts);
    case "instruction":
      return checkInstruction(plugin, settings);
    case "backend":
      return await checkBackend(plugin, settings, itemsForContracts);
    case "extractor":
      return checkExtractor(plugin, settings);
    case "scorer":
      return checkScorer(plugin, itemsForContracts);
    case "measure":
      return checkMeasure(plugin, settings);
    case "merge-method":
      return checkMergeMethod(plugin, mergeTrial(settings));
    case "importer":
      return await checkImporter(plugin, settings, {
        resolvePath: (path) => resolve(folder, path),
        exam: async function* ({ use, ...examSettings }) {
          for await (const { item } of await examRows(use, examSettings, folder)) {
            if (item !== undefined) {
              yield item;
            }
          }
        },
      });
  }
}

/** A merge method is tried with `{ "settings": …, "modelSettings": … }`. */
function mergeTrial(settings: unknown): MergeTrial {
  return typeof settings === "object" && settings !== null ? settings : {};
}
