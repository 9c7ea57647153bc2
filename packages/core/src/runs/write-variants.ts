import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DataError, UsageError, writeError } from "../base/errors.ts";
import { createLineWriter, type LineWriter } from "../base/lines.ts";
import { noteGarbage } from "../base/note-garbage.ts";
import { loadPlugin, parseSettings } from "../base/plugin.ts";
import { catalog } from "../datasets/catalog.ts";
import type { Dataset } from "../datasets/define.ts";
import { variantsOfComposition } from "../perturbations/compose-variants.ts";
import { noOtherItems, type OtherItems } from "../perturbations/define.ts";
import type { Item } from "../records/item.ts";
import type { Validity, Variant } from "../records/variant.ts";
import { gatherOtherItems } from "./other-items.ts";
import { type AnyPlugin, addedOf } from "./plugins.ts";
import { selectItems } from "./select-items.ts";
import type { StudyDataset } from "./study.ts";
import { createStudyPaths } from "./study-paths.ts";
import type { NamedComposition } from "./write-variants-chains.ts";
import { createPerturbedCounter, type PerturbedCounts } from "./write-variants-counts.ts";
import { editsOf } from "./write-variants-edits.ts";
import { createExamForm } from "./write-variants-exam.ts";

/** What is written, and from what. */
export interface WriteVariantsOptions {
  /** Dataset plugin. */
  readonly dataset: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Settings that lead to the same questions in another language, beside or instead of `settings`; absent: none. */
  readonly parallelSettings?: Readonly<Record<string, unknown>>;
  /** Name of the exam in every line; default: the dataset's. */
  readonly exam?: string;
  /** Relative paths in the settings are resolved against it. */
  readonly folder: string;
  readonly plugins?: readonly AnyPlugin[];
  /** Decides how `hf://` references are fetched. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly perturbations: readonly NamedComposition[];
  readonly seed: number;
  /** Take the first n items; other items are still drawn from the whole exam. */
  readonly limit?: number;
  /** Write variants of these verdicts only; default: all. */
  readonly verdicts?: readonly Validity["status"][];
  /** The file of variants; it must not exist. */
  readonly out: string;
  /** A file of plain items beside it; it must not exist. */
  readonly asExam?: string;
  readonly signal?: AbortSignal;
}

/** What was written. */
export interface WrittenVariants {
  readonly exam: string;
  readonly items: number;
  /** Lines of the file of variants. */
  readonly variants: number;
  /** Items of the exam beside it, and variants left out of it because they exist only in a prompt; null without one. */
  readonly asExam: { readonly items: number; readonly onlyInPrompts: number } | null;
  /** In the order asked for; every variant is counted, also those whose verdict is not written. */
  readonly counts: readonly PerturbedCounts[];
}

/** What making a line leaves behind: the item, its parts and their JSON. */
const garbageBytesPerCharacter = 2;
/** Items between two looks at the signal: a millisecond or two. */
const itemsBetweenTurns = 64;

/**
 * Write the perturbed forms of an exam, one variant a line, item by item: what `variants.jsonl` of a run holds (exam,
 * id, item as now put, directives, answer map, validity, chain with settings and seeds) and what changed (`edits`), for
 * people to review, mend, mark and put to models. The same seed gives the same bytes. Files appear when they are
 * complete, never by halves. Memory does not grow with the exam but for 40 bytes an item, and what `gatherOtherItems`
 * holds where an operator needs it.
 *
 * Throws ARGUMENT_INVALID for a file that exists, DATASET_EMPTY for no item, what the dataset throws, and the signal's
 * reason.
 */
