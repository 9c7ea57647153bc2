import { BugError } from "../base/errors.ts";
import { noteGarbage } from "../base/note-garbage.ts";
import type { RunAnalyses } from "../records/run-analyses.ts";
import type { KnownModels } from "../runs/known-models.ts";
import { readModelFacts } from "../runs/read-model-facts.ts";
import type { RunRecord } from "../runs/specification.ts";
import { analyseItems } from "./analyse-items.ts";
import { compareModels } from "./compare-models.ts";
import { compareTexts } from "./compare-texts.ts";
import { contaminationOfRun } from "./contamination-read.ts";
import { examStandard } from "./exam-standard.ts";
import { factsAnalysis } from "./facts-analysis.ts";
import type { Field } from "./field.ts";
import { gatherFields } from "./gather-fields.ts";
import { gatherTextFields } from "./gather-text-fields.ts";
import { harmOfRun } from "./harm-analysis.ts";
import { type ItemText, readItemTexts } from "./item-texts.ts";
import { judgeAnalyses } from "./judge-analysis.ts";
import { analysesInputs, stemsOf, writeAnalyses } from "./kept-analyses.ts";
import { type KeySuspicions, startKeySuspicions } from "./key-suspicions.ts";
import { levelGap } from "./level-gap.ts";
import { parallelLanguages } from "./parallel-languages.ts";
import { promptAnalyses } from "./prompt-analysis.ts";
import { calibrationOfRun } from "./read-calibration.ts";
import { knowledgeOfRun } from "./read-knowledge.ts";
import { instructionsOfRun } from "./read-prompts.ts";
import { reasonsOfRun } from "./read-reasons.ts";
import { readRobustness } from "./read-robustness.ts";
import { armsOfRuns } from "./recorded-arms.ts";
import { type RunSettings, runSettings } from "./run-settings.ts";
import { stratumProfiles } from "./stratum-profile.ts";
import { yardsticksOf } from "./yardsticks.ts";

/**
 * Items of a run up to which it is analysed when it ends: analyses hold every item and model in memory. Larger runs are
 * compared when asked for, by `viva compare` and `viva exam`.
 */
export const mostItemsAnalysed = 100_000;

/**
 * Compare the models of a finished run, with and without perturbations, and look at its exams item by item: writes
 * comparisons.json, item-analysis.json and, where there are perturbations, robustness.json, all a pure function of the
 * run's other derived files.
 */
export async function analyseRun(folder: string): Promise<RunAnalyses> {
  const { fields, records } = await gatherFields([folder]);
  const [record] = records;
  if (record === undefined) {
    throw new BugError("INTERNAL", "one run folder was gathered into no record");
  }
  const known = readModelFacts();
  const withheld = record.specification["withholdItems"] === true;
  const texts = await readItemTexts(folder, withheld);
  const textsOf = (exam: string): ReadonlyMap<string, ItemText> => texts.get(exam) ?? new Map<string, ItemText>();
  const robustness = await readRobustness(folder, { known });
  const contamination = await contaminationOfRun(folder, record, fields, known);
  const settings = runSettings(record);
  const instructions = await instructionsOfRun(folder, record);
  const harm = await harmOfRun(folder, record);
  const said = await gatherTextFields([folder], [record]);
  const reasons = await reasonsOfRun(folder, record);
  const knowledge = await knowledgeOfRun(folder, record);
  const judges = await judgeAnalyses(folder);
  const { analyses: calibration, partings, statedHash } = await calibrationOfRun(folder, record);
  const analyses = {
    ...(await analyseFields({ fields, records, settings, known, textsOf })),
    ...(robustness.analyses.length === 0 ? {} : { robustness }),
    ...(contamination.length === 0 ? {} : { contamination }),
    ...(instructions.length === 0 ? {} : { instructions }),
    ...(harm.length === 0 ? {} : { harm }),
    ...(said.length === 0 ? {} : { texts: said.flatMap((field) => compareTexts(field, settings)) }),
    ...(reasons.length === 0 ? {} : { reasons }),
    ...(knowledge.length === 0 ? {} : { knowledge }),
    ...(judges.length === 0 ? {} : { judges }),
    ...(calibration.length === 0 ? {} : { calibration }),
    ...(partings.length === 0 ? {} : { partings }),
    stems: stemsOf(texts),
  };
  const inputs = { inputs: await analysesInputs(folder, known), stated: statedHash };
  writeAnalyses(folder, inputs, record.name, analyses);
  return analyses;
}

/** What an analysis of a field leaves behind in arrays, for each model and item. */
const garbageBytesPerPoint = 64;

/** What fields are analysed with. */
export interface FieldsAnalysis {
  /** One for each exam, way of asking and form of the items. */
  readonly fields: readonly Field[];
  /** Of the runs that were gathered, in their order. */
  readonly records: readonly RunRecord[];
  readonly settings: RunSettings;
  readonly known: KnownModels;
  /** Texts of an exam's items, for the ids of their options. */
  textsOf(exam: string): ReadonlyMap<string, ItemText>;
}

/** Every analysis of some fields but the stems of their items. Facts are given without times and costs. */
export async function analyseFields(analysis: FieldsAnalysis): Promise<Omit<RunAnalyses, "stems">> {
  const published = analysis.fields.filter(({ perturbation }) => perturbation === "none");
  const suspicions = published.map((field) => startKeySuspicions(field));
  try {
    return await analysesOf(analysis, suspicions);
  } finally {
    await Promise.all(suspicions.map(({ gone }) => gone));
  }
}

async function analysesOf(
  { fields, records, settings, known, textsOf }: FieldsAnalysis,
  suspicions: readonly KeySuspicions[],
): Promise<Omit<RunAnalyses, "stems">> {
  const published = fields.filter(({ perturbation }) => perturbation === "none");
  const nPoints = fields.reduce((sum, { models, itemIds }) => sum + models.length * itemIds.length, 0);
  /** What an analysis left behind is collected before the next one adds its own. */
  const collected = <T>(result: T): T => {
    noteGarbage(nPoints * garbageBytesPerPoint);
    return result;
  };
  const prompts = collected(promptAnalyses(published, armsOfRuns(records), settings));
  return {
    comparisons: collected(fields.map((field) => compareModels(field, settings))),
    profiles: collected(published.flatMap((field) => stratumProfiles(field, settings))),
    levels: collected(published.flatMap((field) => levelGap(field, settings) ?? [])),
    standards: collected(
      await Promise.all(
        published.map(async (field) =>
          examStandard(field, settings, { yardsticks: await yardsticksOf(field, records) }),
        ),
      ),
    ),
    // The report is the same bytes for the same replies: `viva facts` has times and costs.
    facts: published.map((field) => factsAnalysis(field, settings, known)),
    items: await Promise.all(
      published.map(async (field, place) => {
        const optionIds = new Map([...textsOf(field.exam)].map(([id, text]) => [id, text.optionIds]));
        const suspicion = await suspicions[place]?.result;
        return analyseItems(field, settings, { optionIds, ...(suspicion === undefined ? {} : { suspicion }) });
      }),
    ),
    parallelLanguages: parallelLanguages(published, settings),
    ...(prompts.length === 0 ? {} : { prompts }),
  };
}
