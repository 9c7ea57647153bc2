import type { z } from "zod";
import type { Place } from "../base/errors.ts";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { FinishReason } from "../records/completion.ts";
import type { Item } from "../records/item.ts";

/** An item of the exam the source posed. It comes before the first reply to it, and may come again unchanged. */
export interface ImportedItem {
  readonly kind: "item";
  readonly item: Item;
  /** Labels the source's prompts showed, in the order of the options; absent when they are the options' ids. */
  readonly labels?: readonly string[];
  /** Where it was read. */
  readonly place: Place;
}

/** One recorded reply, with what the source itself made of it. */
export interface ImportedReply {
  readonly kind: "reply";
  readonly itemId: string;
  /** The model's name in the source. */
  readonly model: string;
  /** The source's own name for the way of asking: "5-shot", "cot", … "recorded" where it has none. */
  readonly arm: string;
  /** The source's name of the perturbation of this item; absent for the item as it was published. */
  readonly perturbation?: string;
  /** From 0. */
  readonly repeat: number;
  /** From 0. */
  readonly turn: number;
  readonly text: string;
  readonly reasoning?: string;
  readonly finishReason: FinishReason;
  /** Option ids the source read out of the reply: [] when it read nothing, null when it does not say. */
  readonly sourceReading: readonly string[] | null;
  /** Score the source gave, 0–1 in most sources; null when it gave none. */
  readonly sourceScore: number | null;
  /** Labels this reply's prompt showed; absent when they are those of its item. */
  readonly labels?: readonly string[];
  /** The prompt as the source sent it. */
  readonly promptText?: string;
  readonly place: Place;
}

/** Something of the source that no reply is made of. */
export interface ImportedOmission {
  readonly kind: "left-out";
  /** Why, in words that many places share: they are counted by it. */
  readonly reason: string;
  readonly place: Place;
}

/** A number the source published for a model, kept beside what Viva measures. */
export interface ImportedEstimate {
  readonly kind: "estimate";
  readonly model: string;
  readonly measure: string;
  readonly value: number;
  /** How many replies it is over; null when the source does not say. */
  readonly n: number | null;
}

/** A fact about the source (its version, a setting) or about how it was read; a person reads it in import.json. */
export interface ImportedFact {
  readonly kind: "fact";
  readonly name: string;
  readonly value: string;
}

/** A plugin with its settings beside `use`, as a study file names one. */
export interface ImportedPlugin {
  readonly use: string;
  readonly [setting: string]: unknown;
}

/**
 * How the source itself asked, read, marked and measured, where it says so in the words of a study file: the study an
 * import writes has the same. Several of one import must be alike; otherwise none is taken.
 */
export interface ImportedStudy {
  readonly kind: "study";
  /** The source's name of an arm → how many options its prompt let choose: a setting of `as-recorded`. */
  readonly wordings: Readonly<Record<string, string>>;
  readonly perturbations: readonly ImportedPlugin[];
  /** At least 1. */
  readonly repeats: number;
  readonly seed: number;
  readonly extractor: ImportedPlugin;
  /** The headline first. */
  readonly scorers: readonly ImportedPlugin[];
  readonly measures: readonly ImportedPlugin[];
  /** Tags, and combinations of tags. */
  readonly strata: readonly (readonly string[])[];
  /** Level of every interval, 0.5–0.999. */
  readonly confidence: number;
  readonly resamples: number;
}

/** What reading a source gives, in source order. */
export type Imported =
  | ImportedItem
  | ImportedReply
  | ImportedOmission
  | ImportedEstimate
  | ImportedFact
  | ImportedStudy;

/** An exam a setting names: a dataset plugin with its settings beside `use`. */
export interface ExamReference {
  readonly use: string;
  readonly [setting: string]: unknown;
}

/** What an importer may use from outside. */
export interface ImportContext {
  /** A path of the settings as an absolute path. */
  resolvePath(path: string): string;
  /** The items of an exam, in file order, through its dataset plugin. Throws on the first row that gives no item. */
  exam(reference: ExamReference): AsyncIterable<Item>;
}

/** An importer with its settings: ready to be read. */
export interface ConfiguredImporter {
  /**
   * Every file it will read, absolute, in code-point order, so that an import can record their hashes.
   * Throws IMPORT_SOURCE_UNKNOWN when there is none.
   */
  files(): Promise<readonly string[]>;
  /** Lazily, so that memory does not grow with the source. Throws DataError when the source as a whole is unusable. */
  read(): AsyncIterable<Imported>;
}

/** A reader of another tool's recorded work. It reads, and writes nothing. */
export interface Importer extends PluginFacts {
  readonly kind: "importer";
  configure(settings: unknown, context: ImportContext): ConfiguredImporter;
}

/** What an importer file writes; `defineImporter` makes it a plugin. Its settings have a `path`. */
export interface ImporterSpecification<Settings extends { readonly path: string }>
  extends Omit<PluginFacts, "settings"> {
  readonly settings: z.ZodType<Settings>;
  files(settings: Settings, context: ImportContext): Promise<readonly string[]>;
  read(settings: Settings, context: ImportContext): AsyncIterable<Imported>;
}

/** Make an importer plugin. Its settings are checked before `files` or `read` see them. */
export function defineImporter<Settings extends { readonly path: string }>(
  specification: ImporterSpecification<Settings>,
): Importer {
  const { name, description, source, settings: schema } = specification;
  return {
    kind: "importer",
    name,
    description,
    source,
    settings: schema,
    configure: (raw, context) => {
      const settings = parseSettings(`importer ${name}`, schema, raw);
      return {
        files: () => specification.files(settings, context),
        read: () => specification.read(settings, context),
      };
    },
  };
}
