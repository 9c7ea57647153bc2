import { answerBlocks, estimateBlocks } from "../figures/estimate-blocks.ts";
import type { ReportInput } from "../records/report-input.ts";
import { freeTextTerminalTables } from "./free-text-terminal.ts";
import { harmTerminalTables } from "./harm-terminal.ts";
import { headlineTable } from "./headline-table.ts";
import { leakingMarkedInput } from "./mark-leaking-arms.ts";
import { bannerTexts } from "./page-texts.ts";
import type { TerminalTable } from "./plain-table.ts";
import { publishedNotes } from "./published-table.ts";
import { cellText } from "./report-table.ts";
import { reportWords } from "./report-words.ts";

export type { TerminalTable } from "./plain-table.ts";

/**
 * What a terminal prints of a run: never-events and severe errors, where options were graded, then the leaderboards, one
 * table for each exam × arm × perturbation, none when no accuracy was measured, then what scorers of texts came to on the items
 * as published.
 */
export function terminalTables(gathered: ReportInput): readonly TerminalTable[] {
  const words = reportWords(gathered.language);
  const input = leakingMarkedInput(gathered, words);
  const banner = bannerTexts(input, words);
  const unfinished = banner === null ? [] : [`${banner.title} ${banner.body}`];
  const leaderboards = answerBlocks(estimateBlocks(input.estimates)).map((block): TerminalTable => {
    const table = headlineTable(block, input, words);
    return {
      title: table.title,
      header: table.columns.map((column) => column.label),
      align: table.columns.map((column) => column.align),
      rows: table.rows.map((row) => row.map(cellText)),
      notes: [...unfinished, ...table.notes, ...publishedNotes(block, input, words)],
    };
  });
  return [...harmTerminalTables(input, words), ...leaderboards, ...freeTextTerminalTables(input, words)];
}
