import type { RunsComparison } from "../comparisons/compare-runs.ts";
import { singleLine } from "../figures/printable-text.ts";
import { numberColumn, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** Items of each exam in each run, and how many they have in common; null for a single run. */
export function overlapTable(
  { runs, overlaps }: Pick<RunsComparison, "runs" | "overlaps">,
  words: ReportWords,
): ReportTable | null {
  if (runs.length < 2) {
    return null;
  }
  return {
    title: words.text("pairs.overlap"),
    columns: [
      wordColumn(words.text("exams.name")),
      ...runs.map(({ folder }) => numberColumn(singleLine(folder))),
      numberColumn(words.text("pairs.column.common")),
      numberColumn(words.text("pairs.column.changed")),
    ],
    rows: overlaps.map(({ exam, items, common, changed }) => [
      { text: singleLine(exam) },
      ...items.map((count) => ({ text: words.count(count) })),
      { text: words.count(common) },
      { text: words.count(changed) },
    ]),
    notes: [],
  };
}
