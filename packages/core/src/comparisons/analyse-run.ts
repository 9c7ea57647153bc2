import { BugError } from "../base/errors.ts";
import { writeWhole } from "../base/lines.ts";
import type { RunAnalyses } from "../records/run-analyses.ts";
import { readModelFacts } from "../runs/read-model-facts.ts";
import { runFile } from "../runs/run-files.ts";
import { analyseItems } from "./analyse-items.ts";
import { compareModels } from "./compare-models.ts";
import { examAnalysisFormat, writeExamAnalysis } from "./exam-analysis.ts";
import { examStandard } from "./exam-standard.ts";
import { factsAnalysis } from "./facts-analysis.ts";
import { gatherFields } from "./gather-fields.ts";
import { readItemTexts } from "./item-texts.ts";
import { levelGap } from "./level-gap.ts";
import { parallelLanguages } from "./parallel-languages.ts";
import { runSettings } from "./run-settings.ts";
import { stratumProfiles } from "./stratum-profile.ts";
import { yardsticksOf } from "./yardsticks.ts";

/** Version of comparisons.json's layout. */
const comparisonsFormat = 1;

/**
 * Items of a run up to which it is analysed when it ends: analyses hold every item and model in memory. Larger runs are
 * compared when asked for, by `viva compare` and `viva exam`.
 */
export const mostItemsAnalysed = 100_000;

/**
 * Compare the models of a finished run and look at its exams item by item: writes comparisons.json and
 * item-analysis.json, both a pure function of the run's other derived files.
 */
export async function analyseRun(folder: string): Promise<RunAnalyses> {
  const { fields, records } = await gatherFields([folder]);
  const [record] = records;
  if (record === undefined) {
    throw new BugError("INTERNAL", "one run folder was gathered into no record");
  }
  const settings = runSettings(record);
  const known = readModelFacts();
  const texts = await readItemTexts(folder, record.specification["withholdItems"] === true);
  const published = fields.filter(({ perturbation }) => perturbation === "none");
  const standards = await Promise.all(
    published.map(async (field) => examStandard(field, settings, { yardsticks: await yardsticksOf(field, records) })),
  );
  const items = published.map((field) => {
    const optionIds = new Map([...(texts.get(field.exam) ?? [])].map(([id, text]) => [id, text.optionIds]));
    return analyseItems(field, settings, { optionIds });
  });
  const kept = {
    comparisons: fields.map((field) => compareModels(field, settings)),
    profiles: published.flatMap((field) => stratumProfiles(field, settings)),
    levels: published.flatMap((field) => levelGap(field, settings) ?? []),
    standards,
  };
  const languages = parallelLanguages(published, settings);
  writeWhole(runFile(folder, "comparisons"), comparisonsJson(kept));
  writeExamAnalysis(
    { runFolder: folder },
    { format: examAnalysisFormat, runs: [record.name], analyses: items, parallelLanguages: languages },
  );
  return {
    ...kept,
    // Without times and costs: the report is the same bytes for the same replies. `viva facts` has them.
    facts: published.map((field) => factsAnalysis(field, settings, known)),
    items,
    parallelLanguages: languages,
    stems: Object.fromEntries(
      [...texts].map(([exam, ofExam]) => [
        exam,
        Object.fromEntries([...ofExam].map(([id, { beginning }]) => [id, beginning])),
      ]),
    ),
  };
}

/** One record a line in each list: readable by a person, by diff and by every tool. */
function comparisonsJson(lists: Readonly<Record<string, readonly unknown[]>>): string {
  const parts = Object.entries(lists).map(([name, records]) => {
    const lines = records.map((record) => JSON.stringify(record)).join(",\n");
    return `${JSON.stringify(name)}: [${lines === "" ? "" : `\n${lines}\n`}]`;
  });
  return `{\n"format": ${comparisonsFormat},\n${parts.join(",\n")}\n}\n`;
}
