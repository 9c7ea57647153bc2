import { stringify } from "yaml";
import type { ImportedPlugin, ImportedStudy } from "../importers/define.ts";
import { importFileNames } from "./import-files.ts";

/** What a study over an import is made of. */
export interface ImportStudy {
  readonly name: string;
  readonly description: string;
  readonly exam: string;
  readonly models: readonly string[];
  /** The source's names of its ways of asking, in the order met. */
  readonly arms: readonly string[];
  readonly repeats: number;
  /** Tags to break the results down by, where the source does not say how it measured. */
  readonly strata: readonly string[];
  /** How the source measured; null when it does not say: the defaults of a study then. */
  readonly measured: ImportedStudy | null;
}

const promptName = "as-recorded";

/** The name an arm of the source has in a study: a prompt used again is another arm. */
export function studyArmName(index: number): string {
  return index === 0 ? promptName : `${promptName}#${index + 1}`;
}

/** A study name out of any text: letters, digits, '.', '_', '-' and spaces, beginning with a letter or digit. */
export function studyNameOf(text: string): string {
  const name = text.replace(/[^\p{L}\p{N}._ -]+/gu, "-").replace(/^[^\p{L}\p{N}]+/u, "");
  return name === "" ? "imported" : name;
}

/** The study file of an import: every model replays its replies, each arm of the source once. */
export function importStudyText(imported: ImportStudy): string {
  const { name, description, exam, models, arms, measured } = imported;
  const study = {
    name,
    description,
    dataset: { use: "viva-items", path: importFileNames.items, name: exam },
    models: models.map((id) => ({ id, backend: "replay", path: importFileNames.replies })),
    // Single items may choose one option, whatever the source's prompt said about it.
    prompts: arms.map((arm) => ({ use: promptName, wording: wordingOf(arm, measured) })),
    ...(measured === null ? plainMeasuring(imported) : sameMeasuring(imported.repeats, measured)),
    reports: ["html", "csv", "json"],
  };
  const ways = arms.map((arm, index) => `# arm ${studyArmName(index)}: ${arm.replace(/\s+/g, " ")} in the source`);
  return [
    "# Written by viva import; yours to change. No model is asked: replies are read and marked again.",
    ...(measured === null ? [] : ["# Perturbed, read, marked and measured as the source says it did."]),
    ...ways,
    stringify(study, { lineWidth: 0 }),
  ].join("\n");
}

function wordingOf(arm: string, measured: ImportedStudy | null): string {
  const wordings = measured?.wordings ?? {};
  return (Object.hasOwn(wordings, arm) ? wordings[arm] : undefined) ?? "by-kind";
}

function plainMeasuring({ repeats, strata }: ImportStudy): object {
  return { repeats, ...(strata.length === 0 ? {} : { strata }) };
}

/** The source may have meant to ask more often than any reply shows: what was never answered counts as not posed. */
function sameMeasuring(repeats: number, measured: ImportedStudy): object {
  const { perturbations, seed, extractor, scorers, measures, strata, confidence, resamples } = measured;
  return {
    ...(perturbations.length === 0 ? {} : { perturbations: perturbations.map(pluginEntry) }),
    repeats: Math.max(repeats, measured.repeats),
    seed,
    extractor: pluginEntry(extractor),
    scorers: scorers.map(pluginEntry),
    measures: measures.map(pluginEntry),
    ...(strata.length === 0 ? {} : { strata: strata.map((tags) => (tags.length === 1 ? tags[0] : tags)) }),
    confidence,
    resamples,
  };
}

/** A plugin without settings by its name alone. */
function pluginEntry(plugin: ImportedPlugin): ImportedPlugin | string {
  return Object.keys(plugin).length === 1 ? plugin.use : plugin;
}
