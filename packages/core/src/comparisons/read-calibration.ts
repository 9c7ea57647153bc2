import { UsageError } from "../base/errors.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Answer } from "../records/answer.ts";
import type { Calibration } from "../records/calibration-analysis.ts";
import { runFile } from "../runs/run-files.ts";
import { readRunRecord, requireMeasured } from "../runs/run-record.ts";
import type { RunRecord } from "../runs/specification.ts";
import {
  type CalibrationReply,
  type CalibrationWishes,
  calibrationAnalyses,
  usualCalibrationWishes,
} from "./calibration-analysis.ts";
import { type AnswerScorer, answerScorers, examMarks, givenMark } from "./exam-marking.ts";
import { type KeyedItem, type KeyedItems, readKeyedItems } from "./keyed-items.ts";
import { type LikelihoodArm, likelihoodPartings } from "./likelihood-parting.ts";
import { runSettings } from "./run-settings.ts";
import { readStatedConfidences } from "./stated-confidences.ts";

/** What calibration is looked at with. */
export interface ReadCalibrationOptions extends Partial<CalibrationWishes> {
  /** Only this exam. */
  readonly exam?: string;
}

/**
 * How far the confidences of a run can be believed, and where replies and likelihoods part, on the items as published. No
 * analyses for a run without confidences: without likelihoods, without an instruction that asks for a confidence and
 * without repeats.
 *
 * Throws RUN_NOT_FOUND for a folder without a run, RUN_UNFINISHED for one that was broken off before it was measured, and
 * ARGUMENT_INVALID for an exam that the run does not have.
 */
export async function readCalibration(folder: string, options: ReadCalibrationOptions = {}): Promise<Calibration> {
  const record = readRunRecord(folder);
  requireMeasured(folder);
  const { analyses, partings } = await calibrationOfRun(folder, record, options);
  return { analyses, partings };
}

/** Calibration, and the hash of what replies state (`StatedConfidences`), which no derived file holds. */
export interface CalibrationOfRun extends Calibration {
  readonly statedHash: string | null;
}

/** The same of a run whose record is read already. */
export async function calibrationOfRun(
  folder: string,
  record: RunRecord,
  { exam, ...wishes }: ReadCalibrationOptions = {},
): Promise<CalibrationOfRun> {
  const arms = record.specification["arms"] as readonly LikelihoodArm[];
  const repeats = (record.specification["repeats"] ?? 1) as number;
  const scored = new Set(arms.filter(({ likelihood }) => likelihood !== undefined).map(({ name }) => name));
  const items = await readKeyedItems(folder);
  if (exam !== undefined && !items.exams.has(exam)) {
    throw new UsageError("ARGUMENT_INVALID", `--exam ${exam}: the run has ${[...items.exams].join(", ")}`);
  }
  const stated = await readStatedConfidences(folder, record);
  if (stated.hash === null && scored.size === 0 && repeats < 2) {
    return { analyses: [], partings: [], statedHash: null };
  }
  const marking = await markingOfExams(record, items);
  const replies: CalibrationReply[] = [];
  const path = runFile(folder, "answers");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const answer = parseJsonLine(line, path) as Answer;
      const item = items.byKey.get(`${answer.exam}\u0000${answer.itemId}`);
      if (
        item !== undefined &&
        answer.perturbation === "none" &&
        answer.turn === 0 &&
        (exam === undefined || answer.exam === exam)
      ) {
        replies.push(
          replyOf(answer, item, {
            likelihood: scored.has(answer.arm),
            stated: stated.byCall.get(answer.callId),
            scorer: marking.get(answer.exam)?.scorer,
          }),
        );
      }
    }
  }
  const settings = runSettings(record);
  const declared = new Map([...marking].map(([name, { marks }]) => [name, marks]));
  return {
    analyses: calibrationAnalyses(replies, settings, { ...usualCalibrationWishes, ...wishes }, declared),
    partings: likelihoodPartings(replies, arms, settings.confidence),
    statedHash: stated.hash,
  };
}

type ExamMarking = NonNullable<ReturnType<typeof examMarks>>;

/** The exams in which a wrong answer costs, and what it costs. */
async function markingOfExams(
  { specification }: RunRecord,
  { exams, byKey }: KeyedItems,
): Promise<ReadonlyMap<string, ExamMarking>> {
  const marking = new Map<string, ExamMarking>();
  for (const exam of exams) {
    const ofExam = [...byKey.values()].flatMap(({ exam: own, item }) => (own === exam ? [item] : []));
    const found = examMarks(ofExam, await answerScorers(specification, exam));
    if (found !== null) {
      marking.set(exam, found);
    }
  }
  return marking;
}

function replyOf(
  answer: Answer,
  { item, cluster }: KeyedItem,
  {
    likelihood,
    stated,
    scorer,
  }: { readonly likelihood: boolean; readonly stated: number | undefined; readonly scorer: AnswerScorer | undefined },
): CalibrationReply {
  const { exam, arm, model, itemId, repeat, status, optionIds, confidence } = answer;
  const chosen = status === "chosen";
  return {
    exam,
    arm,
    model,
    itemId,
    repeat,
    cluster,
    answer: chosen ? optionIds.toSorted().join("\u0000") : null,
    right:
      chosen &&
      item.accepted.some((set) => set.length === optionIds.length && set.every((id) => optionIds.includes(id))),
    confidence: confidence ?? stated ?? null,
    source: likelihood ? "likelihood" : "stated",
    mark: scorer === undefined ? null : givenMark(answer, item, scorer),
  };
}

/** The record as JSON for machines. */
export function calibrationJson(calibration: Calibration): string {
  return `${JSON.stringify(calibration, null, 2)}\n`;
}
