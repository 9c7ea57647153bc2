import { byteOrderMark, spreadsheetCell } from "../base/spreadsheet-cell.ts";
import type { Estimate } from "../records/estimate.ts";
import type { ReportInput } from "../records/report-input.ts";

/** Columns before and after those of the strata; names as in `estimates.json`. */
const placeColumns = [
  "runComplete",
  "table",
  "exam",
  "model",
  "arm",
  "perturbation",
  "scorer",
  "extractor",
  "measure",
  "denominator",
] as const;
const valueColumns = [
  "value",
  "low",
  "high",
  "level",
  "method",
  "nItems",
  "nClusters",
  "nCalls",
  "excluded",
  "status",
  "why",
] as const;

/**
 * Every estimate as one flat table (RFC 4180, UTF-8 with a byte order mark): a row each, first those of the report
 * (`table` = "estimates"), then those under other protocols ("sensitivity"). Rates stay 0–1 at full precision; an
 * empty cell is "none". Each tag of a stratum has a column "stratum.<tag>"; overall rows leave them empty.
 * Text that a spreadsheet would take for a formula gets an apostrophe in front.
 */
export function csvReport(input: ReportInput): string {
  const rows = [
    ...input.estimates.map((estimate) => ({ table: "estimates", estimate })),
    ...input.sensitivity.map((estimate) => ({ table: "sensitivity", estimate })),
  ];
  const tags = [...new Set(rows.flatMap(({ estimate }) => Object.keys(estimate.stratum)))].sort();
  const header = [...placeColumns, ...tags.map((tag) => `stratum.${tag}`), ...valueColumns].map(spreadsheetCell);
  const lines = rows.map(({ table, estimate }) => csvRow(table, estimate, tags, input.complete));
  return `${byteOrderMark}${[header, ...lines].map((cells) => cells.join(",")).join("\r\n")}\r\n`;
}

function csvRow(table: string, estimate: Estimate, tags: readonly string[], complete: boolean): readonly string[] {
  const excluded = Object.entries(estimate.excluded).map(([reason, count]) => `${reason}=${count}`);
  return [
    String(complete),
    ...[
      table,
      estimate.exam,
      estimate.model,
      estimate.arm,
      estimate.perturbation,
      estimate.scorer,
      estimate.extractor,
      estimate.measure,
      estimate.denominator,
      ...tags.map((tag) => estimate.stratum[tag] ?? ""),
    ].map(spreadsheetCell),
    numberCell(estimate.value),
    numberCell(estimate.low),
    numberCell(estimate.high),
    numberCell(estimate.level),
    spreadsheetCell(estimate.method),
    numberCell(estimate.nItems),
    numberCell(estimate.nClusters),
    numberCell(estimate.nCalls),
    spreadsheetCell(excluded.join("; ")),
    spreadsheetCell(estimate.status),
    spreadsheetCell(estimate.why ?? ""),
  ];
}

function numberCell(value: number | null): string {
  return value === null || !Number.isFinite(value) ? "" : String(value);
}
