import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CalibrationAnalysis, CalibrationRow } from "../records/calibration-analysis.ts";
import { gatherAnalysedReport } from "../reports/examine.ts";
import { createStudyFolder, type StudyFolder, stillSurroundings } from "../runs/__fixtures__/study-folder.ts";
import { parseStudy } from "../runs/read-study.ts";
import { runStudy } from "../runs/run-study.ts";
import { analyseRun } from "./analyse-run.ts";
import { keptAnalyses } from "./kept-analyses.ts";
import { readCalibration } from "./read-calibration.ts";

/**
 * What every case of the exam is answered like: two questions with 90%, both right; ten with 60%, three right; four with 30%,
 * none right. Cases are clusters, so any half of them is answered alike, and what is best on one is best on the other.
 */
const answersOfCase = [
  ...Array.from({ length: 2 }, () => ({ stated: 90, right: true })),
  ...Array.from({ length: 10 }, (_, at) => ({ stated: 60, right: at < 3 })),
  ...Array.from({ length: 4 }, () => ({ stated: 30, right: false })),
];
const nCases = 12;

let folder: StudyFolder;
let out = "";
beforeAll(async () => {
  const places = Array.from({ length: nCases }, (_, at) => answersOfCase.map((one, place) => ({ ...one, at, place })));
  const all = places.flat().map((one) => ({ ...one, id: `case-${one.at}-${one.place}` }));
  folder = createStudyFolder();
  const rows = all.map(({ id, at }) => ({
    id,
    case: `case-${at}`,
    question: id,
    options: ["w", "x", "y", "z"],
    key: "B",
  }));
  folder.write("cases.jsonl", rows.map((row) => JSON.stringify(row)).join("\n"));
  const replies = Object.fromEntries(
    all.map(({ id, right, stated }) => [id, `${right ? "B" : "C"}\nConfidence: ${stated}%`]),
  );
  const fields = { id: "id", stem: "question", options: "options", key: "key", group: "case" };
  const exam = { use: "jsonl-file", path: "cases.jsonl", language: "en", fields };
  const study = {
    name: "marks",
    datasets: [
      { ...exam, name: "mir", scorers: ["exact-set", { use: "negative-marking", right: 3 }] },
      { ...exam, name: "harsh", scorers: [{ use: "negative-marking", penalty: 0.5 }] },
      { ...exam, name: "plain", scorers: ["exact-set"] },
    ],
    prompts: ["letter-only"],
    instructions: ["stated-confidence"],
    models: [{ id: "sure", backend: "scripted", replies }],
    resamples: 100,
  };
  out = join(folder.path, "run");
  const parsed = await parseStudy(JSON.stringify(study), join(folder.path, "study.yaml"));
  const signal = new AbortController().signal;
  expect(await runStudy(parsed, out, { surroundings: stillSurroundings, signal })).toMatchObject({
    status: "complete",
  });
}, 60_000);
afterAll(() => folder.remove());

function only(analyses: readonly CalibrationAnalysis[], exam: string) {
  const analysis = analyses.find((one) => one.exam === exam && one.rows.length > 0);
  const [row] = analysis?.rows ?? [];
  if (analysis === undefined || row === undefined) {
    throw new Error(`no analysis of ${exam}`);
  }
  return { analysis, row, half: row.nAnswers / 2 };
}
const marksOf = ({ forMarks }: CalibrationRow) => ({
  threshold: forMarks?.threshold,
  marks: forMarks?.heldOut.marks,
  all: forMarks?.heldOut.marksAnsweringAll,
});

describe("the threshold for most marks", () => {
  it("is that of the exam's own marks, on the half it was not chosen on", async () => {
    const { analyses } = await readCalibration(out);
    const mir = only(analyses, "mir");
    expect(mir.analysis.marks).toMatchObject({ scorer: "negative-marking", right: { low: 3 }, wrong: { low: -1 } });
    // From 60% on (2·3 + 3·3 − 7·1) / 16 of a case's questions; from 90% on 6 / 16; all of them (15 − 11) / 16.
    expect(marksOf(mir.row)).toEqual({ threshold: 0.6, marks: 8 / 16, all: 4 / 16 });
    expect(mir.row.forMarks?.heldOut).toMatchObject({ n: mir.half, taken: (12 / 16) * mir.half });
    const harsh = only(analyses, "harsh");
    // From 90% on 2 / 16; from 60% on (5 − 3.5) / 16; all of them (5 − 5.5) / 16.
    expect(marksOf(harsh.row)).toEqual({ threshold: 0.9, marks: 2 / 16, all: -0.5 / 16 });
    // (0 + 0.5) / (1 + 0.5)
    expect(harsh.analysis.marks?.indifference.low).toBeCloseTo(1 / 3, 14);
  });

  it("is not suggested where wrong answers cost nothing, unless marks are asked for", async () => {
    const plain = only((await readCalibration(out)).analyses, "plain");
    expect(plain.analysis.marks).toBeNull();
    expect(plain.row.forMarks).toBeNull();
    expect(plain.row.forAccuracy?.threshold).toBe(0.9);
    const asked = await readCalibration(out, { marks: { right: 1, wrong: -1, abstained: 0.1 } });
    for (const exam of ["mir", "harsh", "plain"]) {
      const { analysis, row } = only(asked.analyses, exam);
      expect(analysis.marks).toMatchObject({ scorer: null, wrong: { low: -1, high: -1 } });
      // From 90% on (2 + 14·0.1) / 16; from 60% on (5 − 7 + 0.4) / 16; all of them (5 − 11) / 16.
      const found = marksOf(row);
      expect(found).toMatchObject({ threshold: 0.9, all: -6 / 16 });
      expect(found.marks).toBeCloseTo(3.4 / 16, 12);
    }
  });
});

describe("kept analyses", () => {
  const journal = () => join(out, "completions.jsonl");

  it("are the run's own while its replies state the same, in whatever order, and are made again when one does not", async () => {
    const analysed = await analyseRun(out);
    expect((await keptAnalyses(out))?.calibration).toEqual(analysed.calibration);
    // Without its replies a run cannot be analysed again: what is kept is all there is.
    renameSync(journal(), `${journal()}.away`);
    expect(await keptAnalyses(out)).not.toBeNull();
    renameSync(`${journal()}.away`, journal());
    const text = readFileSync(journal(), "utf8");
    const lines = text.trimEnd().split("\n");
    writeFileSync(journal(), `${lines.toReversed().join("\n")}\n`);
    expect(await keptAnalyses(out)).not.toBeNull();
    writeFileSync(journal(), text.replace("Confidence: 90%", "Confidence: 10%"));
    expect(await keptAnalyses(out)).toBeNull();
    const { analyses } = await gatherAnalysedReport(out);
    const before = analysed.calibration?.map(({ rows }) => rows[0]?.confidence ?? Number.NaN) ?? [];
    const after = analyses?.calibration?.map(({ rows }) => rows[0]?.confidence ?? Number.NaN) ?? [];
    // One reply of one exam says 80 points less.
    const n = nCases * answersOfCase.length;
    expect(before.reduce((sum, one, at) => sum + one - (after[at] ?? 0), 0)).toBeCloseTo(0.8 / n, 12);
    expect((await keptAnalyses(out))?.calibration).toEqual(analyses?.calibration);
    writeFileSync(journal(), text);
    expect(await keptAnalyses(out)).toBeNull();
  });
});
