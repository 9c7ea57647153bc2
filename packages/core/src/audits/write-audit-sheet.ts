import { existsSync } from "node:fs";
import { UsageError } from "../base/errors.ts";
import { canonicalJson, fileHash, identityHash } from "../base/hash.ts";
import { writeWhole } from "../base/lines.ts";
import { byteOrderMark, spreadsheetCell } from "../base/spreadsheet-cell.ts";
import { runFile } from "../runs/run-files.ts";
import { readRunRecord } from "../runs/run-record.ts";
import { splitReasoning } from "../text/split-reasoning.ts";
import { type AuditKey, type AuditStratum, auditKeyFormat, writeAuditKey } from "./audit-key.ts";
import { blindTexts } from "./blind-text.ts";
import { drawSample, type SampleOptions } from "./draw-sample.ts";
import { replyExcerpt } from "./reply-excerpt.ts";
import { readSampledCalls, type SampledCall } from "./sampled-calls.ts";
import { chosenNames, optionLines, readAsText, sheetColumns, shownHash } from "./sheet-columns.ts";

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
  const blind = blindTexts([...modelIds(record.specification), ...servedNames(calls)]);
  const models = [...new Set(strata.map(({ model }) => model))];
  const { size, seed } = options;
  const id = identityHash(canonicalJson({ answers, size, seed, models })).slice(0, 6);
  const digits = String(calls.length).length;
  const lines: string[] = [sheetColumns.join(",")];
  const rows = calls.map((call, index): AuditKey["rows"][number] => {
    const row = `r${id}-${String(index + 1).padStart(digits, "0")}`;
    const { callId, status } = call.answer;
    const { labels } = call.prompt;
    const stem = blind(stemText(call));
    const reply = blind(replyText(call));
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

function modelIds(specification: Readonly<Record<string, unknown>>): readonly string[] {
  const models = specification["models"] as readonly {
    readonly id: string;
    readonly settings: Readonly<Record<string, unknown>>;
  }[];
  return models.flatMap(({ id, settings }) => [
    id,
    ...(typeof settings["model"] === "string" ? [settings["model"]] : []),
  ]);
}

function servedNames(calls: readonly SampledCall[]): readonly string[] {
  return calls.flatMap(({ completion }) => completion.servedModel ?? []);
}

/** What the examinee was asked: shared case, text to read and stem, a blank line between them. */
function stemText({ item }: SampledCall): string {
  return [item.context ?? "", item.group?.text ?? "", item.stem].filter((part) => part !== "").join("\n\n");
}

function replyText({ completion }: SampledCall): string {
  const visible = splitReasoning(completion.text).text.trim();
  const shown = visible === "" ? "[nothing but reasoning, or nothing at all]" : replyExcerpt(visible);
  return completion.finishReason === "length" ? `${shown}\n[cut off by the token limit]` : shown;
}
