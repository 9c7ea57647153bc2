import { compareRuns, comparisonTables, gatherRunsReport, htmlReport } from "@viva/core";
import type { Command } from "commander";
import { addComparisonFlags, type ComparisonFlags, comparisonOptions } from "../comparison-flags.ts";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { languageOf, languages } from "../report-language.ts";
import { writePage } from "../write-page.ts";

interface CompareFlags extends ComparisonFlags {
  readonly json?: boolean;
  readonly language?: string;
  readonly out?: string;
}

/** `viva compare runs/a runs/b --common --reference base --margin 0.03` */
export function addCompareCommand(program: Command, _setExitCode: SetExitCode): void {
  const command = program
    .command("compare")
    .description("Say which differences between the models of one or several runs are real, pair by pair.")
    .argument("<folders...>", "run folders");
  addComparisonFlags(command)
    .option("--out <file>", "write the report of the runs put together as an HTML page too")
    .option("--json", "print everything as JSON")
    .option("--language <code>", `language of the tables: ${languages.join(", ")}; default: the first study's`)
    .action(async (folders: readonly string[], flags: CompareFlags) => {
      // A wrong language is refused before the work is done.
      languageOf(flags.language, () => undefined);
      const options = comparisonOptions(flags);
      const gathered = flags.out === undefined ? undefined : await gatherRunsReport(folders, options);
      const comparison = gathered?.comparison ?? (await compareRuns(folders, options));
      const language = languageOf(flags.language, () => comparison.language);
      if (flags.out !== undefined && gathered !== undefined) {
        writePage(flags.out, htmlReport({ ...gathered.report, language }));
      }
      if (flags.json === true) {
        console.log(JSON.stringify(comparison, null, 2));
        return;
      }
      for (const table of comparisonTables(comparison, language)) {
        printTable(table);
      }
      if (flags.out !== undefined) {
        console.log(`\npage: ${flags.out}`);
      }
    });
}
