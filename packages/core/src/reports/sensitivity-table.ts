import { type EstimateBlock, estimateBlocks, isOverall } from "../figures/estimate-blocks.ts";
import { singleLine } from "../figures/printable-text.ts";
import type { Estimate } from "../records/estimate.ts";
import type { ReportInput } from "../records/report-input.ts";
import { blockTitle, estimateCell } from "./estimate-cells.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** Values closer than this are one rank: the same count of right answers can differ in the last bits of a mean. */
const tie = 1e-9;

/**
 * Overall accuracy under every extractor and denominator, one table for each exam × arm × perturbation × scorer: the
 * report's own protocol first, a line for each other one, a column for each model in the order of the leaderboard,
 * with the model's rank under that protocol (tied models share it). None without a sensitivity analysis.
 */
export function sensitivityTables(input: ReportInput, words: ReportWords): readonly ReportTable[] {
  const groups = new Map<string, Estimate[]>();
  for (const row of input.sensitivity.filter(isOverallAccuracy)) {
    const key = groupKey(row);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const headline = input.estimates.filter((row) => isOverallAccuracy(row) && row.denominator === "posed");
  const blocks = estimateBlocks(input.estimates);
  return [...groups].map(([key, others]) => {
    const own = headline.filter((row) => groupKey(row) === key);
    const repeated = (row: Estimate) => own.some((held) => protocolKey(held) === protocolKey(row));
    const block = blocks.find((candidate) => groupKey(candidate) === key);
    const order = block?.models.map((entry) => entry.model) ?? [];
    return sensitivityTable([...own, ...others.filter((row) => !repeated(row))], order, input, words);
  });
}

function isOverallAccuracy(row: Estimate): boolean {
  return row.measure === "accuracy" && isOverall(row);
}

function groupKey(row: Omit<EstimateBlock, "models">): string {
  return JSON.stringify([row.exam, row.arm, row.perturbation, row.scorer]);
}

function protocolKey(row: Estimate): string {
  return JSON.stringify([row.model, row.extractor, row.denominator]);
}

function sensitivityTable(
  rows: readonly Estimate[],
  order: readonly string[],
  input: ReportInput,
  words: ReportWords,
): ReportTable {
  const place = (model: string) => (order.includes(model) ? order.indexOf(model) : order.length);
  const models = [...new Set(rows.map((row) => row.model))].sort((a, b) => place(a) - place(b));
  const protocols = new Map<string, Estimate[]>();
  for (const row of rows) {
    const name = `${singleLine(row.extractor)} · ${words.named("denominator", row.denominator)}`;
    protocols.set(name, [...(protocols.get(name) ?? []), row]);
  }
  const [first] = rows;
  return {
    title: first === undefined ? "" : blockTitle(first, input, words),
    columns: [
      wordColumn(words.text("sensitivity.protocol")),
      ...models.map((model) => numberColumn(singleLine(model))),
    ],
    rows: [...protocols].map(([name, line]) => [
      { text: name },
      ...models.map((model) => rankedCell(line, model, words)),
    ]),
    notes: [],
  };
}

function rankedCell(line: readonly Estimate[], model: string, words: ReportWords): ReportCell {
  const estimate = line.find((row) => row.model === model);
  const { small: _small, ...cell } = estimateCell(estimate, words);
  const value = estimate?.value ?? null;
  if (value === null) {
    return cell;
  }
  const rank = 1 + line.filter((row) => row.value !== null && row.value > value + tie).length;
  return { ...cell, text: `${cell.text} #${rank}` };
}
