import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analysisTables } from "../reports/analysis-tables.ts";
import { analysisSections } from "../reports/html/analysis-sections.ts";
import { createFigureIds } from "../reports/html/html-figure.ts";
import { reportWords } from "../reports/report-words.ts";
import { createStudyFolder, type StudyFolder, stillSurroundings } from "../runs/__fixtures__/study-folder.ts";
import { parseStudy } from "../runs/read-study.ts";
import { runStudy } from "../runs/run-study.ts";
import { analyseRun } from "./analyse-run.ts";
import { readCalibration } from "./read-calibration.ts";

let folder: StudyFolder;
beforeAll(() => {
  folder = createStudyFolder();
});
afterAll(() => folder.remove());

async function run(name: string, asking: string, model: string): Promise<string> {
  const text = `name: ${name}
dataset: { use: sample-exam, language: en }
filters: { kind: [single], limit: 8 }
prompts: [letter-only]
${asking}
models: [${model}]
`;
  const out = join(folder.path, name);
  const study = await parseStudy(text, join(folder.path, `${name}.yaml`));
  const signal = new AbortController().signal;
  expect(await runStudy(study, out, { surroundings: stillSurroundings, signal })).toMatchObject({ status: "complete" });
  return out;
}

describe("a run whose replies state a confidence", () => {
  it("has it read out of them, kept with the run's analyses, and shown in the report", async () => {
    const out = await run(
      "stated",
      "instructions: [stated-confidence]",
      '{ id: sure, backend: scripted, otherwise: "A\\nConfidence: 80%" }',
    );
    const { analyses, partings } = await readCalibration(out);
    expect(partings).toEqual([]);
    const [row, ...others] = analyses[0]?.rows ?? [];
    expect(others).toEqual([]);
    expect(row).toMatchObject({ model: "sure", source: "stated", nAnswers: 8, withoutAnswer: 0, withoutConfidence: 0 });
    expect(row?.confidence).toBeCloseTo(0.8, 12);
    expect(row?.calibrationError.value).toBeCloseTo(Math.abs(0.8 - (row?.accuracy.value ?? Number.NaN)), 12);
    const kept = await analyseRun(out);
    expect(kept.calibration).toEqual(analyses);
    const title = reportWords("en").text("calibration.section");
    expect(analysisTables(kept, reportWords("en"), false).map((part) => part.title)).toContain(title);
    expect(analysisSections(kept, reportWords("en"), false, createFigureIds()).models.map(({ id }) => id)).toContain(
      "calibration",
    );
    await expect(readCalibration(out, { exam: "absent" })).rejects.toMatchObject({ code: "ARGUMENT_INVALID" });
    const narrow = await readCalibration(out, { accuracy: 0.5, bins: 3 });
    expect(narrow.analyses[0]).toMatchObject({ bins: 3, wantedAccuracy: 0.5 });
  }, 60_000);

  it("with repeats has their agreement beside it", async () => {
    const out = await run(
      "repeated",
      "instructions: [stated-confidence]\nrepeats: 3",
      '{ id: sure, backend: scripted, otherwise: "B\\nConfidence: 9/10" }',
    );
    const rows = (await readCalibration(out)).analyses[0]?.rows ?? [];
    expect(
      rows.map(({ source, nAnswers, nItems, confidence }) => [source, nAnswers, nItems, confidence.toFixed(2)]),
    ).toEqual([
      ["stated", 24, 8, "0.90"],
      ["repeats", 8, 8, "1.00"],
    ]);
  }, 60_000);
});

it("a run without confidences has no analysis", async () => {
  const out = await run("plain", "repeats: 1", "{ id: first, backend: constant-label, position: 1 }");
  expect(await readCalibration(out)).toEqual({ analyses: [], partings: [] });
  expect(await analyseRun(out)).not.toHaveProperty("calibration");
}, 60_000);
