import type { EstimateBlock } from "../figures/estimate-blocks.ts";
import { outcomeShares } from "../figures/outcome-shares.ts";
import { singleLine } from "../figures/printable-text.ts";
import { answerStatuses } from "../records/answer.ts";
import type { ReportInput } from "../records/report-input.ts";
import { blockTitle, estimateCell } from "./estimate-cells.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** Rates that go across the statuses. */
const crossing = ["truncated", "content-filter", "empty"] as const;

/** Rates of every outcome: a line for each outcome measured, a column for each model; undefined without any. */
export function outcomeTable(block: EstimateBlock, input: ReportInput, words: ReportWords): ReportTable | undefined {
  const names = [...answerStatuses, ...crossing] as const;
  const isMeasured = (name: string): boolean => block.models.some(({ measures }) => measures.has(`rate:${name}`));
  if (!names.some(isMeasured)) {
    return undefined;
  }
  const shares = block.models.map((entry) => outcomeShares(entry).shares);
  const rateRow = (name: (typeof names)[number]): readonly ReportCell[] => [
    { text: words.text(`outcome.${name}`) },
    ...block.models.map((entry) => {
      const { small: _small, ...cell } = estimateCell(entry.measures.get(`rate:${name}`), words, false);
      return cell;
    }),
  ];
  const shareRow = (kind: "right" | "wrong"): readonly ReportCell[] => [
    { text: words.text("outcomes.of", { outcome: words.text(`outcome.${kind}`) }) },
    ...shares.map((entry) => ({ text: entry[kind] === undefined ? "–" : words.percent(entry[kind]) })),
  ];
  return {
    title: blockTitle(block, input, words),
    columns: [
      wordColumn(words.text("replies.outcome")),
      ...block.models.map((entry) => numberColumn(singleLine(entry.model))),
    ],
    rows: [
      [{ text: "n" }, ...block.models.map((entry) => ({ text: itemsText(entry.measures.get("rate:chosen"), words) }))],
      rateRow("chosen"),
      shareRow("right"),
      shareRow("wrong"),
      ...names.filter((name) => name !== "chosen" && isMeasured(name)).map(rateRow),
    ],
    notes: [words.text("outcomes.also")],
  };
}

function itemsText(estimate: { readonly nItems: number } | undefined, words: ReportWords): string {
  return estimate === undefined ? "–" : words.count(estimate.nItems);
}
