import { rmSync, statSync } from "node:fs";
import { basename, isAbsolute, join, relative, resolve, sep } from "node:path";
import { DataError, UsageError } from "../base/errors.ts";
import { fileHash } from "../base/hash.ts";
import { createLineWriter, type LineWriter, writeWhole } from "../base/lines.ts";
import { loadPlugin } from "../base/plugin.ts";
import { vivaVersion } from "../base/version.ts";
import { catalog as datasets } from "../datasets/catalog.ts";
import { loadedRow } from "../datasets/loaded-row.ts";
import { catalog } from "../importers/catalog.ts";
import type { ConfiguredImporter, ExamReference, ImportedItem, ImportedStudy } from "../importers/define.ts";
import type { Item } from "../records/item.ts";
import { importFileNames, importFormat, prepareImportFolder } from "./import-files.ts";
import { createImportLedger } from "./import-ledger.ts";
import type { ImportRecord } from "./import-record.ts";
import { createImportReplies, type WriteLine } from "./import-replies.ts";
import { importStudyText, studyArmName, studyNameOf } from "./import-study.ts";
import { createImportSummary } from "./import-summary.ts";
import { type AnyPlugin, addedOf } from "./plugins.ts";

/** What to import, and where to. */
export interface ImportOptions {
  /** Name of the importer. */
  readonly format: string;
  /** The source as the person gave it, resolved against `workingFolder`. */
  readonly path: string;
  readonly outFolder: string;
  /** The importer's other settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly workingFolder: string;
  /** Name of the exam and the study; default: the out folder's. */
  readonly name?: string;
  readonly plugins?: readonly AnyPlugin[];
}

/**
 * Turn another tool's recorded work into a folder with a study that runs without a model: items.jsonl, replies.jsonl,
 * source-scores.jsonl, source-prompts.jsonl, study.yaml, and import.json, which is written last. Both sides are
 * streamed; memory holds some 90 bytes an item and 40 a reply. Until everything is read nothing stands under its own name,
 * and an earlier import in the folder stays as it was.
 *
 * Throws PLUGIN_UNKNOWN, SETTINGS_INVALID, IMPORT_FOLDER_TAKEN, IMPORT_EMPTY, IMPORT_ITEM_DIFFERS,
 * IMPORT_REPLY_REPEATED, and whatever the importer throws for its source.
 */
export async function importRun(options: ImportOptions): Promise<ImportRecord> {
  const { workingFolder, plugins = [] } = options;
  const resolvePath = (path: string): string => (isAbsolute(path) ? path : resolve(workingFolder, path));
  const plugin = await loadPlugin("importer", catalog, options.format, addedOf(plugins, "importer"));
  const examFiles = new Set<string>();
  const importer = plugin.configure(
    { ...options.settings, path: options.path },
    { resolvePath, exam: (reference) => examItems(reference, resolvePath, plugins, examFiles) },
  );
  const source = resolvePath(options.path);
  const out = resolvePath(options.outFolder);
  if (out === source) {
    throw new UsageError("ARGUMENT_INVALID", "--out is the folder that is imported");
  }
  const files = await importer.files();
  prepareImportFolder(out);
  const writers = new Map<keyof typeof importFileNames, LineWriter>();
  try {
    for (const name of ["items", "replies", "sourceScores", "sourcePrompts"] as const) {
      writers.set(name, createLineWriter(join(out, importFileNames[name])));
    }
    const write: WriteLine = (name, json) => writers.get(name)?.write(json);
    const found = await takeIn(importer, write);
    const exam = studyNameOf(options.name ?? basename(out));
    const record: ImportRecord = {
      format: importFormat,
      importer: plugin.name,
      vivaVersion,
      source: options.path,
      settings: options.settings ?? {},
      files: await describeFiles([...files, ...examFiles], source, workingFolder),
      exam,
      ...found.described,
    };
    // From here on the folder changes: what was complete is not until the new record is written.
    rmSync(join(out, importFileNames.record), { force: true });
    for (const writer of writers.values()) {
      writer.finish();
    }
    writeWhole(
      join(out, importFileNames.study),
      importStudyText({
        name: exam,
        description: `Imported from ${plugin.name}: ${record.counts.replies} recorded replies`,
        exam,
        models: record.models.map(({ model }) => model),
        arms: found.arms,
        repeats: record.counts.repeats,
        strata: found.strata,
        measured: found.measured,
      }),
    );
    writeWhole(join(out, importFileNames.record), JSON.stringify(record, null, 2));
    return record;
  } finally {
    for (const writer of writers.values()) {
      writer.discard();
    }
  }
}

