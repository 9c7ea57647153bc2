import { existsSync } from "node:fs";
import { UsageError } from "../base/errors.ts";
import { canonicalJson, fileHash, identityHash } from "../base/hash.ts";
import { writeWhole } from "../base/lines.ts";
import { byteOrderMark, spreadsheetCell } from "../base/spreadsheet-cell.ts";
import { runFile } from "../runs/run-files.ts";
import { readRunRecord } from "../runs/run-record.ts";
import { blindedCall, callNames } from "../sheets/blinded-call.ts";
import { optionLines } from "../sheets/option-lines.ts";
import { readSampledCalls } from "../sheets/sampled-calls.ts";
import { rowIds } from "../sheets/sheet-row.ts";
import { shownHash } from "../sheets/shown-hash.ts";
import { type AuditKey, type AuditStratum, auditKeyFormat, writeAuditKey } from "./audit-key.ts";
import { drawSample, type SampleOptions } from "./draw-sample.ts";
import { chosenNames, readAsText, sheetColumns } from "./sheet-columns.ts";

/** What was written. */
export interface WrittenSheet {
  /** Rows on the sheet: fewer than asked for when the run has fewer replies. */
  readonly rows: number;
  readonly strata: readonly AuditStratum[];
  /** The key's file in the run folder. */
  readonly keyFile: string;
}

/**
 * Write a sheet for a person to judge readings: a sample of a run's replies, stratified by model, status and rule, in
 * random order, without models, ways of asking and keys. What the sheet does not say is written to audit/ in the run
 * folder. The same run, size, seed and models give the same sheet.
 *
 * Throws RUN_NOT_FOUND, DATASET_NOT_FOUND for a run without answers, RUN_FILES_DISAGREE, and ARGUMENT_INVALID for an
 * unknown model, a sample too small for its strata, or a sheet that exists: it may have been filled in.
 */
export async function writeAuditSheet(folder: string, out: string, options: SampleOptions): Promise<WrittenSheet> {
  const record = readRunRecord(folder);
  if (existsSync(out)) {
    throw new UsageError("ARGUMENT_INVALID", `--out ${out} exists, and a sheet that was filled in would be lost`);
  }
  const answers = await fileHash(runFile(folder, "answers")).catch(() => {
    throw new UsageError("RUN_UNFINISHED", "no answers in it", { place: { file: folder } });
  });
  const { strata, sampled } = await drawSample(folder, options);
  const calls = await readSampledCalls(
    folder,
    sampled.map(({ answer }) => answer),
  );
  const blind = blindedCall(callNames(record.specification, calls));
  const models = [...new Set(strata.map(({ model }) => model))];
  const { size, seed } = options;
  const id = identityHash(canonicalJson({ answers, size, seed, models })).slice(0, 6);
  const ids = rowIds(id, calls.length);
  const lines: string[] = [sheetColumns.join(",")];
  const rows = calls.map((call, index): AuditKey["rows"][number] => {
    const row = ids[index] ?? "";
    const { callId, status } = call.answer;
    const { labels } = call.prompt;
    const { stem, reply } = blind(call);
    const readAs = readAsText(call.answer, labels);
    lines.push([row, stem, optionLines(labels), reply, readAs, "", ""].map(spreadsheetCell).join(","));
    const stratum = sampled[index]?.stratum ?? 0;
    const names = chosenNames(call.answer, labels);
    return { row, callId, stratum, status, labels: names, readAs, shown: shownHash(stem, reply) };
  });
  const keyFile = writeAuditKey(folder, { format: auditKeyFormat, id, size, seed, models, answers, strata, rows });
  writeWhole(out, `${byteOrderMark}${lines.join("\r\n")}\r\n`);
  return { rows: rows.length, strata, keyFile };
}
