import { describe, expect, it } from "vitest";
import { auditOutdated } from "../audits/audit-record.ts";
import type { Estimate } from "../records/estimate.ts";
import { estimate, notEstimable, sampleReportInput } from "./__fixtures__/sample-report-input.ts";
import { csvReport } from "./csv-report.ts";
import { htmlReport } from "./html-report.ts";
import { markdownReport } from "./markdown-report.ts";
import { terminalTables } from "./terminal-table.ts";

const accuracy = estimate({ model: "m", right: 80, nItems: 100 });
const audited: Estimate = {
  ...accuracy,
  measure: "accuracy:audited",
  value: 0.823,
  low: 0.7,
  high: 0.9,
  method: "square-and-add",
};
const misread: Estimate = { ...accuracy, measure: "rate:misread", value: 0.031, low: 0.012, high: 0.064, nCalls: 150 };
const other = estimate({ model: "unaudited", right: 50, nItems: 100 });

const words = {
  en: ["Misread", "Audited accuracy", "82.3% [70.0, 90.0]", "3.1% [1.2, 6.4]", "Replies audited: m: 150."],
  zh: ["误读率", "审读后正确率", "82.3% [70.0, 90.0]", "3.1% [1.2, 6.4]", "抽查的回答数：m：150。"],
  es: ["Mal leídas", "Acierto auditado", "82,3\u00a0% [70,0; 90,0]", "3,1\u00a0% [1,2; 6,4]", "auditadas: m: 150."],
} as const;

describe.each(["en", "zh", "es"] as const)("an audited run in %s", (language) => {
  const input = sampleReportInput(language, { estimates: [accuracy, other, audited, misread] });

  it("shows the corrected accuracy and the reading errors beside the accuracy, with how many replies were audited", () => {
    const [table] = terminalTables(input);
    const column = table?.header.indexOf(words[language][1]) ?? -1;
    expect(table?.header[column - 1]).toBe(words[language][0]);
    expect(table?.rows[0]?.[column]).toBe(words[language][2]);
    expect(table?.rows[0]?.[column - 1]).toBe(words[language][3]);
    // A model without an audit has none of it.
    expect(table?.rows[1]?.slice(column - 1, column + 1)).toEqual(["–", "–"]);
    expect(table?.notes.join("\n")).toContain(words[language][4]);
  });

  it("says so on the page and in Markdown too", () => {
    const page = htmlReport(input);
    const markdown = markdownReport(input).replaceAll("\\", "");
    for (const word of words[language]) {
      expect(markdown).toContain(word);
    }
    for (const word of [words[language][0], words[language][1], words[language][4]]) {
      expect(page).toContain(word);
    }
  });

  it("says why an outdated audit gives no number", () => {
    const stale = notEstimable({ model: "m", measure: "accuracy:audited", why: auditOutdated });
    const [table] = terminalTables(sampleReportInput(language, { estimates: [accuracy, stale] }));
    const why = {
      en: "Not estimable: m (the replies were read or measured anew after the audit).",
      zh: "审读之后回答又被重新读取或计算",
      es: "las respuestas se leyeron o midieron de nuevo después de la auditoría",
    };
    expect(table?.notes.join("\n")).toContain(why[language]);
  });
});

it("a run without an audit has no such columns", () => {
  const [table] = terminalTables(sampleReportInput("en"));
  expect(table?.header).not.toContain("Audited accuracy");
});

it("the CSV has the audited rows as rows", () => {
  const csv = csvReport(sampleReportInput("en", { estimates: [accuracy, audited] }));
  expect(csv.split("\r\n")[2]).toContain("accuracy:audited,posed,0.823,0.7,0.9,0.95,square-and-add");
});
