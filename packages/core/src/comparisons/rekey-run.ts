import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeError } from "../base/errors.ts";
import { fileHash } from "../base/hash.ts";
import { parseJsonLine, readLines, writeWhole } from "../base/lines.ts";
import type { Item } from "../records/item.ts";
import type { RekeyRecord, RevisedKey } from "../records/rekey.ts";
import type { AnyPlugin } from "../runs/plugins.ts";
import { runFile } from "../runs/run-files.ts";
import { readRunRecord } from "../runs/run-record.ts";
import { gatherFields } from "./gather-fields.ts";
import { headlineScorers } from "./headline-scorers.ts";
import { readKeyRows, revisedKeys } from "./read-revised-keys.ts";
import { rekeyedExam } from "./rekeyed-exam.ts";
import { revisedPoints } from "./revised-points.ts";
import { runSettings } from "./run-settings.ts";

/** Version of rekey.json. */
export const rekeyFormat = 1;

/** Choices for re-scoring with revised keys. */
export interface RekeyRunOptions {
  /** A person's own scorers, when the run used some. */
  readonly plugins?: readonly AnyPlugin[];
}

/**
 * What revised keys change: the stored answers of a run are marked anew by each exam's headline scorer, without asking
 * anything, and compared with what the run had. The run folder is only read.
 *
 * Throws RUN_NOT_FOUND, PLUGIN_UNKNOWN, and for the file what `readKeyRows` and `revisedKeys` throw.
 *
 * @param keysFile CSV with the columns itemId, key, annul, reason, and exam where ids are not unique in the run.
 */
export async function rekeyRun(folder: string, keysFile: string, options: RekeyRunOptions = {}): Promise<RekeyRecord> {
  const record = readRunRecord(folder);
  const rows = await readKeyRows(keysFile);
  const items = await itemsOfIds(folder, new Set(rows.map(({ itemId }) => itemId)));
  const revisions = revisedKeys(keysFile, rows, (itemId) => items.get(itemId) ?? []);
  const settings = runSettings(record);
  const scorers = await headlineScorers(record.specification, options.plugins ?? []);
  const newItems = new Map<string, Map<string, Item>>();
  for (const { exam, itemId, to } of revisions) {
    const item = items.get(itemId)?.find((found) => found.exam === exam)?.item;
    if (to !== null && item !== undefined) {
      const ofExam = newItems.get(exam) ?? new Map<string, Item>();
      newItems.set(exam, ofExam.set(itemId, { ...item, accepted: to }));
    }
  }
  const points = await revisedPoints(folder, newItems, scorers);
  const { fields } = await gatherFields([folder]);
  const exams = new Set(revisions.map(({ exam }) => exam));
  return {
    format: rekeyFormat,
    run: record.name,
    specificationHash: record.specificationHash,
    keys: { file: keysFile, sha256: await fileHash(keysFile) },
    level: settings.confidence,
    revisions,
    unchanged: revisions.filter(isUnchanged).length,
    exams: fields.filter(({ exam }) => exams.has(exam)).map((field) => rekeyedExam(field, settings, revisions, points)),
  };
}

/**
 * Write the record to a file; into a run folder as report/rekey.json. Returns the path.
 * Throws DISK_FULL or FILE_WRITE_FAILED.
 */
export function writeRekey(to: { file: string } | { runFolder: string }, record: RekeyRecord): string {
  const path = "file" in to ? to.file : join(runFile(to.runFolder, "report"), "rekey.json");
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (cause) {
    throw writeError(path, cause);
  }
  writeWhole(path, `${JSON.stringify(record, null, 2)}\n`);
  return path;
}

function isUnchanged({ from, to }: RevisedKey): boolean {
  const text = (sets: readonly (readonly string[])[]): string =>
    JSON.stringify(sets.map((set) => [...set].sort()).sort());
  return to !== null && text(from) === text(to);
}

/** The items with one of some ids, by id: one for each exam that has it. */
async function itemsOfIds(folder: string, ids: ReadonlySet<string>) {
  const path = runFile(folder, "items");
  const found = new Map<string, { readonly exam: string; readonly item: Item }[]>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const { exam, ...item } = parseJsonLine(line, path) as Item & { readonly exam: string };
      if (ids.has(item.id)) {
        found.set(item.id, [...(found.get(item.id) ?? []), { exam, item }]);
      }
    }
  }
  return found;
}
