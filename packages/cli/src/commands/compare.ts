import { compareRuns, comparisonHtml, comparisonTables } from "@viva/core";
import { type Command, InvalidArgumentError } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { languageOf, languages } from "../report-language.ts";
import { list } from "../study-options.ts";
import { writePage } from "../write-page.ts";

interface CompareFlags {
  readonly common?: boolean;
  readonly reference?: string;
  readonly margin?: number;
  readonly alpha?: number;
  readonly models?: readonly string[];
  readonly exam?: string;
  readonly json?: boolean;
  readonly language?: string;
  readonly out?: string;
}

/** `viva compare runs/a runs/b --common --reference base --margin 0.03` */
export function addCompareCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("compare")
    .description("Say which differences between the models of one or several runs are real, pair by pair.")
    .argument("<folders...>", "run folders")
    .option("--common", "compare on the items that all runs pose, where they do not pose the same ones")
    .option("--reference <model>", "model that the others are held against; default: the study's")
    .option(
      "--margin <share>",
      "largest difference that does not matter, e.g. 0.03: non-inferiority and equivalence to the reference",
      between(1),
    )
    .option("--alpha <share>", "level of the tests, over all pairs together; default: the study's (0.05)", between(0.5))
    .option("--models <names>", "only these models, separated by commas", list)
    .option("--exam <name>", "only this exam")
    .option("--out <file>", "write the comparison as an HTML page too")
    .option("--json", "print everything as JSON")
    .option("--language <code>", `language of the tables: ${languages.join(", ")}; default: the first study's`)
    .action(async (folders: readonly string[], flags: CompareFlags) => {
      // A wrong language is refused before the work is done.
      languageOf(flags.language, () => undefined);
      const comparison = await compareRuns(folders, {
        commonItems: flags.common === true,
        ...(flags.reference === undefined ? {} : { reference: flags.reference }),
        ...(flags.margin === undefined ? {} : { margin: flags.margin }),
        ...(flags.alpha === undefined ? {} : { alpha: flags.alpha }),
        ...(flags.models === undefined ? {} : { models: flags.models }),
        ...(flags.exam === undefined ? {} : { exam: flags.exam }),
      });
      const language = languageOf(flags.language, () => comparison.language);
      if (flags.out !== undefined) {
        writePage(flags.out, comparisonHtml(comparison, language));
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

/** A share above 0 and below a bound, also written as "3%". */
function between(bound: number): (value: string) => number {
  return (value) => {
    const number = value.endsWith("%") ? Number(value.slice(0, -1)) / 100 : Number(value);
    if (value.trim() === "" || !(number > 0 && number < bound)) {
      throw new InvalidArgumentError(`a share above 0 and below ${bound}, or a percentage, is wanted`);
    }
    return number;
  };
}
