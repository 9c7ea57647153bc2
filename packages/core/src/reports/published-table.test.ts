import { describe, expect, it } from "vitest";
import type { PublishedValue, ReferenceValue } from "../records/published-value.ts";
import { sampleReportInput } from "./__fixtures__/sample-report-input.ts";
import { csvReport } from "./csv-report.ts";
import { htmlReport } from "./html-report.ts";
import { markdownReport } from "./markdown-report.ts";
import { publishedNotes, publishedTable, referenceLines } from "./published-table.ts";
import { cellText } from "./report-table.ts";
import { reportWords } from "./report-words.ts";
import { terminalTables } from "./terminal-table.ts";

const human: ReferenceValue = {
  name: "human",
  value: 0.716,
  source: "Paper, section 5",
  measure: "accuracy",
  exam: null,
  stratum: {},
};
const elsewhere = { ...human, name: "other exam", value: 0.511, exam: "another" };
const ofF1 = { ...human, name: "by F1", value: 0.512, measure: "weighted-f1" };
const ofPart = { ...human, name: "of a part", value: 0.513, stratum: { difficulty: "1" } };
const row: PublishedValue = {
  model: "GPT-4",
  measure: "accuracy",
  value: 0.616,
  spread: 0.001,
  source: "Paper, Table 3",
  exam: null,
  stratum: {},
};
const stated = {
  passMark: 0.6,
  references: [human, elsewhere, ofF1, ofPart],
  published: [
    row,
    { ...row, model: "GPT-3.5", value: 0.464, spread: null },
    { ...row, measure: "weighted-f1", value: 0.617 },
    { ...row, value: 0.746, stratum: { specialty: "neurology" }, source: "Paper, Table 8" },
  ],
};
const input = sampleReportInput("en", { stated });
const words = reportWords("en");
const block = { exam: "viva-sample" };

describe("referenceLines", () => {
  it("are the pass mark and the references for accuracy over the whole of that exam", () => {
    expect(referenceLines(block, input, words).map(({ name, value }) => [name, value])).toEqual([
      ["pass mark", 0.6],
      ["human", 0.716],
    ]);
    expect(referenceLines({ exam: "another" }, input, words).map(({ name }) => name)).toContain("other exam");
  });
});

describe("publishedTable", () => {
  it("lists everything stated, with measure, part, spread and source", () => {
    const lines = publishedTable(input, words)?.rows.map((cells) => cells.map(cellText).join(" | "));
    expect(lines).toHaveLength(9);
    expect(lines).toContain("pass mark | all | accuracy | all | 60.0% | stated in the study");
    expect(lines).toContain("of a part | all | accuracy | difficulty: 1 | 51.3% | Paper, section 5");
    expect(lines).toContain("GPT-4 | all | accuracy | all | 61.6% ± 0.1 | Paper, Table 3");
    expect(lines).toContain("GPT-4 | all | accuracy | specialty: neurology | 74.6% ± 0.1 | Paper, Table 8");
  });

  it("is absent from a report of a study that states nothing", () => {
    expect(publishedTable(sampleReportInput(), words)).toBeNull();
    expect(htmlReport(sampleReportInput())).not.toContain('id="published"');
    expect(publishedNotes(block, sampleReportInput(), words)).toEqual([]);
  });
});

describe("reports with stated values", () => {
  it("show them on the page, in Markdown and below a terminal's table", () => {
    const page = htmlReport(input);
    expect(page).toContain('id="published"');
    expect(page).toContain(">human 71.6%</text>");
    expect(page).toContain(">pass mark 60.0%</text>");
    expect(page).toContain("Dashed lines: values not measured here");
    expect(markdownReport(input)).toContain("### Published and reference values, not measured here");
    expect(terminalTables(input)[0]?.notes.slice(-2)).toEqual([
      "Not measured here: pass mark 60.0% (stated in the study), human 71.6% (Paper, section 5).",
      "Not measured here: GPT-4 61.6%, GPT-3.5 46.4% (Paper, Table 3).",
    ]);
  });

  it("speak the report's language", () => {
    expect(markdownReport(sampleReportInput("zh", { stated }))).toContain("及格线");
    expect(markdownReport(sampleReportInput("es", { stated }))).toContain("nota de corte");
  });

  it("leave the estimates as they were", () => {
    expect(csvReport(input)).toBe(csvReport(sampleReportInput()));
  });
});
