import type { EstimateBlock } from "../../figures/estimate-blocks.ts";
import { type LeaderboardPoint, leaderboardFigure, leaderboardRange } from "../../figures/leaderboard-figure.ts";
import { outcomeBars } from "../../figures/outcome-bars.ts";
import { outcomeShares } from "../../figures/outcome-shares.ts";
import { outcomeStyles } from "../../figures/outcome-styles.ts";
import type { ReportInput } from "../../records/report-input.ts";
import { blockTitle, levelText } from "../estimate-cells.ts";
import { headlineTable } from "../headline-table.ts";
import { outcomeTable } from "../outcome-table.ts";
import { referenceLines } from "../published-table.ts";
import type { ReportWords } from "../report-words.ts";
import { sensitivityTables } from "../sensitivity-table.ts";
import { escapeHtml } from "./escape-html.ts";
import { htmlFigure, type NextFigureId } from "./html-figure.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/** Table and figure of every block's accuracy. */
export function headlineBlocks(
  blocks: readonly EstimateBlock[],
  input: ReportInput,
  words: ReportWords,
  nextId: NextFigureId,
): string {
  if (blocks.length === 0) {
    return paragraph(words.text("results.none"));
  }
  // One axis for all blocks, so that the fall from one to the next is seen at a glance.
  const range = leaderboardRange(
    blocks.flatMap(pointsOf),
    blocks.flatMap((block) => referenceLines(block, input, words)),
  );
  const parts = blocks.map((block) => {
    const accuracies = block.models.flatMap((entry) => (entry.accuracy === undefined ? [] : [entry.accuracy]));
    const points = pointsOf(block);
    const lines = referenceLines(block, input, words);
    const caption = [
      words.text("results.figure", { level: levelText(accuracies, words) }),
      ...(lines.length === 0 ? [] : [words.text("results.lines", { title: words.text("published.title") })]),
    ].join(words.language === "zh" ? "" : " ");
    return [
      `<h3>${escapeHtml(blockTitle(block, input, words))}</h3>`,
      htmlTable(headlineTable(block, input, words), { caption: words.text("results.caption") }),
      htmlFigure((widthPx) => leaderboardFigure(points, words, widthPx, range, lines), caption, nextId),
    ].join("\n");
  });
  const overlap = blocks.some((block) => block.models.length > 1)
    ? [paragraph(words.text("results.overlap"), "note")]
    : [];
  return [...parts, ...overlap].join("\n");
}

function pointsOf(block: EstimateBlock): readonly LeaderboardPoint[] {
  return block.models.map(({ model, accuracy }) => ({
    model,
    value: accuracy?.value ?? null,
    low: accuracy?.low ?? null,
    high: accuracy?.high ?? null,
  }));
}

/** Legend, bars and table of what became of the replies. */
export function outcomesBlocks(
  blocks: readonly EstimateBlock[],
  input: ReportInput,
  words: ReportWords,
  nextId: NextFigureId,
): string {
  const parts = blocks.flatMap((block) => {
    const table = outcomeTable(block, input, words);
    if (table === undefined) {
      return [];
    }
    const shares = block.models.map(outcomeShares);
    const present = outcomeStyles.filter(({ kind }) => shares.some((entry) => (entry.shares[kind] ?? 0) > 0));
    const legend = present
      .map(({ kind }) => `<li><span class="swatch ${kind}"></span>${escapeHtml(words.text(`outcome.${kind}`))}</li>`)
      .join("");
    const caption = words.text("outcomes.figure", { whole: words.wholePercent(1) });
    return [
      {
        title: table.title,
        body: [
          present.length === 0 ? "" : `<ul class="legend">${legend}</ul>`,
          present.length === 0 ? "" : htmlFigure((widthPx) => outcomeBars(shares, words, widthPx), caption, nextId),
          htmlTable(table, { caption: words.text("outcomes.caption") }),
        ].join("\n"),
      },
    ];
  });
  return [paragraph(words.text("outcomes.intro")), blockDetails(parts)].join("\n");
}

/** Accuracy and ranks under other protocols. */
export function sensitivityBlocks(input: ReportInput, words: ReportWords): string {
  const tables = sensitivityTables(input, words);
  if (tables.length === 0) {
    return paragraph(words.text("sensitivity.none"));
  }
  const parts = tables.map((table) => ({
    title: table.title,
    body: htmlTable(table, { caption: words.text("sensitivity.caption") }),
  }));
  return [paragraph(words.text("sensitivity.intro")), blockDetails(parts)].join("\n");
}
