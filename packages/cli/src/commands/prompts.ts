import { noPromptsText, promptsTerminalTables, readPrompts, readRunRecord } from "@viva/core";
import type { Command } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { languageOf, languages } from "../report-language.ts";

interface PromptsFlags {
  readonly exam?: string;
  readonly common?: boolean;
  readonly json?: boolean;
  readonly language?: string;
}

/** `viva prompts runs/a runs/b --language zh` */
export function addPromptsCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("prompts")
    .description("Say how far each model's accuracy, and the ranking of the models, hang on the wording of the prompt.")
    .argument("<folders...>", "run folders")
    .option("--exam <name>", "only this exam")
    .option("--common", "compare on the items that all runs pose, where they do not pose the same ones")
    .option("--json", "print everything as JSON")
    .option("--language <code>", `language of the tables: ${languages.join(", ")}; default: the study's`)
    .action(async (folders: string[], flags: PromptsFlags) => {
      const language = languageOf(flags.language, () => readRunRecord(folders[0] ?? "").specification["language"]);
      const analyses = await readPrompts(folders, {
        commonItems: flags.common === true,
        ...(flags.exam === undefined ? {} : { exam: flags.exam }),
      });
      if (flags.json === true) {
        console.log(JSON.stringify(analyses, null, 2));
        return;
      }
      if (analyses.length === 0) {
        console.log(noPromptsText(language));
      }
      for (const table of promptsTerminalTables(analyses, language)) {
        printTable(table);
      }
    });
}
