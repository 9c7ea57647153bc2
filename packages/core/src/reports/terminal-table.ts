import { answerBlocks, estimateBlocks } from "../figures/estimate-blocks.ts";
import type { ReportInput } from "../records/report-input.ts";
import { headlineTable } from "./headline-table.ts";
import { bannerTexts } from "./page-texts.ts";
import { publishedNotes } from "./published-table.ts";
import { cellText } from "./report-table.ts";
import { reportWords } from "./report-words.ts";

/** A table for a terminal to draw: plain text without control characters, so a name cannot move the cursor. */
export interface TerminalTable {
  readonly title: string;
  readonly header: readonly string[];
  readonly align: readonly ("left" | "right")[];
  /** As many cells a row as the header has. */
  readonly rows: readonly (readonly string[])[];
  /** Sentences to print below the table; the first says so when the run is unfinished. */
  readonly notes: readonly string[];
}

/** The leaderboards of a run, one table for each exam × arm × perturbation; none when no accuracy was measured. */
export function terminalTables(input: ReportInput): readonly TerminalTable[] {
  const words = reportWords(input.language);
  const banner = bannerTexts(input, words);
  const unfinished = banner === null ? [] : [`${banner.title} ${banner.body}`];
  return answerBlocks(estimateBlocks(input.estimates)).map((block) => {
    const table = headlineTable(block, input, words);
    return {
      title: table.title,
      header: table.columns.map((column) => column.label),
      align: table.columns.map((column) => column.align),
      rows: table.rows.map((row) => row.map(cellText)),
      notes: [...unfinished, ...table.notes, ...publishedNotes(block, input, words)],
    };
  });
}
