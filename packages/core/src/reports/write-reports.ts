import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeError } from "../base/errors.ts";
import { writeWhole } from "../base/lines.ts";
import type { ReportInput } from "../records/report-input.ts";
import { runFile } from "../runs/run-files.ts";
import { csvReport } from "./csv-report.ts";
import { htmlReport } from "./html-report.ts";
import { jsonReport } from "./json-report.ts";
import { junitReport } from "./junit-report.ts";
import { leaderboardCsv } from "./leaderboard-csv.ts";
import { markdownReport } from "./markdown-report.ts";

/** Formats a report can be written in. */
export type ReportFormat = "html" | "markdown" | "csv" | "json" | "junit";

/** What each format writes: file → its text. */
const files: Readonly<
  Record<ReportFormat, Readonly<Record<string, (input: ReportInput, failUnder: number | null) => string>>>
> = {
  html: { "index.html": htmlReport },
  markdown: { "report.md": markdownReport },
  csv: { "estimates.csv": csvReport, "leaderboard.csv": leaderboardCsv },
  json: { "report.json": jsonReport },
  junit: { "junit.xml": (input, failUnder) => junitReport(input, { failUnder }) },
};

/** Write a report into the run folder's report/. Returns the files written. Throws DISK_FULL or FILE_WRITE_FAILED. */
export function writeReports(
  folder: string,
  input: ReportInput,
  formats: readonly ReportFormat[],
  failUnder: number | null,
): string[] {
  return writeReportFiles(runFile(folder, "report"), input, formats, failUnder);
}

/** The same into a folder of its own, which is made where it is not there. */
export function writeReportFiles(
  reportFolder: string,
  input: ReportInput,
  formats: readonly ReportFormat[],
  failUnder: number | null,
): string[] {
  try {
    mkdirSync(reportFolder, { recursive: true });
  } catch (cause) {
    throw writeError(reportFolder, cause);
  }
  return formats.flatMap((format) =>
    Object.entries(files[format]).map(([name, render]) => {
      const path = join(reportFolder, name);
      writeWhole(path, render(input, failUnder));
      return path;
    }),
  );
}
