import { writeWhole } from "../base/lines.ts";
import { byteOrderMark, spreadsheetCell } from "../base/spreadsheet-cell.ts";
import type { ItemAnalysis, ItemStatistics } from "../records/item-analysis.ts";

type Cell = string | number | null | undefined;

/** Column → its value. An empty cell is "none". */
const columns: readonly (readonly [name: string, of: (item: ItemStatistics, analysis: ItemAnalysis) => Cell])[] = [
  ["exam", (_, { exam }) => exam],
  ["arm", (_, { arm }) => arm],
  ["itemId", ({ id }) => id],
  ["kind", ({ kind }) => kind],
  ["key", ({ key }) => key],
  ["nCandidates", ({ facility }) => facility?.n ?? 0],
  ["facility", ({ facility }) => facility?.value],
  ["facilityLow", ({ facility }) => facility?.low],
  ["facilityHigh", ({ facility }) => facility?.high],
  ["discrimination", ({ discrimination }) => discrimination?.value],
  ["discriminationLow", ({ discrimination }) => discrimination?.low],
  ["discriminationHigh", ({ discrimination }) => discrimination?.high],
  ["raschDifficulty", ({ rasch }) => rasch?.difficulty],
  ["raschStandardError", ({ rasch }) => rasch?.standardError],
  ["infit", ({ rasch }) => rasch?.infit],
  ["outfit", ({ rasch }) => rasch?.outfit],
  ["infitZ", ({ rasch }) => rasch?.infitZ],
  ["outfitZ", ({ rasch }) => rasch?.outfitZ],
  ["slope", ({ twoParameter }) => twoParameter?.discrimination],
  ["slopeError", ({ twoParameter }) => twoParameter?.discriminationError],
  ["twoParameterDifficulty", ({ twoParameter }) => twoParameter?.difficulty],
  ["twoParameterDifficultyError", ({ twoParameter }) => twoParameter?.difficultyError],
  ["suspicionRank", ({ suspicion }) => suspicion?.rank],
  ["wrongKeyProbability", ({ suspicion }) => suspicion?.probability],
  ["rival", ({ suspicion }) => suspicion?.rival],
  ["rivalProbability", ({ suspicion }) => suspicion?.rivalProbability],
  ["optionShares", ({ options }) => options?.map(({ id, share }) => `${id}=${rounded(share)}`).join("; ")],
  ["unanswered", ({ unanswered }) => unanswered],
  ["unusedDistractors", ({ unused }) => unused.join(" ")],
  ["nonFunctioningDistractors", ({ nonFunctioning }) => nonFunctioning.join(" ")],
];

/** Write `itemCsv`. Throws DISK_FULL or FILE_WRITE_FAILED. */
export function writeItemCsv(path: string, analyses: readonly ItemAnalysis[]): void {
  writeWhole(path, itemCsv(analyses));
}

/**
 * Every item of every analysis as one flat table (RFC 4180, UTF-8 with a byte order mark): shares are 0–1, difficulties
 * in logits, all at full precision; an empty cell is "none". No item's text is in it.
 */
export function itemCsv(analyses: readonly ItemAnalysis[]): string {
  const lines = analyses.flatMap((analysis) =>
    analysis.items.map((item) => columns.map(([, of]) => cellOf(of(item, analysis))).join(",")),
  );
  return `${byteOrderMark}${[columns.map(([name]) => name).join(","), ...lines].join("\r\n")}\r\n`;
}

function cellOf(value: Cell): string {
  return typeof value === "number" ? String(value) : spreadsheetCell(value ?? "");
}

function rounded(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
