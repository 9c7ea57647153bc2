import { gatherAnalysedReport, terminalTables, UsageError, writeReports } from "@viva/core";
import type { Command } from "commander";
import { printTable } from "../draw-table.ts";
import type { SetExitCode } from "../main.ts";
import { printReportPaths } from "../sit.ts";
import { list, share } from "../study-options.ts";

const formats = ["html", "markdown", "csv", "json", "junit"] as const;
const languages = ["en", "zh", "es"] as const;

interface ReportFlags {
  readonly format: readonly string[];
  readonly language?: string;
  readonly withhold?: string;
  readonly failUnder?: number;
}

/** `viva report runs/x --format html,csv --language zh` */
export function addReportCommand(program: Command, _setExitCode: SetExitCode): void {
  program
    .command("report")
    .description("Write the report of a run folder again, in other formats or another language.")
    .argument("<folder>", "run folder")
    .option("--format <formats>", `formats: ${formats.join(", ")}`, list, ["html"])
    .option("--language <code>", `language: ${languages.join(", ")}; default: the study's`)
    .option("--withhold <what>", 'with "items": leave item, prompt and reply texts out')
    .option("--fail-under <share>", "gate of the JUnit report, e.g. 0.6", share)
    .action(async (folder: string, flags: ReportFlags) => {
      const wanted = flags.format.map((name) => oneOf(formats, name, "--format"));
      const language = flags.language === undefined ? {} : { language: oneOf(languages, flags.language, "--language") };
      const input = await gatherAnalysedReport(folder, {
        ...language,
        ...(flags.withhold === "items" ? { withholdItems: true } : {}),
      });
      for (const table of terminalTables(input)) {
        printTable(table);
      }
      printReportPaths(writeReports(folder, input, wanted, flags.failUnder ?? null));
    });
}

function oneOf<T extends string>(known: readonly T[], value: string, flag: string): T {
  const found = known.find((name) => name === value);
  if (found === undefined) {
    throw new UsageError("ARGUMENT_INVALID", `${flag} ${value}: known are ${known.join(", ")}`);
  }
  return found;
}
