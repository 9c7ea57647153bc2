import type { ReportInput } from "../records/report-input.ts";
import type { TextComparison } from "../records/text-comparison.ts";
import { freeTextParts, partsOf } from "./free-text-tables.ts";
import { plainTable, type TerminalTable } from "./plain-table.ts";
import type { ReportTable } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";
import { comparedTextBlocks } from "./text-blocks.ts";

/** What scorers of texts came to on the items as published, with what the numbers do not tell below the last table. */
export function freeTextTerminalTables(
  input: Pick<ReportInput, "estimates" | "analyses">,
  words: ReportWords,
): readonly TerminalTable[] {
  const tables = freeTextParts(input, words)
    .filter(({ perturbation }) => perturbation === "none")
    .flatMap(({ scores }) => scores)
    .map(plainTable);
  return tables.map((table, place) =>
    place === tables.length - 1
      ? { ...table, notes: [...table.notes, words.text("freeText.intro")] }
      : // How intervals were made is said once.
        { ...table, notes: table.notes.slice(0, -1) },
  );
}

/** How models compare in what they say: scores, then pairs. */
export function comparedTextTables(comparisons: readonly TextComparison[], words: ReportWords): readonly ReportTable[] {
  return partsOf(comparedTextBlocks(comparisons), comparisons, words).flatMap(({ scores, pairs }) => [
    ...scores,
    ...pairs,
  ]);
}
