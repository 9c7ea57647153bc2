import {
  leakingMarkedAnalysis,
  noRobustnessText,
  readRobustness,
  readRunRecord,
  robustnessHtml,
  robustnessJson,
  robustnessTerminalTables,
} from "@viva/core";
import type { Command } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { loadOwnPlugins } from "../own-plugins.ts";
import { languageOf, languages } from "../report-language.ts";
import { collect } from "../study-options.ts";
import { writePage } from "../write-page.ts";

interface RobustnessFlags {
  readonly reference?: string;
  readonly exam?: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly language?: string;
  readonly plugin: readonly string[];
}

/** `viva robustness runs/a --reference base --out robustness.html` */
export function addRobustnessCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("robustness")
    .description("Say what is left of each model's accuracy when the same questions are asked another way.")
    .argument("<folder>", "run folder")
    .option("--reference <model>", "model whose drops the others' are held against; default: the study's")
    .option("--exam <name>", "only this exam")
    .option("--out <file>", "write the analysis as an HTML page too")
    .option("--json", "print everything as JSON")
    .option("--language <code>", `language of the tables: ${languages.join(", ")}; default: the study's`)
    .option("--plugin <file>", "load your own plugin; may be given several times", collect, [])
    .action(async (folder: string, flags: RobustnessFlags) => {
      const { specification } = readRunRecord(folder);
      const language = languageOf(flags.language, () => specification["language"]);
      const robustness = await readRobustness(folder, {
        plugins: await loadOwnPlugins(flags.plugin),
        ...(flags.reference === undefined ? {} : { reference: flags.reference }),
        ...(flags.exam === undefined ? {} : { exam: flags.exam }),
      });
      const shown = leakingMarkedAnalysis(robustness, specification, language);
      if (flags.out !== undefined) {
        writePage(flags.out, robustnessHtml(shown, language));
      }
      if (flags.json === true) {
        console.log(robustnessJson(robustness).trimEnd());
        return;
      }
      if (robustness.analyses.length === 0) {
        console.log(noRobustnessText(language));
      }
      for (const table of robustnessTerminalTables(shown, language)) {
        printTable(table);
      }
      if (flags.out !== undefined) {
        console.log(`\npage: ${flags.out}`);
      }
    });
}
