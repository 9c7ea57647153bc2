import { describe, expect, it } from "vitest";
import { estimate, notEstimable, sampleReportInput } from "./__fixtures__/sample-report-input.ts";
import { junitReport } from "./junit-report.ts";

const one = (change: Parameters<typeof sampleReportInput>[1]) =>
  sampleReportInput("en", { perturbations: ["none"], sensitivity: [], ...change });
const board = [
  estimate({ model: "strong", right: 80, nItems: 100 }),
  estimate({ model: "weak", right: 40, nItems: 100 }),
  notEstimable({ model: "unmeasured" }),
];

describe("junitReport", () => {
  it("has a case for each model and exam, failing below the limit", () => {
    const xml = junitReport(one({ estimates: board }), { failUnder: 0.6 });
    expect(xml).toContain('tests="3" failures="1" errors="1"');
    expect(xml).toContain('<testcase classname="viva-sample" name="strong">');
    expect(xml).toContain('<failure type="accuracy" message="accuracy 40.000% is below 60.000%"/>');
    expect(xml).toContain("<system-out>Accuracy 40.0% [30.9, 49.8], n = 100</system-out>");
  });

  it("passes an accuracy equal to the limit", () => {
    expect(junitReport(one({ estimates: board }), { failUnder: 0.8 })).not.toContain("80.000% is below");
  });

  it("never passes what cannot be estimated", () => {
    const xml = junitReport(one({ estimates: board }), { failUnder: null });
    expect(xml).toContain('failures="0" errors="1"');
    expect(xml).toContain('<error type="not-estimable" message="accuracy cannot be estimated: no item has a key"/>');
  });

  it("adds a case for an unfinished run that is an error", () => {
    const models = sampleReportInput().models.map((entry) => ({
      ...entry,
      planned: 10,
      finished: 7,
      notMade: { unkeyed: 1 },
    }));
    const xml = junitReport(one({ estimates: board.slice(0, 1), complete: false, models }), { failUnder: null });
    expect(xml).toContain('tests="2" failures="0" errors="1"');
    expect(xml).toContain("8 of 36 planned calls have no reply");
  });

  it("writes characters XML forbids as pictures and escapes the rest", () => {
    const hostile = estimate({ model: "]]></testcase>\u0000\ud800\"'\n&", right: 1, nItems: 2 });
    const xml = junitReport(one({ estimates: [hostile] }), { failUnder: null });
    expect(xml).toContain('name="]]&gt;&lt;/testcase&gt;␀\ufffd&quot;\'&#10;&amp;"');
    expect(xml).not.toMatch(/[\u0000-\u0008\ud800-\udfff]/u);
  });

  it("speaks Spanish and Chinese", () => {
    const speak = (language: "zh" | "es") =>
      junitReport(sampleReportInput(language, { estimates: board }), { failUnder: 0.6 });
    expect(speak("es")).toContain("el acierto 40,000\u00a0% es menor que 60,000\u00a0%");
    expect(speak("zh")).toContain("正确率 40.000% 低于 60.000%");
  });
});
