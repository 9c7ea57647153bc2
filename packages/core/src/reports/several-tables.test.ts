import { describe, expect, it } from "vitest";
import type { GatheredRun, SeveralRuns } from "../records/several-runs.ts";
import { sampleReportInput } from "./__fixtures__/sample-report-input.ts";
import { htmlReport } from "./html-report.ts";
import { markdownReport } from "./markdown-report.ts";
import { reportWords } from "./report-words.ts";
import { severalTables } from "./several-tables.ts";

const run = (folder: string, change: Partial<GatheredRun> = {}): GatheredRun => ({
  folder,
  name: "study",
  specificationHash: "0123456789abcdef",
  models: 2,
  extractor: "layered",
  scorers: ["exact-set"],
  complete: true,
  ...change,
});
const several = (runs: readonly GatheredRun[]): SeveralRuns => ({
  runs,
  overlaps: [{ exam: "exam", items: runs.map((_run, place) => 60 - place * 20), common: 40, changed: 3 }],
  checks: [],
});

describe("a report over several runs", () => {
  it("says what they have in common, and warns where they were read or marked differently", () => {
    const words = reportWords("en");
    const [runs, overlap] = severalTables(several([run("a"), run("b", { complete: false })]), words);
    expect(runs?.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ["a", "study", "2", "layered", "exact-set", "yes", "0123456789ab"],
      ["b", "study", "2", "layered", "exact-set", "not yet", "0123456789ab"],
    ]);
    expect(runs?.notes).toHaveLength(1);
    expect(runs?.notes[0]).toContain("exam: 40 items");
    expect(overlap?.rows[0]?.map(({ text }) => text)).toEqual(["exam", "60", "40", "40", "3"]);
    for (const other of [{ extractor: "first-label" }, { scorers: ["partial"] }]) {
      const [differing] = severalTables(several([run("a"), run("b", other)]), words);
      expect(differing?.notes.at(-1)).toContain("not all read and marked alike");
    }
    expect(severalTables(several([run("a")]), words)).toHaveLength(1);
  });

  it.each(["en", "es", "zh"] as const)("leaves out what only one run has, with names as text, in %s", (language) => {
    const runs = [run("<img src=x>"), run("b")];
    const html = htmlReport(sampleReportInput(language, { several: several(runs), samples: [], strata: [] }));
    for (const id of ["runs", "results", "outcomes", "checks", "models"]) {
      expect(html).toContain(`<section id="${id}"`);
    }
    for (const id of ["heatmap", "strata", "sensitivity", "replies"]) {
      expect(html).not.toContain(`<section id="${id}"`);
    }
    expect(html).not.toContain("<img");
    const markdown = markdownReport(sampleReportInput(language, { several: several(runs), strata: [] }));
    expect(markdown).toContain(`## ${reportWords(language).text("several.section")}`);
    expect(markdown).not.toContain(`## ${reportWords(language).text("section.sensitivity")}`);
    expect(markdown).not.toMatch(/NaN|undefined|\{\w+\}/u);
  });
});
