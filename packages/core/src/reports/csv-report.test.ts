import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { estimate, notEstimable, sampleReportInput } from "./__fixtures__/sample-report-input.ts";
import { csvReport } from "./csv-report.ts";

const read = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true });

describe("csvReport", () => {
  it("has a row for each estimate and each row of the sensitivity analysis", () => {
    const input = sampleReportInput();
    const rows = read(csvReport(input));
    expect(rows.filter(({ table }) => table === "estimates")).toHaveLength(input.estimates.length);
    expect(rows.filter(({ table }) => table === "sensitivity")).toHaveLength(input.sensitivity.length);
  });

  it("keeps full precision and gives each tag a column", () => {
    const input = sampleReportInput("en", {
      estimates: [
        estimate({
          model: "m",
          right: 1,
          nItems: 3,
          stratum: { specialty: "neurology", level: "senior" },
          excluded: { annulled: 2, unkeyed: 1 },
        }),
      ],
      sensitivity: [],
    });
    expect(read(csvReport(input))[0]).toMatchObject({
      runComplete: "true",
      value: String(1 / 3),
      "stratum.specialty": "neurology",
      "stratum.level": "senior",
      excluded: "annulled=2; unkeyed=1",
      nItems: "3",
    });
  });

  it("leaves the value of what cannot be estimated empty and says why", () => {
    const csv = csvReport(
      sampleReportInput("en", { complete: false, estimates: [notEstimable({ model: "m" })], sensitivity: [] }),
    );
    expect(read(csv)[0]).toMatchObject({
      value: "",
      low: "",
      status: "not-estimable",
      why: "no item has a key",
      runComplete: "false",
    });
    expect(csv).not.toMatch(/NaN|null|undefined/u);
  });

  it.each([
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "\r=1",
    "＝1",
    "\u200f=1",
    "\ufeff=1",
    "\u0000=1",
  ])("guards the cell %j against being run as a formula", (model) => {
    const csv = csvReport(
      sampleReportInput("en", { estimates: [estimate({ model, right: 1, nItems: 2 })], sensitivity: [] }),
    );
    const cell = read(csv)[0]?.["model"] ?? "";
    expect(cell.startsWith("'")).toBe(true);
  });

  it("guards the names of tags in the header too", () => {
    const csv = csvReport(
      sampleReportInput("en", {
        estimates: [estimate({ model: "m", right: 1, nItems: 2, stratum: { "=1": "x" } })],
        sensitivity: [],
      }),
    );
    expect(csv.split("\r\n")[0]).toContain(",stratum.=1,");
  });

  it("leaves negative numbers numbers", () => {
    const csv = csvReport(
      sampleReportInput("en", {
        estimates: [estimate({ model: "m", right: 1, nItems: 2, value: -0.25 })],
        sensitivity: [],
      }),
    );
    expect(read(csv)[0]?.["value"]).toBe("-0.25");
  });

  it("quotes quotes, commas and line breaks, and survives lone surrogates", () => {
    const model = 'a "b", c\nd \ud800';
    const csv = csvReport(
      sampleReportInput("en", { estimates: [estimate({ model, right: 1, nItems: 2 })], sensitivity: [] }),
    );
    expect(read(csv)[0]?.["model"]).toBe('a "b", c\nd \ufffd');
    expect(csv.isWellFormed()).toBe(true);
  });

  it("is a header without estimates", () => {
    expect(
      csvReport(sampleReportInput("en", { estimates: [], sensitivity: [] }))
        .trim()
        .split("\r\n"),
    ).toHaveLength(1);
  });
});
