import type { AnomalyChecks } from "../records/anomaly-checks.ts";
import type { ReportInput } from "../records/report-input.ts";
import { checkTable, findingText, todoText } from "./checks-tables.ts";
import { plainTable } from "./plain-table.ts";
import { reportWords } from "./report-words.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** One check as a terminal prints it: a line with its result, what to do, and its numbers. */
export interface PrintedCheck {
  readonly exam: string;
  readonly arm: string;
  /** "passed", "WARNING" or "not run", in the language of the table. */
  readonly status: string;
  readonly name: string;
  readonly found: string;
  /** Empty where the check passed. */
  readonly todo: string;
  /** Null for a check that did not run. */
  readonly table: TerminalTable | null;
}

/** The checks of a run as text: sentences are too long for the cells of a table. */
export function printedChecks(run: AnomalyChecks, language: ReportInput["language"]): readonly PrintedCheck[] {
  const words = reportWords(language);
  return run.checks.map((check) => {
    const table = checkTable(check, check.exam, words);
    return {
      exam: check.exam,
      arm: check.arm,
      status: words.text(`checks.status.${check.status}`),
      name: words.text(`checks.name.${check.name}`),
      found: findingText(check, words),
      todo: todoText(check, words),
      table: table === null ? null : plainTable(table),
    };
  });
}
