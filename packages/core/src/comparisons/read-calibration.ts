import { UsageError } from "../base/errors.ts";
import { createDictionary } from "../base/growable.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Answer } from "../records/answer.ts";
import type { Calibration } from "../records/calibration-analysis.ts";
import type { Item } from "../records/item.ts";
import type { CompletionLine } from "../runs/journal-entry.ts";
import { runFile } from "../runs/run-files.ts";
import { readRunRecord, requireMeasured } from "../runs/run-record.ts";
import type { RunRecord } from "../runs/specification.ts";
import { statedConfidence } from "../text/stated-confidence.ts";
import {
  type CalibrationReply,
  type CalibrationWishes,
  calibrationAnalyses,
  usualCalibrationWishes,
} from "./calibration-analysis.ts";
import { type LikelihoodArm, likelihoodPartings } from "./likelihood-parting.ts";
import { runSettings } from "./run-settings.ts";

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
  return await calibrationOfRun(folder, record, options);
}

/** The same of a run whose record is read already. */
export async function calibrationOfRun(
  folder: string,
  record: RunRecord,
  { exam, ...wishes }: ReadCalibrationOptions = {},
): Promise<Calibration> {
  const arms = record.specification["arms"] as readonly LikelihoodArm[];
  const repeats = (record.specification["repeats"] ?? 1) as number;
  const asked = new Set(arms.filter(({ instruction }) => asksConfidence(instruction)).map(({ name }) => name));
  const scored = new Set(arms.filter(({ likelihood }) => likelihood !== undefined).map(({ name }) => name));
  const items = await readKeyedItems(folder);
  if (exam !== undefined && !items.exams.has(exam)) {
    throw new UsageError("ARGUMENT_INVALID", `--exam ${exam}: the run has ${[...items.exams].join(", ")}`);
  }
  if (asked.size === 0 && scored.size === 0 && repeats < 2) {
    return { analyses: [], partings: [] };
  }
  const stated = asked.size === 0 ? new Map<string, number>() : await readStated(folder, asked);
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
        replies.push(replyOf(answer, item, { likelihood: scored.has(answer.arm), stated: stated.get(answer.callId) }));
      }
    }
  }
  const settings = runSettings(record);
  return {
    analyses: calibrationAnalyses(replies, settings, { ...usualCalibrationWishes, ...wishes }),
    partings: likelihoodPartings(replies, arms, settings.confidence),
  };
}

/** The instruction by which replies state a confidence. */
function asksConfidence(instruction: unknown): boolean {
  return (instruction as { readonly use?: string } | undefined)?.use === "stated-confidence";
}

interface KeyedItem {
  readonly accepted: Item["accepted"];
  readonly cluster: number;
}

/** Items with options and a key that were not annulled. */
async function readKeyedItems(
  folder: string,
): Promise<{ readonly exams: ReadonlySet<string>; readonly byKey: ReadonlyMap<string, KeyedItem> }> {
  const clusters = createDictionary();
  const exams = new Set<string>();
  const byKey = new Map<string, KeyedItem>();
  const path = runFile(folder, "items");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const item = parseJsonLine(line, path) as Item & { readonly exam: string };
      const { exam, id, accepted, annulled, group, options } = item;
      exams.add(exam);
      if (annulled === undefined && accepted.length > 0 && options.length > 0) {
        const name = group === undefined ? `i${id}` : `g${group.id}`;
        byKey.set(`${exam}\u0000${id}`, { accepted, cluster: clusters.code(`${exam}\u0000${name}`) });
      }
    }
  }
  return { exams, byKey };
}

async function readStated(folder: string, arms: ReadonlySet<string>): Promise<Map<string, number>> {
  const stated = new Map<string, number>();
  const path = runFile(folder, "completions");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const { callId, arm, role, text } = parseJsonLine(line, path) as Pick<
        CompletionLine,
        "callId" | "arm" | "role" | "text"
      >;
      const confidence = role === "examinee" && arms.has(arm) ? statedConfidence(text) : null;
      if (confidence !== null) {
        stated.set(callId, confidence);
      }
    }
  }
  return stated;
}

function replyOf(
  answer: Answer,
  { accepted, cluster }: KeyedItem,
  { likelihood, stated }: { readonly likelihood: boolean; readonly stated: number | undefined },
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
      chosen && accepted.some((set) => set.length === optionIds.length && set.every((id) => optionIds.includes(id))),
    confidence: confidence ?? stated ?? null,
    source: likelihood ? "likelihood" : "stated",
  };
}

/** The record as JSON for machines. */
export function calibrationJson(calibration: Calibration): string {
  return `${JSON.stringify(calibration, null, 2)}\n`;
}
