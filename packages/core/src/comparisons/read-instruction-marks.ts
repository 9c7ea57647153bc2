import { parseJsonLine, readLines } from "../base/lines.ts";
import type { Answer } from "../records/answer.ts";
import type { Score } from "../records/score.ts";
import { runFile } from "../runs/run-files.ts";
import type { RunItems } from "./run-items.ts";

/** What a reply is marked by, where its form is looked at. */
export type InstructionMark = "exact-set" | "adherence-strict" | "adherence-loose" | "joint";

/** One repeat's marks, by item: 0–1, NaN where there is none. */
export interface MarkedSitting {
  readonly marks: Readonly<Record<InstructionMark, Float64Array>>;
  /** 1 for a reply that abstains, 0 for any other. */
  readonly abstained: Float64Array;
}

/** The marks of one model under one way of asking. */
export interface MarkedCell {
  readonly exam: string;
  readonly arm: string;
  readonly model: string;
  /** By repeat. */
  readonly sittings: MarkedSitting[];
}

type Address = Pick<Answer, "exam" | "arm" | "model" | "perturbation" | "itemId" | "repeat">;

/**
 * Marks and abstentions of the named ways of asking, on the items as published: one pass over scores.jsonl and one over
 * answers.jsonl. Memory is 40 bytes a call.
 */
export async function readInstructionMarks(
  folder: string,
  items: ReadonlyMap<string, RunItems>,
  arms: ReadonlySet<string>,
): Promise<readonly MarkedCell[]> {
  const cells = new Map<string, MarkedCell>();
  const placeOf = (call: Address): { readonly sitting: MarkedSitting; readonly item: number } | null => {
    const own = items.get(call.exam);
    const item = own?.placeOf.get(call.itemId);
    if (own === undefined || item === undefined || call.perturbation !== "none" || !arms.has(call.arm)) {
      return null;
    }
    const { exam, arm, model } = call;
    const key = `${exam}\u0000${arm}\u0000${model}`;
    const cell = cells.get(key) ?? { exam, arm, model, sittings: [] };
    cells.set(key, cell);
    while (cell.sittings.length <= call.repeat) {
      cell.sittings.push(emptySitting(own.itemIds.length));
    }
    const sitting = cell.sittings[call.repeat];
    return sitting === undefined ? null : { sitting, item };
  };
  const scores = runFile(folder, "scores");
  for await (const lines of readLines(scores)) {
    for (const line of lines) {
      const score = parseJsonLine(line, scores) as Score;
      const found = isMark(score.scorer) ? placeOf(score) : null;
      if (found !== null && isMark(score.scorer)) {
        found.sitting.marks[score.scorer][found.item] =
          score.points === null ? Number.NaN : (score.points - score.min) / (score.max - score.min);
      }
    }
  }
  const answers = runFile(folder, "answers");
  for await (const lines of readLines(answers)) {
    for (const line of lines) {
      const answer = parseJsonLine(line, answers) as Answer;
      const found = placeOf(answer);
      if (found !== null) {
        found.sitting.abstained[found.item] = answer.status === "abstained" ? 1 : 0;
      }
    }
  }
  return [...cells.values()];
}

function emptySitting(length: number): MarkedSitting {
  const empty = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  return {
    marks: { "exact-set": empty(), "adherence-strict": empty(), "adherence-loose": empty(), joint: empty() },
    abstained: empty(),
  };
}

function isMark(scorer: string): scorer is InstructionMark {
  return scorer === "exact-set" || scorer === "adherence-strict" || scorer === "adherence-loose" || scorer === "joint";
}
