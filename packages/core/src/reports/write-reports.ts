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
import { markdownReport } from "./markdown-report.ts";

/** Formats a report can be written in. */
export type ReportFormat = "html" | "markdown" | "csv" | "json" | "junit";

const files: Readonly<Record<ReportFormat, string>> = {
  html: "index.html",
  markdown: "report.md",
  csv: "estimates.csv",
  json: "report.json",
  junit: "junit.xml",
};

/** Write a report into the run folder's report/. Returns the files written. Throws DISK_FULL or FILE_WRITE_FAILED. */
export function writeReports(
  folder: string,
  input: ReportInput,
  formats: readonly ReportFormat[],
  failUnder: number | null,
): string[] {
  const reportFolder = runFile(folder, "report");
  try {
    mkdirSync(reportFolder, { recursive: true });
  } catch (cause) {
    throw writeError(reportFolder, cause);
  }
  return formats.map((format) => {
    const path = join(reportFolder, files[format]);
    writeWhole(path, render(format, input, failUnder));
    return path;
  });
}

function render(format: ReportFormat, input: ReportInput, failUnder: number | null): string {
  switch (format) {
    case "html":
      return htmlReport(input);
    case "markdown":
      return markdownReport(input);
    case "csv":
      return csvReport(input);
    case "json":
      return jsonReport(input);
    case "junit":
      return junitReport(input, { failUnder: failUnder });
  }
}
