import { join } from "node:path";
import { UsageError } from "../base/errors.ts";
import { writeWhole } from "../base/lines.ts";
import {
  type ContaminationPanel,
  type ContaminationRecord,
  type CorpusOverlap,
  contaminationFormat,
  type OverlapSettings,
} from "../records/contamination.ts";
import type { KnownModels } from "../runs/known-models.ts";
import { readModelFacts } from "../runs/read-model-facts.ts";
import type { RunRecord } from "../runs/specification.ts";
import { contaminationPanels, showsSigns } from "./contamination.ts";
import { readCorpora, usualOverlapSettings } from "./contamination-corpus.ts";
import { readOrderPoints } from "./contamination-order-points.ts";
import type { Field } from "./field.ts";
import { gatherFields } from "./gather-fields.ts";
import { readRunItems } from "./run-items.ts";
import { runSettings } from "./run-settings.ts";
import { yardsticksOf } from "./yardsticks.ts";

/** How a run is looked at. */
export interface ContaminationOptions {
  /** Files and folders of text to look for the items in. Default: none. */
  readonly corpora?: readonly string[];
  /** Lengths of what counts as found, where they are not the usual ones. */
  readonly overlap?: Partial<OverlapSettings>;
  /** Only this exam. Default: all. */
  readonly exam?: string;
  /** File or folder of one's own model facts, read beside those that ship with Viva. */
  readonly ownFacts?: string;
}

/**
 * The contamination panels of a run folder. Throws as `gatherFields`, `readCorpora` and `readModelFacts` do, and
 * ARGUMENT_INVALID for an exam that the run does not have.
 */
export async function readContamination(
  folder: string,
  { corpora = [], overlap, exam, ownFacts }: ContaminationOptions = {},
): Promise<ContaminationRecord> {
  const known = readModelFacts(ownFacts);
  const { fields, records } = await gatherFields([folder]);
  const [record] = records;
  const kept = fields.filter((field) => exam === undefined || field.exam === exam);
  if (record === undefined || kept.length === 0) {
    const names = [...new Set(fields.map((field) => field.exam))].join(", ");
    throw new UsageError("ARGUMENT_INVALID", `--exam ${exam}: the run has ${names}`);
  }
  const settings = checked({ ...usualOverlapSettings, ...overlap });
  const read = corpora.length === 0 ? null : await readCorpora(folder, corpora, settings);
  return {
    format: contaminationFormat,
    run: record.name,
    corpora: read?.corpora ?? [],
    settings,
    panels: await panelsOfRun(folder, record, kept, known, read?.overlaps ?? new Map()),
  };
}

/**
 * The panels that a run's own report shows: those with a sign that its perturbations allow to be seen; none of a run
 * without perturbations. Throws what reading variants.jsonl and scores.jsonl throws.
 *
 * @param fields All fields of the run.
 */
export async function contaminationOfRun(
  folder: string,
  record: RunRecord,
  fields: readonly Field[],
  known: KnownModels,
): Promise<readonly ContaminationPanel[]> {
  return fields.every(({ perturbation }) => perturbation === "none")
    ? []
    : (await panelsOfRun(folder, record, fields, known, new Map())).filter(showsSigns);
}

async function panelsOfRun(
  folder: string,
  record: RunRecord,
  fields: readonly Field[],
  known: KnownModels,
  overlaps: ReadonlyMap<string, CorpusOverlap>,
): Promise<readonly ContaminationPanel[]> {
  const yardsticks = await Promise.all(fields.map(async (field) => [...(await yardsticksOf(field, [record]))]));
  return contaminationPanels({
    fields,
    settings: runSettings(record),
    known,
    yardsticks: new Set(yardsticks.flat()),
    orders: await readOrderPoints(folder, record, await readRunItems(folder)),
    overlaps,
  });
}

function checked(settings: OverlapSettings): OverlapSettings {
  const { words, characters, mostItems, leastShare } = settings;
  if (!(Math.min(words, characters, mostItems) >= 1 && leastShare >= 0 && leastShare < 1)) {
    throw new UsageError(
      "ARGUMENT_INVALID",
      `an overlap of ${words} words, ${characters} characters, in at most ${mostItems} items, above a share of ${leastShare}: lengths and items are at least 1, the share is at least 0 and below 1`,
    );
  }
  return settings;
}

/** Write contamination.json into the run folder. Returns its path. Throws DISK_FULL or FILE_WRITE_FAILED. */
export function writeContamination(folder: string, record: ContaminationRecord): string {
  const path = join(folder, "contamination.json");
  writeWhole(path, `${JSON.stringify(record, null, 2)}\n`);
  return path;
}
