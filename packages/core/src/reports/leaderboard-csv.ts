import { byteOrderMark, spreadsheetCell } from "../base/spreadsheet-cell.ts";
import { estimateBlocks } from "../figures/estimate-blocks.ts";
import type { ReportInput } from "../records/report-input.ts";
import { comparisonOf } from "./headline-ranks.ts";
import { setLetter } from "./pairs-numbers.ts";

const columns = [
  "runComplete",
  "exam",
  "arm",
  "perturbation",
  "scorer",
  "extractor",
  "model",
  "accuracy",
  "low",
  "high",
  "level",
  "nItems",
  "nClusters",
  "rank",
  "rankLow",
  "rankHigh",
  "jointRankLow",
  "jointRankHigh",
  "tiedSets",
  "wins",
  "ties",
  "losses",
] as const;

/**
 * The leaderboards as one flat table (RFC 4180, UTF-8 with a byte order mark): a row for each model of each exam, way
 * of asking and form of the items, best first. Rates are 0–1 at full precision. Ranks, letters of the tied sets (apart
 * by a space) and counts of pairs are those of the comparison; empty where the report has none.
 */
export function leaderboardCsv(input: ReportInput): string {
  const rows = estimateBlocks(input.estimates).flatMap((block) => {
    const ranked = block.models.length < 2 ? undefined : comparisonOf(block, input);
    return block.models.map(({ model, accuracy }) => {
      const found = ranked?.models.find(({ name }) => name === model);
      return [
        String(input.complete),
        ...[block.exam, block.arm, block.perturbation, block.scorer, block.extractor, model].map(spreadsheetCell),
        ...[accuracy?.value, accuracy?.low, accuracy?.high, accuracy?.level].map(numberCell),
        ...[accuracy?.nItems, accuracy?.nClusters].map(numberCell),
        ...[found?.rank, found?.rankLow, found?.rankHigh, found?.jointRankLow, found?.jointRankHigh].map(numberCell),
        spreadsheetCell(found?.tiedSets.map(setLetter).join(" ") ?? ""),
        ...[found?.wins, found?.ties, found?.losses].map(numberCell),
      ];
    });
  });
  return `${byteOrderMark}${[[...columns], ...rows].map((cells) => cells.join(",")).join("\r\n")}\r\n`;
}

function numberCell(value: number | null | undefined): string {
  return value === null || value === undefined || !Number.isFinite(value) ? "" : String(value);
}
