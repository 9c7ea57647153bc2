import {
  gatherAnalysedReport,
  gatherRunsReport,
  terminalTables,
  UsageError,
  writeReportFiles,
  writeReports,
} from "@viva/core";
import type { Command } from "commander";
import { addComparisonFlags, type ComparisonFlags, comparisonOptions, hasComparisonFlag } from "../comparison-flags.ts";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { printReportPaths } from "../sit.ts";
import { list, share } from "../study-options.ts";

const formats = ["html", "markdown", "csv", "json", "junit"] as const;
const languages = ["en", "zh", "es"] as const;

interface ReportFlags extends ComparisonFlags {
  readonly out?: string;
  readonly format?: readonly string[];
  readonly language?: string;
  readonly withhold?: string;
  readonly failUnder?: number;
}

/** `viva report runs/x --format html,csv --language zh`, `viva report runs/a runs/b --out compared` */
export function addReportCommand(program: Command, _setExitCode: SetExitCode): void {
  const command = program
    .command("report")
    .description("Write the report of a run folder again, or one report over several run folders.")
    .argument("<folders...>", "run folders")
    .option("--out <folder>", "folder for the report; default for a single run: report/ in its folder")
    .option(
      "--format <formats>",
      `formats: ${formats.join(", ")}; default: html, for several runs html and markdown`,
      list,
    )
    .option("--language <code>", `language: ${languages.join(", ")}; default: the study's`)
    .option("--withhold <what>", 'with "items": leave item, prompt and reply texts out')
    .option("--fail-under <share>", "gate of the JUnit report, e.g. 0.6", share);
  addComparisonFlags(command)
    .addHelpText("after", "\nFlags from --common on are for the report over runs that are put together.")
    .action(async (folders: readonly string[], flags: ReportFlags) => {
      const [folder = "", ...others] = folders;
      const together = others.length > 0 || hasComparisonFlag(flags);
      const usual = together ? ["html", "markdown"] : ["html"];
      const wanted = (flags.format ?? usual).map((name) => oneOf(formats, name, "--format"));
      const options = {
        ...(flags.language === undefined ? {} : { language: oneOf(languages, flags.language, "--language") }),
        ...(flags.withhold === "items" ? { withholdItems: true } : {}),
      };
      if (together && flags.out === undefined) {
        throw new UsageError("ARGUMENT_INVALID", "a report over runs that are put together belongs to none of them", {
          remedy: "Name a folder for it: --out <folder>.",
        });
      }
      const input = together
        ? (await gatherRunsReport(folders, { ...options, ...comparisonOptions(flags) })).report
        : await gatherAnalysedReport(folder, options);
      for (const table of terminalTables(input)) {
        printTable(table);
      }
      const gate = flags.failUnder ?? null;
      printReportPaths(
        flags.out === undefined
          ? writeReports(folder, input, wanted, gate)
          : writeReportFiles(flags.out, input, wanted, gate),
      );
    });
}

function oneOf<T extends string>(known: readonly T[], value: string, flag: string): T {
  const found = known.find((name) => name === value);
  if (found === undefined) {
    throw new UsageError("ARGUMENT_INVALID", `${flag} ${value}: known are ${known.join(", ")}`);
  }
  return found;
}
