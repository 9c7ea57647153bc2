import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportRun } from "../exporters/export-run.ts";
import type { Estimate } from "../records/estimate.ts";
import type { Score } from "../records/score.ts";
import { gatherReport } from "../reports/gather-report.ts";
import { createStudyFolder, type StudyFolder, stillSurroundings } from "./__fixtures__/study-folder.ts";
import { parseStudy } from "./read-study.ts";
import { runStudy } from "./run-study.ts";
import { scorersOfExam, specificationOf } from "./specification.ts";
import type { Study } from "./study.ts";

const source = `use: jsonl-file, path: exam.jsonl, language: en, fields: { id: id, stem: question, options: options, key: answer }`;
const text = `name: t
datasets:
  - { ${source}, name: plain }
  - { ${source}, name: board, scorers: [{ use: negative-marking, penalty: 0.25 }, exact-set] }
scorers: [exact-set, jaccard]
sensitivity: { extractors: [first-label] }
measures: [accuracy, outcome-rates, net-points]
models:
  - { id: always-first, backend: constant-label, position: 1 }
`;

let folder: StudyFolder;
let study: Study;
let out = "";
const read = (written: string): Promise<Study> => parseStudy(written, join(folder.path, "study.yaml"));
const estimates = (name: string): Estimate[] => JSON.parse(readFileSync(join(out, name), "utf8"));

beforeAll(async () => {
  folder = createStudyFolder();
  out = join(folder.path, "run");
  study = await read(text);
  await runStudy(study, out, { surroundings: stillSurroundings, signal: new AbortController().signal });
});
afterAll(() => folder.remove());

/** "exam scorer" of every row with points, each once, in order. */
const marked = (rows: readonly Estimate[]): string[] => [
  ...new Set(rows.filter(({ scorer }) => scorer !== "none").map(({ exam, scorer }) => `${exam} ${scorer}`)),
];

describe("scorers of an exam", () => {
  it("are the study's where it has none of its own; equal ones are held once", () => {
    expect(study.scorers.map(({ use }) => use)).toEqual(["exact-set", "jaccard", "negative-marking"]);
    expect(study.exams.map(({ scorers }) => scorers.map(({ use }) => use))).toEqual([
      ["exact-set", "jaccard"],
      ["negative-marking", "exact-set"],
    ]);
    expect(study.exams[1]?.scorers[1]).toBe(study.exams[0]?.scorers[0]);
  });

  it("alone mark it: no other score lines and no other estimates", () => {
    const scores = readFileSync(join(out, "scores.jsonl"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line): Score => JSON.parse(line));
    const lines = (exam: string) => scores.filter((score) => score.exam === exam).map(({ scorer }) => scorer);
    expect(lines("plain").slice(0, 4)).toEqual(["exact-set", "jaccard", "exact-set", "jaccard"]);
    expect(lines("board").slice(0, 4)).toEqual(["negative-marking", "exact-set", "negative-marking", "exact-set"]);
    expect(marked(estimates("estimates.json"))).toEqual([
      "plain exact-set",
      "plain jaccard",
      "board negative-marking",
      "board exact-set",
    ]);
  });

  it("give the headline of each exam by the first, also under other extractors", () => {
    const others = estimates("sensitivity.json").filter(({ extractor }) => extractor === "first-label");
    expect(marked(others)).toEqual(["plain exact-set", "board negative-marking"]);
    // 3 of 12 right: the points go from −0.25 to 1, so accuracy is (0.25 · 1.25) / 1.25 on that scale too.
    const board = others.find(({ exam, denominator }) => exam === "board" && denominator === "posed");
    expect(board?.value).toBeCloseTo(0.25, 12);
  });

  it("keep the deductions for net points", () => {
    const net = estimates("estimates.json")
      .filter(({ measure }) => measure === "net-points")
      .map(({ exam, scorer, value }) => [exam, scorer, value]);
    expect(net).toEqual([
      ["plain", "exact-set", 0.25],
      ["plain", "jaccard", 0.25],
      ["board", "negative-marking", expect.closeTo((3 - 9 * 0.25) / 12, 12)],
      ["board", "exact-set", 0.25],
    ]);
  });

  it("count outcomes once an exam", () => {
    const rates = estimates("estimates.json").filter(({ measure }) => measure === "rate:chosen");
    expect(rates.map(({ exam }) => exam)).toEqual(["plain", "board"]);
  });

  it("are told by run.json, to reports and exports", async () => {
    const specification = JSON.parse(readFileSync(join(out, "run.json"), "utf8")).specification;
    expect(scorersOfExam(specification, "board")).toEqual(["negative-marking", "exact-set"]);
    expect(scorersOfExam({ exams: [{ name: "old" }], scorers: [{ use: "jaccard" }] }, "old")).toEqual(["jaccard"]);
    const report = await gatherReport(out);
    expect(report.scorers).toEqual(["exact-set", "jaccard", "negative-marking"]);
    // An always-first answer is wrong on this item: 0 points of exact-set, and 0 on the scale of negative marking.
    expect(report.samples.every(({ points }) => points === 0 || points === 1)).toBe(true);
    for (const format of ["inspect", "lm-eval"] as const) {
      const { files } = await exportRun(format, out, join(folder.path, format), {});
      expect(files.length).toBeGreaterThan(0);
    }
  });

  it("are part of what decides a run, and checked like the study's", async () => {
    const other = await specificationOf(await read(text.replace(", exact-set] }", "] }")));
    expect(other).not.toEqual(await specificationOf(study));
    await expect(read(text.replace("negative-marking", "negativ"))).rejects.toThrow(
      /datasets\[1\]\.scorers\[0\]\.use/u,
    );
    const train = `${text}fewShot: { k: 1, train: { ${source}, scorers: [jaccard] } }\n`;
    await expect(read(train)).rejects.toThrow(/fewShot\.train\.scorers: unknown field/u);
  });
});
