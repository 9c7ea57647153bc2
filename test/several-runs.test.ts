import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FieldComparison } from "../packages/core/src/records/comparison.ts";
import type { ReportInput } from "../packages/core/src/records/report-input.ts";
import { viva } from "./viva.ts";

let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "viva-several-"));
  study("one", ["constant-label", "longest-option"]);
  study("two", ["open-book", "constant-label"]);
  // The exam of one's own has fewer items here.
  study("three", ["random-option"], 20);
  for (const name of ["one", "two", "three"]) {
    expect(await viva(["run", `${name}.yaml`, "--out", name], { cwd: folder })).toMatchObject({ code: 0 });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function study(name: string, models: readonly string[], others = 30): void {
  const rows = Array.from({ length: others }, (_, place) =>
    JSON.stringify({
      id: `q${place}`,
      question: `Question ${place}?`,
      options: { A: `one ${place}`, B: "another, longer one", C: "third" },
      answer: "ABC"[place % 3],
    }),
  );
  writeFileSync(join(folder, `${name}.jsonl`), rows.join("\n"));
  writeFileSync(
    join(folder, `${name}.yaml`),
    `name: ${name}
datasets:
  - { use: sample-exam, name: en, language: en }
  - use: jsonl-file
    name: own
    path: ${name}.jsonl
    language: en
    fields: { id: id, stem: question, options: options, key: answer }
models: [${models.map((use) => `{ id: ${use}, backend: ${use} }`).join(", ")}]
strata: [specialty]
measures: [accuracy, outcome-rates]
reports: [json]
resamples: 200
passMark: 0.6
`,
  );
}

const run = async (...args: string[]) => await viva(args, { cwd: folder });
const read = (...path: string[]): string => readFileSync(join(folder, ...path), "utf8");

describe("viva report over several runs", () => {
  it("puts every model in one leaderboard, whose ranks and outcomes are the comparison's", async () => {
    const end = await run("report", "one", "two", "--out", "both", "--format", "html,markdown,csv,json");
    expect(end).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(join(folder, "both")).sort()).toEqual([
      "estimates.csv",
      "index.html",
      "leaderboard.csv",
      "report.json",
      "report.md",
    ]);
    const html = read("both", "index.html");
    for (const id of ["runs", "results", "comparison", "profiles", "standard", "outcomes", "checks", "items"]) {
      expect(html).toContain(`<section id="${id}"`);
    }
    expect(html).not.toMatch(/\bNaN\b|<script src|<link/);
    expect(read("both", "report.md")).not.toMatch(/\bNaN\b|undefined/);
    const report = JSON.parse(read("both", "report.json")) as ReportInput;
    expect(report.several?.overlaps).toEqual([
      { exam: "en", items: [70, 70], common: 70, changed: 0 },
      { exam: "own", items: [30, 30], common: 30, changed: 0 },
    ]);
    const names = ["constant-label (one)", "constant-label (two)", "longest-option", "open-book"];
    const accuracies = report.estimates.filter(({ exam, measure }) => exam === "en" && measure === "accuracy");
    expect(accuracies.map(({ model }) => model).sort()).toEqual(names);
    // The same numbers as a run has of its own model where all its items are common.
    const own = (JSON.parse(read("two", "estimates.json")) as ReportInput["estimates"]).find(
      ({ exam, model, stratum }) => exam === "en" && model === "open-book" && Object.keys(stratum).length === 0,
    );
    expect(accuracies.find(({ model }) => model === "open-book")).toMatchObject({
      value: own?.value,
      low: own?.low,
      high: own?.high,
      nItems: own?.nItems,
      nClusters: own?.nClusters,
    });
    const { comparisons } = JSON.parse((await run("compare", "one", "two", "--json")).stdout) as {
      comparisons: FieldComparison[];
    };
    const leaderboard = read("both", "leaderboard.csv").trim().split("\r\n").slice(1);
    const rowsOf = (exam: string) => leaderboard.map((line) => line.split(",")).filter(([, name]) => name === exam);
    expect(rowsOf("en").map((cells) => [cells[6], Number(cells[13]), Number(cells[14]), Number(cells[15])])).toEqual(
      comparisons[0]?.models.map(({ name, rank, rankLow, rankHigh }) => [name, rank, rankLow, rankHigh]),
    );
    // Every model is a candidate of the item analysis; the checks are each run's own.
    expect(report.several?.checks.map(({ run: name }) => name)).toEqual(["one", "two"]);
    expect(html).toContain("Candidates");
    const chosen = report.estimates.filter(({ exam, measure }) => exam === "en" && measure === "rate:chosen");
    expect(chosen.map(({ value, nItems }) => [value, nItems])).toEqual(names.map(() => [1, 70]));
  });

  it("looks at the exam that is asked for alone, and refuses the others where they differ", async () => {
    const refused = await run("report", "one", "three", "--out", "refused");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/ITEM_SETS_DIFFER: .*"own": one 30, three 20; 20 in common/u);
    expect(await run("report", "one", "three", "--exam", "en", "--out", "english")).toMatchObject({ code: 0 });
    expect(await run("compare", "one", "three", "--exam", "en")).toMatchObject({ code: 0 });
    expect(await run("facts", "one", "three", "--exam", "en")).toMatchObject({ code: 0 });
    expect(await run("compare", "one", "three", "--exam", "own")).toMatchObject({ code: 2 });
    const common = await run("report", "one", "three", "--common", "--exam", "own", "--out", "c", "--format", "json");
    expect(common.code).toBe(0);
    const report = JSON.parse(read("c", "report.json")) as ReportInput;
    expect(report.exams).toMatchObject([{ name: "own", nItems: 20 }]);
    expect(new Set(report.estimates.map(({ nItems }) => nItems))).toEqual(new Set([20]));
  });

  it("wants a folder of its own, and a language that there is", async () => {
    expect(await run("report", "one", "two")).toMatchObject({ code: 2, stderr: expect.stringContaining("--out") });
    expect(await run("report", "one", "--exam", "en")).toMatchObject({ code: 2 });
    expect(await run("report", "one", "two", "--out", "x", "--language", "fr")).toMatchObject({ code: 2 });
  });
});

describe("viva report of a run", () => {
  it("takes the analyses that the run keeps while they are its own, and makes others anew", async () => {
    const kept = read("one", "comparisons.json");
    const planted = kept.replace('"rankLow":1,', '"rankLow":1.25,');
    expect(planted).not.toBe(kept);
    const place = join(folder, "one", "comparisons.json");
    writeFileSync(place, planted);
    expect((await run("report", "one", "--language", "es", "--out", "out")).stdout).toContain("[1,3–");
    // Other replies: what was kept is no longer the run's.
    writeFileSync(place, planted.replace(/"inputs": "\w+"/u, '"inputs": "0"'));
    expect((await run("report", "one", "--language", "es", "--out", "out")).stdout).not.toContain("[1,3–");
    expect(read("one", "comparisons.json")).toBe(kept);
    // Cut off by hand: made anew, too.
    writeFileSync(place, kept.slice(0, 500));
    expect((await run("report", "one", "--out", "out")).code).toBe(0);
    expect(read("one", "comparisons.json")).toBe(kept);
  });

  it("prints ranks also where a complete run is issued again, from what it keeps", async () => {
    const first = await run("run", "two.yaml", "--out", "two");
    expect(first.stdout).toContain("nothing was asked");
    expect(first.stdout).toMatch(/Rank {2}Tied/);
    expect(first.stdout).toMatch(/open-book .*1 \[1–/);
  });
});
