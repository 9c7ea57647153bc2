import { decide, decisionHtml, decisionTerminalTables } from "@viva/core";
import { type Command, InvalidArgumentError } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { languageOf, languages } from "../report-language.ts";
import { share } from "../study-options.ts";
import { writePage } from "../write-page.ts";

interface DecideFlags {
  readonly model: string;
  readonly reference?: string;
  readonly margin?: number;
  readonly passMark?: number;
  readonly exam?: string;
  readonly previous?: string;
  readonly previousModel?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly language?: string;
}

/** `viva decide runs/x --model m --reference base --margin 0.03 --out decision.html` */
export function addDecideCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("decide")
    .description("Say what runs show of the question whether a model may be used for an exam, by your own criteria.")
    .argument("<folders...>", "run folders")
    .requiredOption("--model <id>", "the model that is asked about")
    .option("--pass-mark <share>", "share of the points that passes, e.g. 0.6; default: the study's", share)
    .option("--reference <model>", "model that it is held against; default: the study's")
    .option("--margin <share>", "largest difference from the reference that does not matter, e.g. 0.03", margin)
    .option("--exam <name>", "the exam, where the runs have several")
    .option("--previous <folder>", "run folder of the model's earlier version")
    .option("--previous-model <id>", "the model's id there; default: the same")
    .option("--out <file>", "write the page as HTML too")
    .option("--json", "print everything as JSON")
    .option("--language <code>", `language of the page: ${languages.join(", ")}; default: the study's`)
    .action(async (folders: readonly string[], flags: DecideFlags) => {
      const { out, json, language: wanted, ...options } = flags;
      const page = await decide(folders, options);
      const language = languageOf(wanted, () => page.language);
      if (out !== undefined) {
        writePage(out, decisionHtml(page, language));
      }
      if (json === true) {
        console.log(JSON.stringify(page, null, 2));
        return;
      }
      for (const table of decisionTerminalTables(page, language)) {
        printTable(table);
      }
      if (out !== undefined) {
        console.log(`\npage: ${out}`);
      }
    });
}

/** A share above 0 and below 1, also written as "3%". */
function margin(value: string): number {
  const number = value.endsWith("%") ? Number(value.slice(0, -1)) / 100 : Number(value);
  if (value.trim() === "" || !(number > 0 && number < 1)) {
    throw new InvalidArgumentError("a share above 0 and below 1, or a percentage, is wanted");
  }
  return number;
}
