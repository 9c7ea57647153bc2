import type { EstimateBlock } from "../figures/estimate-blocks.ts";
import { singleLine } from "../figures/printable-text.ts";
import type { StratumTable } from "../figures/stratum-tables.ts";
import { estimateCell, whyNotes } from "./estimate-cells.ts";
import { numberColumn, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** Accuracy by the values of one or several tags: a line for each stratum, a column for each model. */
export function strataTable(table: StratumTable, block: EstimateBlock, words: ReportWords): ReportTable {
  const models = block.models.map((entry) => entry.model);
  return {
    title: strataTitle(table, words),
    columns: [
      wordColumn(table.tags.map((tag) => words.named("tag", tag)).join(" · ")),
      ...models.map((model) => numberColumn(singleLine(model))),
    ],
    rows: table.rows.map((row) => [
      { text: row.values.map((value, place) => words.tagValue(table.tags[place] ?? "", value)).join(" · ") },
      ...models.map((model) => estimateCell(row.cells.get(model), words)),
    ]),
    notes: whyNotes(
      table.rows.flatMap((row) => [...row.cells.values()]),
      words,
    ),
  };
}

/** "By specialty and level". */
export function strataTitle(table: StratumTable, words: ReportWords): string {
  const tags = table.tags.map((tag) => words.named("tag", tag)).join(words.text("strata.join"));
  return words.text("strata.title", { tags });
}
