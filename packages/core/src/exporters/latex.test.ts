import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyseRun } from "../comparisons/analyse-run.ts";
import type { Estimate } from "../records/estimate.ts";
import { examRowsForTests } from "../runs/__fixtures__/study-folder.ts";
import { filesUnder, jsonOf, type StudyRunFolder, sitStudy } from "./__fixtures__/exported-study.ts";
import { exportRun } from "./export-run.ts";

const hostile = "50%_R&D {x} \\input{/etc/passwd} $1 #2 ^~";

let study: StudyRunFolder;
beforeAll(async () => {
  const rows = examRowsForTests(12).map((row) => ({
    ...row,
    specialty: row.specialty === "neurology" ? "神经内科" : hostile,
  }));
  study = await sitStudy(
    `name: tables
dataset:
  use: jsonl-file
  name: exam
  path: exam.jsonl
  language: en
  fields: { id: id, stem: question, options: options, key: answer, tags: { specialty: specialty } }
models:
  - { id: "[a]_b--c", backend: constant-label, position: 1 }
  - { id: random, backend: random-option }
strata: [specialty]
`,
    {},
    rows,
  );
});
afterAll(() => study.remove());

async function tables(name: string, language: "en" | "es" | "zh" = "en"): Promise<Map<string, string>> {
  const out = study.out(name);
  await exportRun("latex", study.run, out, { language });
  return new Map(filesUnder(out).map((file) => [file, readFileSync(join(out, file), "utf8")]));
}

/** Cells of the rows between the rules. */
function rowsOf(text: string): string[][] {
  return text
    .split("\n")
    .filter((line) => line.endsWith(" \\\\"))
    .map((line) => line.slice(0, -3).split(" & "));
}

describe("latex", () => {
  it("writes leaderboard, strata and a document that takes them in", async () => {
    const found = await tables("en");
    expect([...found.keys()]).toEqual(["leaderboard-exam.tex", "strata-exam-specialty.tex", "tables.tex"]);
    expect(found.get("tables.tex")).toContain('\\input{"leaderboard-exam.tex"}\n\\input{"strata-exam-specialty.tex"}');
    expect(found.get("tables.tex")).toContain("\\usepackage{xeCJK}");
    expect(found.get("leaderboard-exam.tex")).not.toContain("xeCJK");
    expect(found.get("strata-exam-specialty.tex")).toContain("xeCJK");
  });

  it("has each model's accuracy with its interval, as numbers siunitx aligns", async () => {
    const [header, ...rows] = rowsOf((await tables("rows")).get("leaderboard-exam.tex") ?? "");
    expect(header?.slice(0, 3)).toEqual(["Model", "{Accuracy (\\%)}", "\\multicolumn{2}{c}{95\\% interval}"]);
    const estimates = jsonOf<Estimate[]>(join(study.run, "estimates.json"));
    expect(rows).toHaveLength(2);
    for (const cells of rows) {
      const model = cells[0] === "random" ? "random" : "[a]_b--c";
      const own = estimates.find(
        (row) => row.measure === "accuracy" && row.model === model && Object.keys(row.stratum).length === 0,
      );
      const percent = (rate: number | null | undefined): string => ((rate ?? Number.NaN) * 100).toFixed(1);
      expect(cells.slice(1, 4)).toEqual([percent(own?.value), percent(own?.low), percent(own?.high)]);
      // The run was not analysed: no rank is made up.
      expect(cells.slice(-5)).toEqual(["12", "{--}", "{--}", "{--}", "–"]);
    }
    expect(rows.map(([model]) => model)).toContain("{[}a{]}\\_b-{}-c");
  });

  it("has the ranks and tied sets of the run's own comparison", async () => {
    const { comparisons } = await analyseRun(study.run);
    const [, ...rows] = rowsOf((await tables("ranks")).get("leaderboard-exam.tex") ?? "");
    const ranked = comparisons[0]?.models ?? [];
    expect(ranked).toHaveLength(2);
    expect(rows.map((cells) => cells.slice(-4))).toEqual(
      ranked.map(({ rank, rankLow, rankHigh, tiedSets }) => [
        ...[rank, rankLow, rankHigh].map(String),
        tiedSets.map((set) => "ab"[set]).join(" "),
      ]),
    );
  });

  it("takes the data for text, whatever it says", async () => {
    const strata = (await tables("hostile")).get("strata-exam-specialty.tex") ?? "";
    expect(strata).not.toContain("\\input");
    expect(strata).toContain(
      "50\\%\\_R\\&D \\{x\\} \\textbackslash{}input\\{/etc/passwd\\} \\$1 \\#2 \\textasciicircum{}\\textasciitilde{}",
    );
    // As many cells in each row as in the header: nothing of the data ends one.
    const [first, ...rest] = rowsOf(strata.replaceAll("\\&", "and"));
    expect(rest.length).toBeGreaterThanOrEqual(5);
    const columns = 6;
    expect(first).toHaveLength(columns - 1);
    const body = rest.filter((cells) => !cells[2]?.startsWith("{"));
    expect(new Set(body.map((cells) => cells.length))).toEqual(new Set([columns]));
  });

  it("speaks the language asked for, with points in numbers and the comma left to siunitx", async () => {
    const spanish = await tables("es", "es");
    expect(spanish.get("leaderboard-exam.tex")).toMatch(/\d\.\d &/);
    expect(spanish.get("leaderboard-exam.tex")).not.toMatch(/\d,\d/);
    expect(spanish.get("tables.tex")).toContain("\\sisetup{output-decimal-marker={,}}");
    expect((await tables("zh", "zh")).get("leaderboard-exam.tex")).toContain("xeCJK");
  });
});
