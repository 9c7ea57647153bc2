import { examAnalysisJson, examineExam, examTerminalTables, writeExamAnalysis, writeItemCsv } from "@viva/core";
import type { Command } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { languageOf, languages } from "../report-language.ts";
import { wholeNumber } from "../study-options.ts";

interface ExamFlags {
  readonly common?: boolean;
  readonly exam?: string;
  readonly top: number;
  readonly json?: boolean;
  readonly csv?: string;
  readonly out?: string;
  readonly language?: string;
}

/** `viva exam runs/a runs/b --common --csv items.csv` */
export function addExamCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("exam")
    .description("Put the exam under the microscope: item statistics, suspected keys, parallel languages.")
    .argument("<folders...>", "run folders; their models are the candidates")
    .option("--common", "use the items that all runs pose, where they do not pose the same ones")
    .option("--exam <name>", "only this exam")
    .option("--top <n>", "rows of each table", wholeNumber, 30)
    .option("--json", "print everything as JSON")
    .option("--csv <file>", "write every item as a row of a CSV file")
    .option(
      "--out <file>",
      "write the analysis here; default for a single run: item-analysis.json in its folder, unless --exam is given",
    )
    .option("--language <code>", `language of the tables: ${languages.join(", ")}; default: the first study's`)
    .action(async (folders: readonly string[], flags: ExamFlags) => {
      const examined = await examineExam(folders, {
        commonItems: flags.common === true,
        ...(flags.exam === undefined ? {} : { exam: flags.exam }),
      });
      const language = languageOf(flags.language, () => examined.language);
      const [runFolder, another] = folders;
      const written = [
        ...(flags.out !== undefined
          ? [writeExamAnalysis({ file: flags.out }, examined.record)]
          : runFolder !== undefined && another === undefined && flags.exam === undefined
            ? [writeExamAnalysis({ runFolder }, examined.record)]
            : []),
      ];
      if (flags.csv !== undefined) {
        writeItemCsv(flags.csv, examined.record.analyses);
        written.push(flags.csv);
      }
      if (flags.json === true) {
        console.log(examAnalysisJson(examined.record).trimEnd());
        return;
      }
      for (const table of examTerminalTables(examined, { top: flags.top, language })) {
        printTable(table);
      }
      console.log(["", ...written.map((path) => `written: ${path}`)].join("\n"));
    });
}
