import { factsTerminalTables, readFactsAnalyses, readRunRecord } from "@viva/core";
import type { Command } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { languageOf, languages } from "../report-language.ts";

interface FactsFlags {
  readonly facts?: string;
  readonly common?: boolean;
  readonly exam?: string;
  readonly json?: boolean;
  readonly language?: string;
}

/** `viva facts runs/a runs/b --facts my-models/` */
export function addFactsCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("facts")
    .description("Set accuracy against published facts on the models: size, experts, descent, cost, training cut-off.")
    .argument("<folders...>", "run folders")
    .option("--facts <path>", "file or folder of your own model facts, beside those that ship with Viva")
    .option("--common", "use the items that all runs pose, where they do not pose the same ones")
    .option("--exam <name>", "only this exam")
    .option("--json", "print everything as JSON")
    .option("--language <code>", `language of the tables: ${languages.join(", ")}; default: the first study's`)
    .action(async (folders: readonly string[], flags: FactsFlags) => {
      const language = languageOf(flags.language, () => readRunRecord(folders[0] ?? "").specification["language"]);
      const analyses = await readFactsAnalyses(folders, {
        commonItems: flags.common === true,
        ...(flags.exam === undefined ? {} : { exam: flags.exam }),
        ...(flags.facts === undefined ? {} : { ownFacts: flags.facts }),
      });
      if (flags.json === true) {
        console.log(JSON.stringify(analyses, null, 2));
        return;
      }
      for (const table of factsTerminalTables(analyses, language)) {
        printTable(table);
      }
    });
}
