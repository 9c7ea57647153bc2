import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UsageError, writeError } from "../base/errors.ts";
import type { AnswerStatus } from "../records/answer.ts";
import { runFile } from "../runs/run-files.ts";
import { readRecordFile, writeRecordFile } from "../sheets/record-file.ts";

/** Version of the key's layout. */
export const auditKeyFormat = 1;

/** Replies of one model that were read with one status by one rule: a stratum of the sample. */
export interface AuditStratum {
  readonly model: string;
  readonly status: AnswerStatus;
  readonly rule: string;
  /** Replies in the run. */
  readonly size: number;
  /** Replies on the sheet; each stands for size/sampled replies, the design weight. */
  readonly sampled: number;
}

/** One row of a sheet: the reply that stands in it and how Viva read it. */
export interface AuditKeyRow {
  /** As on the sheet. */
  readonly row: string;
  readonly callId: string;
  /** Place in `strata`. */
  readonly stratum: number;
  readonly status: AnswerStatus;
  /** The labels that were read; the texts of the options where the prompt showed no labels. */
  readonly labels: readonly string[];
  /** The cell `read_as`. */
  readonly readAs: string;
  /** Hash of the letters and digits of question and reply as shown: it tells when the cells of a sheet were moved. */
  readonly shown: string;
}

/** What the sheet does not say: `audit/key-<id>.json` in the run folder. */
export interface AuditKey {
  readonly format: number;
  readonly id: string;
  readonly size: number;
  readonly seed: number;
  /** Models the sample was drawn from. */
  readonly models: readonly string[];
  /** SHA-256 of answers.jsonl at the time: the readings that are audited. */
  readonly answers: string;
  readonly strata: readonly AuditStratum[];
  /** In the order of the sheet. */
  readonly rows: readonly AuditKeyRow[];
}

/** The path of a key in a run folder. */
export function auditKeyPath(folder: string, id: string): string {
  return join(runFile(folder, "audit"), `key-${id}.json`);
}

/** Write a key into the run folder. Returns its path. Throws DISK_FULL or FILE_WRITE_FAILED. */
export function writeAuditKey(folder: string, key: AuditKey): string {
  const path = auditKeyPath(folder, key.id);
  const { strata, rows, ...head } = key;
  makeAuditFolder(folder);
  writeRecordFile(path, head, { strata, rows });
  return path;
}

/** Make the run folder's audit/. Throws DISK_FULL or FILE_WRITE_FAILED. */
export function makeAuditFolder(folder: string): void {
  const path = runFile(folder, "audit");
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    throw writeError(path, cause);
  }
}

/** Read the key of a sheet. Throws AUDIT_KEY_MISSING naming the keys there are, FILE_JSON_INVALID or RUN_FORMAT_UNKNOWN. */
export function readAuditKey(folder: string, id: string): AuditKey {
  const path = auditKeyPath(folder, id);
  if (!/^[0-9a-f]+$/.test(id) || !existsSync(path)) {
    const known = existsSync(runFile(folder, "audit"))
      ? readdirSync(runFile(folder, "audit")).filter((name) => name.startsWith("key-"))
      : [];
    throw new UsageError(
      "AUDIT_KEY_MISSING",
      `no key for the sheet r${id}; ${known.length === 0 ? "the folder has none" : `it has ${known.join(", ")}`}`,
      { place: { file: folder } },
    );
  }
  return readRecordFile<AuditKey>(path, auditKeyFormat);
}