/** The items of an exam; a row that a run would refuse stops the import. Its files are added to `files`. */
async function* examItems(
  { use, ...settings }: ExamReference,
  resolvePath: (path: string) => string,
  plugins: readonly AnyPlugin[],
  files: Set<string>,
): AsyncGenerator<Item> {
  const dataset = await loadPlugin("dataset", datasets, use, addedOf(plugins, "dataset"));
  const exam = dataset.configure(settings, { resolvePath });
  for (const file of exam.files) {
    files.add(file);
  }
  for await (const { item, problems, place } of exam.load()) {
    const wrong = problems.find(({ severity }) => severity === "error");
    if (wrong !== undefined) {
      throw new DataError(wrong.code, wrong.message, { place });
    }
    if (item !== undefined) {
      yield item;
    }
  }
}

interface TakenIn {
  readonly described: Pick<ImportRecord, "arms" | "counts" | "models" | "leftOut" | "sourceEstimates" | "facts">;
  readonly arms: readonly string[];
  readonly strata: readonly string[];
  readonly measured: ImportedStudy | null;
}

/** Read the whole source, writing as it comes. */
async function takeIn(importer: ConfiguredImporter, write: WriteLine): Promise<TakenIn> {
  const ledger = createImportLedger();
  const summary = createImportSummary();
  const replies = createImportReplies(write);
  for await (const imported of importer.read()) {
    switch (imported.kind) {
      case "item":
        takeItem(imported, ledger, summary, write);
        break;
      case "reply": {
        const entry = ledger.addReply(imported);
        if (entry.status === "refused") {
          summary.leaveOut(entry.reason, { ...imported.place, itemId: imported.itemId });
        } else {
          replies.add(imported);
        }
        break;
      }
      case "left-out":
      case "estimate":
      case "fact":
      case "study":
        summary.note(imported);
        break;
      default:
        imported satisfies never;
    }
  }
  const leftOut = summary.leftOut();
  if (ledger.nReplies === 0) {
    const why = leftOut.map(({ reason, count }) => `${reason} (${count})`).join("; ");
    throw new DataError("IMPORT_EMPTY", why === "" ? "the source holds no reply" : `all was left out: ${why}`);
  }
  return {
    described: {
      arms: Object.fromEntries(replies.arms().map((arm, index) => [studyArmName(index), arm])),
      counts: {
        items: ledger.nItems,
        itemsWithoutReply: ledger.nItems - ledger.nAnswered,
        replies: ledger.nReplies,
        prompts: replies.nPrompts(),
        repeats: ledger.lastRepeat + 1,
      },
      models: ledger.tallies(),
      leftOut,
      sourceEstimates: summary.estimates(),
      facts: summary.facts(),
    },
    arms: replies.arms(),
    strata: summary.strata(),
    measured: summary.study(),
  };
}

function takeItem(
  imported: ImportedItem,
  ledger: ReturnType<typeof createImportLedger>,
  summary: ReturnType<typeof createImportSummary>,
  write: WriteLine,
): void {
  const { item, labels, place } = imported;
  // It comes with every reply to it in many sources; every rule is about what the ledger compares.
  if (ledger.hasItem(item)) {
    return;
  }
  // A run refuses what breaks a rule of items; one such row must not make the whole import useless.
  const wrong = loadedRow(place, item).problems.find(({ severity }) => severity === "error");
  if (wrong !== undefined) {
    if (ledger.refuseItem(item.id)) {
      summary.leaveOut(`an item that cannot be posed: ${wrong.message}`, { ...place, itemId: item.id });
    }
    return;
  }
  if (ledger.addItem(imported).status === "new") {
    summary.countTags(item);
    write(
      "items",
      JSON.stringify(labels === undefined ? item : { ...item, tags: { ...item.tags, recordedLabels: labels } }),
    );
  }
}

async function describeFiles(
  files: readonly string[],
  source: string,
  workingFolder: string,
): Promise<ImportRecord["files"]> {
  const described: { path: string; sizeBytes: number; sha256: string }[] = [];
  for (const file of files) {
    const below = relative(source, file);
    // An exam lies where the person keeps it.
    const path = file === source ? basename(file) : below.startsWith("..") ? relative(workingFolder, file) : below;
    described.push({ path: path.split(sep).join("/"), sizeBytes: statSync(file).size, sha256: await fileHash(file) });
  }
  return described;
}
