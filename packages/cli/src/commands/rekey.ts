import { readRunRecord, rekeyRun, rekeyTerminalTables, writeRekey } from "@viva/core";
import type { Command } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { loadOwnPlugins } from "../own-plugins.ts";
import { languageOf, languages } from "../report-language.ts";
import { collect } from "../study-options.ts";

interface RekeyFlags {
  readonly keys: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly language?: string;
  readonly plugin: readonly string[];
}

/** `viva rekey runs/x --keys keys.csv`: what the exam board's revision changes, from the answers that are there. */
export function addRekeyCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("rekey")
    .description("Mark a run's stored answers with revised keys, and say what that changes. Nothing is asked.")
    .argument("<folder>", "run folder; its files stay as they are")
    .requiredOption("--keys <file>", "CSV with the columns itemId, key, annul (drop or credit-all), reason")
    .option("--out <file>", "write the result here; default: report/rekey.json in the run folder")
    .option("--json", "print everything as JSON")
    .option("--language <code>", `language of the table: ${languages.join(", ")}; default: the study's`)
    .option("--plugin <file>", "load your own scorer; may be given several times", collect, [])
    .action(async (folder: string, flags: RekeyFlags) => {
      const language = languageOf(flags.language, () => readRunRecord(folder).specification["language"]);
      const record = await rekeyRun(folder, flags.keys, { plugins: await loadOwnPlugins(flags.plugin) });
      const path = writeRekey(flags.out === undefined ? { runFolder: folder } : { file: flags.out }, record);
      if (flags.json === true) {
        console.log(JSON.stringify(record, null, 2));
        return;
      }
      for (const table of rekeyTerminalTables(record, language)) {
        printTable(table);
      }
      console.log(`\nwritten: ${path}`);
    });
}
