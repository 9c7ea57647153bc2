import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileHash } from "../base/hash.ts";
import type { Estimate } from "../records/estimate.ts";
import { runFile } from "../runs/run-files.ts";
import { readRecordFile, writeRecordFile } from "../sheets/record-file.ts";
import type { RaterAgreement } from "../statistics/cohens-kappa.ts";
import type { StratifiedRate } from "../statistics/stratified-rate-interval.ts";
import { makeAuditFolder } from "./audit-key.ts";

/** Version of audit.json's layout. */
export const auditFormat = 1;

/** How often replies were misread, and what it did; rates are shares of all replies, 0–1. Null when not estimable. */
export interface AuditRates {
  /** Null for all models together. */
  readonly model: string | null;
  /** Replies in the run. */
  readonly replies: number;
  /** Replies a person read. */
  readonly audited: number;
  readonly misread: StratifiedRate | null;
  /** Points, by the first scorer, that misreading took away. */
  readonly rightReadAsWrong: StratifiedRate | null;
  /** Points that misreading gave. */
  readonly wrongReadAsRight: StratifiedRate | null;
}

/** One row of a sheet as it was judged. */
export interface AuditedRow {
  readonly row: string;
  readonly callId: string;
  readonly readAs: string;
  /** One a rater: labels, or "none". */
  readonly correct: readonly string[];
  /** 0, 1, or ½ where two raters differ. */
  readonly misread: number;
}

/** What an audit found: `audit/audit.json` in the run folder. */
export interface AuditRecord {
  readonly format: number;
  /** Id of the sheet, as in its key's name. */
  readonly sheet: string;
  readonly raters: number;
  /** SHA-256 of the files the audit speaks of; when they change, it is outdated. */
  readonly answers: string;
  readonly estimates: string;
  /** Confidence level of every interval. */
  readonly level: number;
  /** Null with one rater. */
  readonly agreement: RaterAgreement | null;
  readonly overall: AuditRates;
  readonly models: readonly AuditRates[];
  /** Rows that reports show beside those of estimates.json. */
  readonly rows: readonly Estimate[];
  readonly readings: readonly AuditedRow[];
}

/** Why the rows of an outdated audit give no number. */
export const auditOutdated = "the replies were read or measured anew after the audit";

function auditPath(folder: string): string {
  return join(runFile(folder, "audit"), "audit.json");
}

/** Hashes of the files that an audit speaks of. Throws the system's error when one is missing. */
export async function auditedFiles(folder: string): Promise<Pick<AuditRecord, "answers" | "estimates">> {
  return {
    answers: await fileHash(runFile(folder, "answers")),
    estimates: await fileHash(runFile(folder, "estimates")),
  };
}

/** Write audit.json into the run folder. Returns its path. Throws DISK_FULL or FILE_WRITE_FAILED. */
export function writeAuditRecord(folder: string, record: AuditRecord): string {
  const { rows, readings, ...head } = record;
  makeAuditFolder(folder);
  writeRecordFile(auditPath(folder), head, { rows, readings });
  return auditPath(folder);
}

/**
 * The rows that an audit adds to a run's estimates; none without an audit. When the readings or estimates changed since,
 * the rows are there without numbers, saying so. Throws FILE_JSON_INVALID or RUN_FORMAT_UNKNOWN for a file that cannot be read.
 */
export async function auditEstimates(folder: string): Promise<readonly Estimate[]> {
  const path = auditPath(folder);
  if (!existsSync(path)) {
    return [];
  }
  const record = readRecordFile<AuditRecord>(path, auditFormat);
  const now = await auditedFiles(folder);
  if (now.answers === record.answers && now.estimates === record.estimates) {
    return record.rows;
  }
  return record.rows.map((row) => ({
    ...row,
    value: null,
    low: null,
    high: null,
    method: "none",
    status: "not-estimable",
    why: auditOutdated,
  }));
}
