import { UsageError } from "../base/errors.ts";
import type { FieldComparison } from "../records/comparison.ts";
import type { LevelGap } from "../records/level-gap.ts";
import type { RunsOverlap } from "../records/several-runs.ts";
import type { StratumProfile } from "../records/stratum-profile.ts";
import type { TextComparison } from "../records/text-comparison.ts";
import { compareModels } from "./compare-models.ts";
import { compareTexts } from "./compare-texts.ts";
import { modelNamed, type NamedModel } from "./comparison-reference.ts";
import type { Field } from "./field.ts";
import { type GatheredFields, gatherFields } from "./gather-fields.ts";
import { gatherTextFields } from "./gather-text-fields.ts";
import { levelGap } from "./level-gap.ts";
import { type RunSettings, runSettings } from "./run-settings.ts";
import { stratumProfiles } from "./stratum-profile.ts";
import type { TextField } from "./text-field.ts";

/** What `compareRuns` is told beside the folders; what is left out is as the first run's study says. */
export interface CompareRunsOptions {
  /** Compare on the items that all runs pose, where they do not pose the same ones. Default: refuse. */
  readonly commonItems?: boolean;
  /** Name or id of the model that the others are held against. */
  readonly reference?: string;
  /** Largest difference in accuracy that does not matter, above 0 and below 1. */
  readonly margin?: number;
  /** Level of the tests over all pairs together, above 0 and below ½. */
  readonly alpha?: number;
  /** Only these models, by name or id. */
  readonly models?: readonly string[];
  /** Only this exam. */
  readonly exam?: string;
}

/** Runs held beside each other. */
export interface RunsComparison {
  /** Folders as they were given, with the names of their studies. */
  readonly runs: readonly { readonly folder: string; readonly name: string }[];
  /** What the runs have in common, an entry an exam. */
  readonly overlaps: readonly RunsOverlap[];
  /** One for each exam, way of asking and form of the items. */
  readonly comparisons: readonly FieldComparison[];
  /** For items as published: the models' strata, by the breakdowns of the first run's study. */
  readonly profiles: readonly StratumProfile[];
  readonly levels: readonly LevelGap[];
  /** In each score of what models say; empty for runs without scorers of texts. */
  readonly texts: readonly TextComparison[];
  /** Language of the first run's report. */
  readonly language: "en" | "es" | "zh";
}

/** Runs gathered for a comparison, as its options want it. */
export interface RunsCompared extends GatheredFields {
  /** Those of the first run's study unless the options say otherwise. */
  readonly settings: RunSettings;
  readonly textFields: readonly TextField[];
}

/**
 * Gather runs for a comparison: the exam and the models that are wanted. Throws as `compareRuns` does.
 *
 * @param folders At least one run folder.
 */
export async function gatherCompared(folders: readonly string[], options: CompareRunsOptions): Promise<RunsCompared> {
  const { exam } = options;
  const { fields, overlaps, records } = await gatherFields(folders, {
    commonItems: options.commonItems === true,
    ...(exam === undefined ? {} : { exam }),
  });
  const [first] = records;
  if (first === undefined) {
    throw new UsageError("ARGUMENT_INVALID", "no run folder is given");
  }
  const textFields = await gatherTextFields(folders, records, exam);
  const asked = [...fields, ...textFields];
  const everyone = asked.flatMap(({ models }) => models);
  for (const wanted of [...(options.models ?? []), ...(options.reference === undefined ? [] : [options.reference])]) {
    checkModel(wanted, asked, everyone);
  }
  return {
    fields: fields.map((field) => withModels(field, options.models)),
    overlaps,
    records,
    settings: settingsWith(runSettings(first), options),
    textFields: textFields.map((field) => withTextModels(field, options.models)),
  };
}

/**
 * Compare the models of one or several runs on the same items. Level, resamples, seed, reference and margin are those
 * of the first run's study unless the options say otherwise.
 *
 * Throws RUN_NOT_FOUND for a folder without a run, ITEM_SETS_DIFFER when runs pose different items and `commonItems` is
 * not set or no item is common, and ARGUMENT_INVALID for a model or exam that the runs do not have, or a margin
 * without a reference.
 *
 * @param folders At least one run folder.
 */
export async function compareRuns(
  folders: readonly string[],
  options: CompareRunsOptions = {},
): Promise<RunsComparison> {
  const { fields, overlaps, records, settings, textFields } = await gatherCompared(folders, options);
  const published = fields.filter(({ perturbation }) => perturbation === "none");
  return {
    runs: folders.map((folder, run) => ({ folder, name: records[run]?.name ?? folder })),
    overlaps,
    comparisons: fields.map((field) => compareModels(field, settings)),
    profiles: published.flatMap((field) => stratumProfiles(field, settings)),
    levels: published.flatMap((field) => levelGap(field, settings) ?? []),
    texts: textFields.flatMap((field) => compareTexts(field, settings)),
    language: records[0]?.specification["language"] as RunsComparison["language"],
  };
}

function settingsWith(settings: RunSettings, options: CompareRunsOptions): RunSettings {
  const { reference, margin, alpha } = options;
  const comparison = {
    ...settings.comparison,
    ...(reference === undefined ? {} : { reference }),
    ...(margin === undefined ? {} : { margin }),
    ...(alpha === undefined ? {} : { alpha }),
  };
  if (margin !== undefined && comparison.reference === undefined) {
    throw new UsageError("ARGUMENT_INVALID", `a margin of ${margin}, and no reference to hold it against`);
  }
  return { ...settings, comparison };
}

/** A name that no field has, or an id that several models of a field share. */
function checkModel(wanted: string, fields: readonly Pick<Field, "models">[], everyone: readonly NamedModel[]): void {
  if (fields.every(({ models }) => modelNamed(models, wanted) === undefined)) {
    throw unknown(wanted, [...new Set(everyone.map(({ name }) => name))]);
  }
}

function unknown(wanted: string, known: readonly string[]): UsageError {
  return new UsageError("ARGUMENT_INVALID", `no model is called "${wanted}"; known are ${known.join(", ")}`);
}

/** The same of what models say. */
function withTextModels(field: TextField, wanted: readonly string[] | undefined): TextField {
  const chosen = wanted?.map((name) => modelNamed(field.models, name));
  const kept = [...field.models.keys()].filter((place) => chosen?.includes(field.models[place]) ?? true);
  return {
    ...field,
    models: kept.flatMap((place) => field.models[place] ?? []),
    counts: kept.flatMap((place) => field.counts[place] ?? []),
  };
}

/** The field with these of its models alone, in its own order. */
function withModels(field: Field, wanted: readonly string[] | undefined): Field {
  if (wanted === undefined) {
    return field;
  }
  const chosen = new Set(wanted.map((name) => modelNamed(field.models, name)));
  const kept = [...field.models.keys()].filter((place) => chosen.has(field.models[place]));
  const placeOf = new Map(kept.map((place, to) => [place, to]));
  return {
    ...field,
    models: kept.flatMap((place) => field.models[place] ?? []),
    points: kept.flatMap((place) => [field.points[place] ?? new Float64Array()]),
    sittings: field.sittings.flatMap((sitting) => {
      const model = placeOf.get(sitting.model);
      return model === undefined ? [] : [{ ...sitting, model }];
    }),
  };
}
