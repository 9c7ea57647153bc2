import { instructionsTerminalTables, noInstructionsText, readInstructions, readRunRecord } from "@viva/core";
import type { Command } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { languageOf, languages } from "../report-language.ts";

interface InstructionsFlags {
  readonly exam?: string;
  readonly json?: boolean;
  readonly language?: string;
}

/** `viva instructions runs/a --language zh` */
export function addInstructionsCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("instructions")
    .description("Say whether the models keep to the form they are asked for, and what that costs in right answers.")
    .argument("<folder>", "run folder")
    .option("--exam <name>", "only this exam")
    .option("--json", "print everything as JSON")
    .option("--language <code>", `language of the tables: ${languages.join(", ")}; default: the study's`)
    .action(async (folder: string, flags: InstructionsFlags) => {
      const language = languageOf(flags.language, () => readRunRecord(folder).specification["language"]);
      const analyses = await readInstructions(folder, flags.exam === undefined ? {} : { exam: flags.exam });
      if (flags.json === true) {
        console.log(JSON.stringify(analyses, null, 2));
        return;
      }
      if (analyses.length === 0) {
        console.log(noInstructionsText(language));
      }
      for (const table of instructionsTerminalTables(analyses, language)) {
        printTable(table);
      }
    });
}
