import { UsageError } from "../base/errors.ts";
import type { InstructionAnalysis } from "../records/instruction-analysis.ts";
import type { PromptAnalysis } from "../records/prompt-analysis.ts";
import { readRunRecord, requireMeasured } from "../runs/run-record.ts";
import type { RunRecord } from "../runs/specification.ts";
import { type GatherFieldsOptions, gatherFields } from "./gather-fields.ts";
import { instructionAnalyses } from "./instruction-analysis.ts";
import { promptAnalyses } from "./prompt-analysis.ts";
import { readInstructionMarks } from "./read-instruction-marks.ts";
import { armsOfRuns, recordedArms } from "./recorded-arms.ts";
import { readRunItems } from "./run-items.ts";
import { runSettings } from "./run-settings.ts";

/** Which part of the runs is looked at, and how they are put together. */
export type ReadPromptsOptions = GatherFieldsOptions;

/**
 * How far the results of one run or several hang on the wording of their prompts; none where there are fewer than two that
 * differ in nothing else. Runs are matched by exam and way of asking, and read with the first one's settings.
 *
 * Throws as `gatherFields` does: RUN_NOT_FOUND, RUN_UNFINISHED, ITEM_SETS_DIFFER, and ARGUMENT_INVALID for an exam that no
 * run has.
 *
 * @param folders At least one run folder.
 */
export async function readPrompts(
  folders: readonly string[],
  options: ReadPromptsOptions = {},
): Promise<readonly PromptAnalysis[]> {
  const { fields, records } = await gatherFields(folders, options);
  const [first] = records;
  return first === undefined ? [] : promptAnalyses(fields, armsOfRuns(records), runSettings(first));
}

/**
 * How far the models of a run do what its instructions say; none without instructions. Throws RUN_NOT_FOUND,
 * RUN_UNFINISHED, and ARGUMENT_INVALID for an exam that the run does not have.
 */
export async function readInstructions(
  folder: string,
  { exam }: { readonly exam?: string } = {},
): Promise<readonly InstructionAnalysis[]> {
  const record = readRunRecord(folder);
  requireMeasured(folder);
  const analyses = await instructionsOfRun(folder, record);
  const exams = (record.specification["exams"] as readonly { readonly name: string }[]).map(({ name }) => name);
  if (exam !== undefined && !exams.includes(exam)) {
    throw new UsageError("ARGUMENT_INVALID", `no exam is called "${exam}"; known are ${exams.join(", ")}`);
  }
  return analyses.filter((analysis) => exam === undefined || analysis.exam === exam);
}

/** The same for a run whose record has been read. Without instructions no file is read. */
export async function instructionsOfRun(folder: string, record: RunRecord): Promise<readonly InstructionAnalysis[]> {
  const arms = recordedArms(record.specification);
  if (arms.every(({ instruction }) => instruction === undefined)) {
    return [];
  }
  const items = await readRunItems(folder);
  const cells = await readInstructionMarks(folder, items, new Set(arms.map(({ name }) => name)));
  const clusters = new Map([...items].map(([exam, own]) => [exam, own.clusters]));
  return instructionAnalyses({ arms, cells, clusters }, runSettings(record));
}
