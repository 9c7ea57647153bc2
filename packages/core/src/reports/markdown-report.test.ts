import { describe, expect, it } from "vitest";
import { estimate, notEstimable, sampleReportInput } from "./__fixtures__/sample-report-input.ts";
import { markdownReport } from "./markdown-report.ts";

/** Number of cells of a table's line. */
const cells = (line: string) => line.replace(/\\\|/gu, "").split("|").length;

describe("markdownReport", () => {
  const report = markdownReport(sampleReportInput());

  it("prints value, interval and n in every breakdown", () => {
    expect(report).toContain("| neurology · senior | 87.5% \\[69.0, 95.7\\] n = 24° |");
    expect(report).toContain("° marks n under 30");
  });

  it("has tables whose lines all have as many cells as their head", () => {
    for (const table of report.split("\n\n").filter((part) => part.startsWith("|"))) {
      const lines = table.split("\n");
      expect(new Set(lines.map(cells)).size, lines[0]).toBe(1);
    }
  });

  it("has a column of net points where they were measured, below 0 included", () => {
    const accuracy = estimate({ model: "m", right: 1, nItems: 2 });
    const net = { ...accuracy, measure: "net-points", value: -0.0625, low: -0.25, high: 0.125 };
    const text = markdownReport(sampleReportInput("en", { estimates: [accuracy, net] }));
    expect(text).toContain("| Net points |");
    expect(text).toContain("| −6.3% \\[−25.0, 12.5\\] |");
    expect(report).not.toContain("Net points");
  });

  it("states the ranks under each protocol, the report's own first, tied models sharing one", () => {
    const row = (model: string, right: number, extractor: string) => estimate({ model, right, nItems: 100, extractor });
    const own = [row("c", 40, "x"), row("b", 50, "x"), row("a", 50, "x")];
    const tied = markdownReport(sampleReportInput("en", { estimates: own, sensitivity: [row("a", 30, "y"), ...own] }));
    const lines = tied
      .slice(tied.indexOf("## Sensitivity"))
      .split("\n")
      .filter((line) => line.startsWith("| "));
    expect(lines.slice(0, 4).map((line) => line.replace(/ \\\[[^|]*/gu, " "))).toEqual([
      "| Protocol | a | b | c |",
      "| --- | ---: | ---: | ---: |",
      "| x · all calls posed | 50.0% \\#1 | 50.0% \\#1 | 40.0% \\#3 |",
      "| y · all calls posed | 30.0% \\#1 | – | – |",
    ]);
  });

  it("says at its top that a run is unfinished", () => {
    const unfinished = markdownReport(sampleReportInput("zh", { complete: false }))
      .split("\n")
      .slice(0, 4)
      .join("\n");
    expect(unfinished).toContain("**本次运行尚未完成。**");
    expect(report).not.toContain("not finished");
  });

  it("lists few-shot examples, withheld items and yardsticks as notes", () => {
    expect(report).toContain("3 worked examples from “viva-train”");
    expect(report).toContain("“most-frequent-letter” is a yardstick");
    expect(report).not.toContain("“qwen2.5-72b” is a yardstick");
    expect(markdownReport(sampleReportInput("en", { withheld: true }))).toContain("The study withholds its items");
  });

  it("keeps names from forming markup or table edges", () => {
    const model = "a|b\n# c <img src=x onerror=alert(1)> [d](javascript:e) `f` \u0000";
    const hostile = markdownReport(
      sampleReportInput("en", { studyName: model, estimates: [estimate({ model, right: 1, nItems: 2 })] }),
    );
    expect(hostile).toContain("a\\|b \\# c &lt;img src=x onerror=alert(1)&gt; \\[d\\](javascript:e) \\`f\\` ␀");
    expect(hostile).not.toContain("<img");
    expect(hostile).not.toContain("\n# c");
  });

  it("never prints NaN or null, and says what could not be estimated", () => {
    const text = markdownReport(
      sampleReportInput("en", {
        estimates: [
          notEstimable({ model: "m" }),
          notEstimable({ model: "m", measure: "rate:chosen" }),
          notEstimable({ model: "m", measure: "weighted-f1" }),
          notEstimable({ model: "m", stratum: { specialty: "neurology" } }),
        ],
        sensitivity: [notEstimable({ model: "m" })],
      }),
    );
    expect(/NaN|\bnull\b|undefined/u.exec(text)?.[0]).toBeUndefined();
    expect(text).toContain("Not estimable: m (no item has a key).");
    expect(text).toContain("without a key 4");
  });

  it("says so where a part is missing", () => {
    const text = markdownReport(sampleReportInput("en", { estimates: [], sensitivity: [], strata: [] }));
    expect(text).toContain("No accuracy was measured in this run.");
    expect(text).toContain("This run has no breakdowns.");
    expect(text).toContain("This run has no sensitivity analysis.");
  });
});
