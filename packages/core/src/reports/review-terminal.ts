import type { ReviewOfRun } from "../records/review.ts";
import { plainTable } from "./plain-table.ts";
import { reportWords } from "./report-words.ts";
import { reviewTables } from "./review-tables.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** What people found of a run's replies, as tables for a terminal. */
export function reviewTerminalTables(review: ReviewOfRun, language: "en" | "es" | "zh"): readonly TerminalTable[] {
  const words = reportWords(language);
  return reviewTables(review, words).map((table) => plainTable(table));
}
