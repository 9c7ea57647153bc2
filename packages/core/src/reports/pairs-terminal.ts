import type { RunsComparison } from "../comparisons/compare-runs.ts";
import { comparedTextTables } from "./free-text-terminal.ts";
import { overlapTable } from "./pairs-overlap.ts";
import { pairsTables } from "./pairs-tables.ts";
import { plainTable } from "./plain-table.ts";
import { reportWords } from "./report-words.ts";
import type { TerminalTable } from "./terminal-table.ts";

/**
 * A comparison of runs as tables for a terminal: overlap of their items where there are several runs, then leaderboard,
 * pairs and reference of each exam and way of asking, and the same of what the models say. Nothing to compare still gives the leaderboard, which says so.
 *
 * @param language Default: that of the first run's report.
 */
export function comparisonTables(
  comparison: RunsComparison,
  language: RunsComparison["language"] = comparison.language,
): readonly TerminalTable[] {
  const words = reportWords(language);
  const overlap = overlapTable(comparison, words);
  const tables = [
    ...(overlap === null ? [] : [overlap]),
    ...pairsTables(comparison.comparisons, words),
    ...comparedTextTables(comparison.texts, words),
  ];
  return tables.map(plainTable);
}
