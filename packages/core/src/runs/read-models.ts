import { UsageError } from "../base/errors.ts";
import { readPrices } from "./read-prices.ts";
import type { StudyModel } from "./study.ts";
import type { StudyPaths } from "./study-paths.ts";
import type { StudyPluginReader } from "./study-plugin-reader.ts";
import type { StudyFile } from "./study-schema.ts";

/** What reading a list of models needs. */
export interface ReadModelsOptions {
  readonly plugins: StudyPluginReader;
  readonly paths: StudyPaths;
  /** Where a relative path of the study leads. */
  resolvePath(path: string): string;
}

/** The models or the assistants of a study; what is wrong with them is reported. */
export async function readModels(
  file: StudyFile,
  key: "models" | "assistants",
  { plugins, paths, resolvePath }: ReadModelsOptions,
): Promise<StudyModel[]> {
  const prices = readPrices(file.prices, resolvePath);
  const models: StudyModel[] = [];
  for (const [index, written] of file[key].entries()) {
    const { id, backend, price, concurrency, facts, ...settings } = written;
    const path = [key, index];
    if (models.some((other) => other.id === id)) {
      plugins.report([...path, "id"], `two models are called "${id}"`);
    }
    const chosen = await plugins.one(
      "backend",
      { ...settings, use: backend },
      path,
      (plugin, checked) => ({
        needsNetwork: plugin.needsNetwork,
        readsItem: plugin.readsItem,
        embeds: plugin.embeds,
        likelihoods: plugin.likelihoods,
        configured: plugin.configure(checked, { resolvePath: paths.resolvePath }),
      }),
      "backend",
    );
    if (chosen !== null) {
      models.push({
        ...chosen,
        id,
        concurrency: concurrency ?? file.concurrency,
        price: price ?? prices[id] ?? null,
        facts: facts ?? null,
      });
    }
  }
  return models;
}

/** Report assistants that bear the name of a model under test. */
export function checkAssistants(
  assistants: readonly StudyModel[],
  models: readonly StudyModel[],
  plugins: StudyPluginReader,
): void {
  for (const [index, { id }] of assistants.entries()) {
    if (models.some((model) => model.id === id)) {
      plugins.report(
        ["assistants", index, "id"],
        `"${id}" sits the exam; what helps to make it needs an id of its own`,
      );
    }
  }
}

/** Those of the models that take part. Throws ARGUMENT_INVALID for an id that the study does not have. */
export function selectedModels(
  models: readonly StudyModel[],
  only: readonly string[] | undefined,
): readonly StudyModel[] {
  const unknown = only?.filter((id) => !models.some((model) => model.id === id)) ?? [];
  if (unknown.length > 0) {
    const known = models.map((model) => model.id).join(", ");
    throw new UsageError("ARGUMENT_INVALID", `the study has no model ${unknown.join(", ")}; it has ${known}`);
  }
  return only === undefined ? models : models.filter((model) => only.includes(model.id));
}
