import { readFileSync } from "node:fs";
import { UsageError } from "../base/errors.ts";
import type { Estimate } from "../records/estimate.ts";
import type { AnyPlugin } from "../runs/plugins.ts";
import { runFile } from "../runs/run-files.ts";
import { readRunRecord } from "../runs/run-record.ts";
import { readSampledCalls, type SampledCall } from "../sheets/sampled-calls.ts";
import { cohensKappa } from "../statistics/cohens-kappa.ts";
import { auditedRows, auditRates, type JudgedReply } from "./audit-estimates.ts";
import { type AuditKey, readAuditKey } from "./audit-key.ts";
import { type AuditedRow, type AuditRecord, auditedFiles, auditFormat, writeAuditRecord } from "./audit-record.ts";
import { checkSheet, sheetId } from "./check-sheet.ts";
import type { CorrectReading } from "./correct-reading.ts";
import { isMisread, pointsMoved, type RunScorer, runScorers } from "./judge-readings.ts";
import { readAuditSheet } from "./read-audit-sheet.ts";
import { placeName, type RunTally, tallyRun } from "./tally-blocks.ts";

/** What importing needs beside the folder and the sheets. */
export interface ImportAuditOptions {
  /** A person's own scorers, when the run used some. */
  readonly plugins?: readonly AnyPlugin[];
}

/**
 * Take in a sheet that a person filled in, or the same sheet from two: check every row, work out how often replies were
 * misread and what that did to the points, and write audit/audit.json, from which reports show the corrected accuracy.
 * Where two raters differ, a row counts half by each.
 *
 * Throws RUN_NOT_FOUND, AUDIT_KEY_MISSING, AUDIT_OUTDATED when the replies were read anew since the sheet was written,
 * AUDIT_SHEET_INVALID, AUDIT_SHEET_UNFINISHED, PLUGIN_UNKNOWN for an own scorer, and ARGUMENT_INVALID for no sheet or
 * more than two.
 */
export async function importAudit(
  folder: string,
  sheets: readonly string[],
  options: ImportAuditOptions = {},
): Promise<AuditRecord> {
  const { specification } = readRunRecord(folder);
  if (sheets.length < 1 || sheets.length > 2) {
    throw new UsageError("ARGUMENT_INVALID", `${sheets.length} sheets: one is wanted, or two of two raters`);
  }
  const tables = sheets.map((file) => ({ file, rows: readAuditSheet(file) }));
  const ids = tables.map(({ file, rows }) => sheetId(rows, file));
  const [id = ""] = ids;
  if (ids.some((other) => other !== id)) {
    throw new UsageError("ARGUMENT_INVALID", `the sheets are not the same one: r${ids.join(", r")}`);
  }
  const key = readAuditKey(folder, id);
  const files = await auditedFiles(folder);
  if (files.answers !== key.answers) {
    throw new UsageError("AUDIT_OUTDATED", `the sheet r${id} is of other readings`, { place: { file: folder } });
  }
  const scorersOf = await runScorers(specification, options.plugins ?? []);
  const tally = await tallyRun(folder, key);
  const calls = await readSampledCalls(
    folder,
    key.rows.flatMap(({ callId }) => tally.answers.get(callId) ?? []),
  );
  const callOf = new Map(calls.map((call) => [call.answer.callId, call]));
  const readings = tables.map(({ file, rows }) => checkSheet(rows, key, (callId) => callOf.get(callId)?.prompt, file));
  const judge = (scorerOf: (exam: string) => RunScorer | undefined): Judged[] =>
    judgedReplies(key, readings, callOf, tally, scorerOf);
  const headline = judge((exam) => scorersOf(exam)[0]);
  const judgedBy = new Map<string, Judged[]>();
  const level = specification["confidence"] as number;
  const record: AuditRecord = {
    format: auditFormat,
    sheet: id,
    raters: sheets.length,
    ...files,
    level,
    agreement: agreementOf(readings),
    overall: auditRates(null, headline, key.strata, level),
    models: key.models.map((model) => auditRates(model, headline, key.strata, level)),
    rows: accuracyRows(folder)
      .filter(({ model }) => key.models.includes(model))
      .flatMap((row) => {
        const judged =
          judgedBy.get(row.scorer) ?? judge((exam) => scorersOf(exam).find(({ name }) => name === row.scorer));
        judgedBy.set(row.scorer, judged);
        const here = judged
          .filter(({ points }) => points !== null)
          .map((reply) => ({ ...reply, here: reply.place === placeName(row) }));
        return auditedRows(row, here, key.strata, tally.sizesOf(row));
      }),
    readings: auditedReadings(key, readings),
  };
  writeAuditRecord(folder, record);
  return record;
}

/** The rows that a correction is shown for: overall accuracy on the headline denominator. */
function accuracyRows(folder: string): readonly Estimate[] {
  const rows = JSON.parse(readFileSync(runFile(folder, "estimates"), "utf8")) as readonly Estimate[];
  return rows.filter(
    ({ measure, stratum, denominator }) =>
      measure === "accuracy" && denominator === "posed" && Object.keys(stratum).length === 0,
  );
}

interface Judged extends JudgedReply {
  readonly place: string;
  readonly points: number | null;
}

function judgedReplies(
  key: AuditKey,
  readings: readonly (readonly CorrectReading[])[],
  callOf: ReadonlyMap<string, SampledCall>,
  tally: RunTally,
  scorerOf: (exam: string) => RunScorer | undefined,
): Judged[] {
  return key.rows.flatMap((row, index) => {
    const call = callOf.get(row.callId);
    if (call === undefined) {
      return [];
    }
    const scorer = scorerOf(call.answer.exam);
    const points = scorer === undefined ? null : tally.pointsOf(row.callId, scorer.name);
    const correct = readings.flatMap((sheet) => sheet[index] ?? []);
    const moved = correct.map((reading) =>
      scorer === undefined ? { lost: 0, unearned: 0 } : pointsMoved(scorer, call.item, row, reading, points),
    );
    return [
      {
        stratum: row.stratum,
        itemId: `${call.answer.exam}\u0000${call.answer.itemId}`,
        here: true,
        place: placeName({ ...call.answer, scorer: scorer?.name ?? "" }),
        points,
        misread: mean(correct.map((reading) => (isMisread(row, reading) ? 1 : 0))),
        lost: mean(moved.map(({ lost }) => lost)),
        unearned: mean(moved.map(({ unearned }) => unearned)),
      },
    ];
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function agreementOf(readings: readonly (readonly CorrectReading[])[]): AuditRecord["agreement"] {
  const [first, second] = readings;
  return first === undefined || second === undefined
    ? null
    : cohensKappa(first.map(readingText), second.map(readingText));
}

function auditedReadings(key: AuditKey, readings: readonly (readonly CorrectReading[])[]): readonly AuditedRow[] {
  return key.rows.map((row, index) => {
    const correct = readings.flatMap((sheet) => sheet[index] ?? []);
    return {
      row: row.row,
      callId: row.callId,
      readAs: row.readAs,
      correct: correct.map(readingText),
      misread: mean(correct.map((reading) => (isMisread(row, reading) ? 1 : 0))),
    };
  });
}

function readingText(reading: CorrectReading): string {
  return reading.kind === "labels" ? reading.labels.join(", ") : "none";
}
