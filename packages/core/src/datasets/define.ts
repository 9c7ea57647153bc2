import type { z } from "zod";
import type { Place } from "../base/errors.ts";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { Item } from "../records/item.ts";

/** Something wrong with a row. An error makes the row unusable; a warning is reported and the item kept. */
export interface RowProblem {
  readonly severity: "error" | "warning";
  readonly code: "DATASET_ROW_INVALID" | "DATASET_KEY_OUTSIDE_OPTIONS" | "DATASET_COLUMN_MISSING";
  /** What is wrong, with the value seen. */
  readonly message: string;
}

/**
 * One source row: the item it gives and what is wrong with it. A row with an error may still give an item, so that a
 * check can count it; a run refuses the row.
 */
export interface LoadedRow {
  readonly place: Place;
  readonly item?: Item;
  readonly problems: readonly RowProblem[];
}

/** What a dataset may use from outside. */
export interface DatasetContext {
  /**
   * A path of the study as an absolute path: relative paths are resolved against the study file's folder. A
   * reference to the Hugging Face Hub (`hf://…`) stays as it is in `files`, and is a file of the cache in `load`.
   */
  resolvePath(path: string): string;
}

/** A dataset with its settings: ready to be read. */
export interface ConfiguredDataset {
  /** Every file it reads, absolute or as an `hf://` reference, so that a run can fetch them and record their hashes. */
  readonly files: readonly string[];
  /** Rows in file order, lazily: memory does not grow with the file. Throws DataError when the file as a whole is unusable. */
  load(): AsyncIterable<LoadedRow>;
}

/** A source of exam items. */
export interface Dataset extends PluginFacts {
  readonly kind: "dataset";
  /** BCP 47 languages its items can have, or "any". */
  readonly languages: readonly string[] | "any";
  configure(settings: unknown, context: DatasetContext): ConfiguredDataset;
}

/** What a dataset file writes; `defineDataset` makes it a plugin. */
export interface DatasetSpecification<Settings> extends Omit<PluginFacts, "settings"> {
  readonly languages: readonly string[] | "any";
  readonly settings: z.ZodType<Settings>;
  files(settings: Settings, context: DatasetContext): readonly string[];
  load(settings: Settings, context: DatasetContext): AsyncIterable<LoadedRow>;
}

/** Make a dataset plugin. Its settings are checked before `files` or `load` see them. */
export function defineDataset<Settings>(specification: DatasetSpecification<Settings>): Dataset {
  const { name, description, source, languages, settings: schema } = specification;
  return {
    kind: "dataset",
    name,
    description,
    source,
    languages,
    settings: schema,
    configure: (raw, context) => {
      const settings = parseSettings(`dataset ${name}`, schema, raw);
      return {
        files: specification.files(settings, context),
        load: () => specification.load(settings, context),
      };
    },
  };
}
