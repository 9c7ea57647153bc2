import { judgeAnalyses, judgesTerminalTables, noJudgesText, readRunRecord } from "@viva/core";
import type { Command } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { languageOf, languages } from "../report-language.ts";

interface JudgesFlags {
  readonly ratings?: string;
  readonly exam?: string;
  readonly json?: boolean;
  readonly language?: string;
}

/** `viva judges runs/a --ratings ratings.csv` */
export function addJudgesCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("judges")
    .description(
      "Say what a run's judges gave, how far they agree with each other and with people, and what sways them.",
    )
    .argument("<folder>", "run folder")
    .option(
      "--ratings <file>",
      "people's ratings (CSV); default: those that viva review import keeps in the run folder",
    )
    .option("--exam <name>", "only this exam")
    .option("--json", "print everything as JSON")
    .option("--language <code>", `language of the tables: ${languages.join(", ")}; default: the study's`)
    .action(async (folder: string, flags: JudgesFlags) => {
      const language = languageOf(flags.language, () => readRunRecord(folder).specification["language"]);
      const all = await judgeAnalyses(folder, flags.ratings ?? null);
      const analyses = all.filter(({ exam }) => flags.exam === undefined || exam === flags.exam);
      if (flags.json === true) {
        console.log(JSON.stringify(analyses, null, 2));
        return;
      }
      if (analyses.length === 0) {
        console.log(noJudgesText(language));
      }
      for (const table of judgesTerminalTables(analyses, language)) {
        printTable(table);
      }
    });
}