export async function writeVariants(options: WriteVariantsOptions): Promise<WrittenVariants> {
  const { perturbations, seed, out, asExam, verdicts, signal } = options;
  for (const file of [out, ...(asExam === undefined ? [] : [asExam])]) {
    if (existsSync(file)) {
      throw new UsageError(
        "ARGUMENT_INVALID",
        `${file} exists, and what somebody may have reviewed in it would be lost`,
      );
    }
  }
  const exam = await openExam(options, options.settings);
  const others = await othersFor(options, exam);
  const counters = perturbations.map(({ name, composed }) => createPerturbedCounter(name, composed));
  const examForm = createExamForm();
  const examJson = `{"exam":${JSON.stringify(exam.name)},`;
  let nItems = 0;
  let nVariants = 0;
  let nExamItems = 0;
  const writers: LineWriter[] = [];
  try {
    const lines = openWriter(out, writers);
    const items = asExam === undefined ? null : openWriter(asExam, writers);
    const limit = options.limit === undefined ? {} : { limit: options.limit };
    for await (const item of selectItems(exam, limit, seed)) {
      nItems += 1;
      if (nItems % itemsBetweenTurns === 0) {
        await turnOfEventLoop();
      }
      signal?.throwIfAborted();
      const written: Variant[] = [];
      for (const [index, { name, composed }] of perturbations.entries()) {
        const variants = variantsOfComposition(item, composed, seed, others, name);
        counters[index]?.add(item, variants);
        for (const variant of variants) {
          if (verdicts === undefined || verdicts.includes(variant.validity.status)) {
            const line = examJson + variantJson(item, variant);
            lines.write(line);
            noteGarbage(line.length * garbageBytesPerCharacter);
            written.push(variant);
          }
        }
      }
      nVariants += written.length;
      for (const posed of items === null ? [] : examForm.itemsOf(item, written)) {
        items?.write(JSON.stringify(posed));
        nExamItems += 1;
      }
    }
    if (nItems === 0) {
      throw new DataError("DATASET_EMPTY", `${exam.name} has no item`);
    }
    for (const writer of writers) {
      writer.finish();
    }
  } finally {
    for (const writer of writers) {
      writer.discard();
    }
  }
  return {
    exam: exam.name,
    items: nItems,
    variants: nVariants,
    asExam: asExam === undefined ? null : { items: nExamItems, onlyInPrompts: examForm.leftOut },
    counts: counters.map((counter) => counter.result()),
  };
}

/** A line without its opening brace, what a reviewer reads first in front. */
function variantJson(item: Item, variant: Variant): string {
  const { id, itemId, perturbation, validity, answerMap, renderDirectives, parents, chain } = variant;
  const edits = editsOf(item, variant.item);
  const line = { id, itemId, perturbation, validity, edits, item: variant.item, answerMap, renderDirectives, parents };
  return JSON.stringify(Object.assign(line, { chain })).slice(1);
}

async function openExam(
  { dataset, exam, folder, plugins = [], environment = {}, signal }: WriteVariantsOptions,
  written: Readonly<Record<string, unknown>>,
): Promise<StudyDataset> {
  const plugin: Dataset = await loadPlugin("dataset", catalog, dataset, addedOf(plugins, "dataset"));
  const paths = createStudyPaths(folder);
  const settings = parseSettings(`dataset ${dataset}`, plugin.settings, written) as StudyDataset["settings"];
  const configured = plugin.configure(settings, { resolvePath: paths.resolvePath });
  await paths.fetchReferences(environment, signal);
  return { name: exam ?? dataset, use: dataset, settings, configured };
}

async function othersFor(options: WriteVariantsOptions, exam: StudyDataset): Promise<OtherItems> {
  const { perturbations, settings, parallelSettings, seed } = options;
  if (!perturbations.some(({ composed }) => composed.needsOthers)) {
    return noOtherItems;
  }
  const parallelExams =
    parallelSettings === undefined ? [] : [await openExam(options, { ...settings, ...parallelSettings })];
  return await gatherOtherItems(exam, seed, { parallelExams });
}

function openWriter(file: string, writers: LineWriter[]): LineWriter {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (cause) {
    throw writeError(file, cause);
  }
  const writer = createLineWriter(file);
  writers.push(writer);
  return writer;
}

function turnOfEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
