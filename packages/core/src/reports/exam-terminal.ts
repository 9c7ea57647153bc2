import type { ExaminedExam } from "../comparisons/exam-analysis.ts";
import type { RekeyRecord } from "../records/rekey.ts";
import type { ReportInput } from "../records/report-input.ts";
import { analysisName, examStatisticsTable, type ItemTableOptions } from "./item-analysis-tables.ts";
import { itemListTables } from "./item-list-tables.ts";
import { parallelLanguagesTables } from "./parallel-languages-tables.ts";
import { plainTable } from "./plain-table.ts";
import { rekeyTables } from "./rekey-tables.ts";
import { reportWords } from "./report-words.ts";
import type { TerminalTable } from "./terminal-table.ts";

/**
 * The tables of `viva exam`, for a terminal: for each exam and way of asking its statistics, suspected keys, items that
 * nobody or everybody got right, negative discrimination, consensus errors and shared errors; then the languages.
 *
 * @param settings `top`: rows of a table at most; `language`: default that of the first study.
 */
export function examTerminalTables(
  { record, textsOf, withheld, language }: ExaminedExam,
  settings: { readonly top: number; readonly language?: ReportInput["language"] },
): readonly TerminalTable[] {
  const words = reportWords(settings.language ?? language);
  const { top } = settings;
  const ofItems = record.analyses.flatMap((analysis) => {
    const texts = textsOf(analysis.exam);
    const options: ItemTableOptions = { top, stems: withheld ? null : (id) => texts.get(id)?.beginning ?? "" };
    const name = analysisName(analysis, record.analyses);
    return [examStatisticsTable(analysis, name, words), ...itemListTables(analysis, name, words, options)];
  });
  const ofLanguages =
    record.parallelLanguages === null ? [] : parallelLanguagesTables(record.parallelLanguages, words, { top });
  return [...ofItems, ...ofLanguages].map(plainTable);
}

/** The tables of `viva rekey`, for a terminal. */
export function rekeyTerminalTables(record: RekeyRecord, language: ReportInput["language"]): readonly TerminalTable[] {
  return rekeyTables(record, reportWords(language)).map(plainTable);
}
