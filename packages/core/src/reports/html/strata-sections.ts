import type { EstimateBlock } from "../../figures/estimate-blocks.ts";
import { heatClasses } from "../../figures/palette.ts";
import { singleLine } from "../../figures/printable-text.ts";
import { smallCellItems, specialtyLevelHeatmap } from "../../figures/specialty-level-heatmap.ts";
import { heatmapContent, heatmapTable, type StratumTable } from "../../figures/stratum-tables.ts";
import type { ReportInput } from "../../records/report-input.ts";
import { blockTitle } from "../estimate-cells.ts";
import type { ReportWords } from "../report-words.ts";
import { strataTable, strataTitle } from "../strata-table.ts";
import { escapeHtml } from "./escape-html.ts";
import { htmlPanel, type NextFigureId } from "./html-figure.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** A block with its breakdowns. */
export interface BlockStrata {
  readonly block: EstimateBlock;
  readonly tables: readonly StratumTable[];
}

/** One heatmap a model for every block that has a breakdown by two tags. */
export function heatmapBlocks(
  strata: readonly BlockStrata[],
  input: ReportInput,
  words: ReportWords,
  nextId: NextFigureId,
): string {
  const parts = strata.flatMap(({ block, tables }) => {
    const chosen = heatmapTable(tables);
    if (chosen === undefined) {
      return [];
    }
    const { table, rowTag } = chosen;
    const [rowName = "", columnName = ""] = [table.tags[rowTag], table.tags[1 - rowTag]];
    const tags = { rows: words.named("tag", rowName), columns: words.named("tag", columnName) };
    const panels = block.models.map(({ model }) => {
      const content = heatmapContent(table, rowTag, model);
      const rowWord = (value: string) => words.tagValue(rowName, value);
      const columnWord = (value: string) => words.tagValue(columnName, value);
      const named = {
        rows: content.rows.map(rowWord),
        columns: content.columns.map(columnWord),
        cells: content.cells.map((cell) => ({ ...cell, row: rowWord(cell.row), column: columnWord(cell.column) })),
      };
      const name = singleLine(model);
      const alternative = `${words.text("heatmap.figure", { model: name, ...tags })} ${words.text("heatmap.table", { title: strataTitle(table, words) })}`;
      return htmlPanel(specialtyLevelHeatmap(named, words), name, alternative, nextId);
    });
    const body = [
      paragraph(words.text("heatmap.intro", tags)),
      heatLegend(words),
      `<div class="panels">${panels.join("\n")}</div>`,
      paragraph(words.text("heatmap.table", { title: strataTitle(table, words) }), "note"),
    ];
    return [{ title: blockTitle(block, input, words), body: body.join("\n") }];
  });
  return parts.length === 0 ? paragraph(words.text("heatmap.none")) : blockDetails(parts);
}

/** The title of the section with heatmaps: the two tags when every block has the same pair. */
export function heatmapTitle(strata: readonly BlockStrata[], words: ReportWords): string {
  const titles = new Set(
    strata.flatMap(({ tables }) => {
      const chosen = heatmapTable(tables);
      return chosen === undefined ? [] : [strataTitle(chosen.table, words)];
    }),
  );
  const [title] = titles;
  return titles.size === 1 && title !== undefined ? title : words.text("section.heatmap");
}

/** Every breakdown as a table. */
export function strataBlocks(strata: readonly BlockStrata[], input: ReportInput, words: ReportWords): string {
  const parts = strata.flatMap(({ block, tables }) =>
    tables.length === 0
      ? []
      : [
          {
            title: blockTitle(block, input, words),
            body: tables.map((table) => htmlTable(strataTable(table, block, words))).join("\n"),
          },
        ],
  );
  if (parts.length === 0) {
    return paragraph(words.text("strata.none"));
  }
  const intro = words.text("strata.intro", { limit: words.count(smallCellItems) });
  return [paragraph(intro), blockDetails(parts)].join("\n");
}

function heatLegend(words: ReportWords): string {
  const entries = heatClasses.map((entry, index) => {
    const next = heatClasses[index + 1];
    const from = words.wholePercent(entry.from);
    const label =
      next === undefined
        ? words.text("heatmap.over", { from })
        : index === 0
          ? words.text("heatmap.under", { to: words.wholePercent(next.from) })
          : words.text("heatmap.range", { from, to: words.wholePercent(next.from) });
    return `<li><span class="swatch" style="background:var(${entry.fill.variable})"></span>${escapeHtml(label)}</li>`;
  });
  const missing = `<li><span class="swatch missing">–</span>${escapeHtml(words.text("heatmap.noData"))}</li>`;
  const small = `<li>${escapeHtml(words.text("heatmap.small", { limit: words.count(smallCellItems) }))}</li>`;
  return `<ul class="legend">${entries.join("")}${missing}${small}</ul>`;
}
