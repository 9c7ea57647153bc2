import { describe, expect, it } from "vitest";
import { estimate, notEstimable, sampleReportInput } from "./__fixtures__/sample-report-input.ts";
import { jsonReport } from "./json-report.ts";

describe("jsonReport", () => {
  it("names its format and holds every number unchanged", () => {
    const input = sampleReportInput();
    const read = JSON.parse(jsonReport(input));
    expect(read).toMatchObject({ format: "viva-report", formatVersion: 1, complete: true });
    expect(read.estimates).toEqual(input.estimates);
    expect(read.sensitivity).toEqual(input.sensitivity);
    expect(read.models).toEqual(input.models);
  });

  it("holds no replies", () => {
    expect(jsonReport(sampleReportInput())).not.toContain("crushing chest pain");
  });

  it("escapes lone surrogates and control characters and keeps null as null", () => {
    const json = jsonReport(
      sampleReportInput("en", {
        estimates: [notEstimable({ model: "\ud800\u0000" }), estimate({ model: "m", right: 1, nItems: 2 })],
      }),
    );
    expect(json).toContain("\\ud800\\u0000");
    expect(JSON.parse(json).estimates[0].value).toBeNull();
  });
});
