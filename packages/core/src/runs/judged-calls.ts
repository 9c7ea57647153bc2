import { createLineWriter, type LineWriter } from "../base/lines.ts";
import type { JudgementLine } from "../records/judgement.ts";
import type { MarkedReply } from "../scorers/define.ts";
import { conflictError } from "./conflict-error.ts";
import type { JudgeWalk } from "./finished-replies.ts";
import type { Journal } from "./journal.ts";
import { type CompletionLine, parseCompletionLine } from "./journal-entry.ts";
import type { MarkedCall } from "./other-readings.ts";
import { runFile } from "./run-files.ts";
import { parametersHashes, scorerCalls } from "./scorer-calls.ts";
import type { StudyScorer } from "./study.ts";
import { judgesOfStudy } from "./study-judges.ts";
import type { PlannedCall } from "./walk.ts";

/** Gives scorers what their judges replied, and keeps what each judge said: the lines of judgements.jsonl, in plan order. */
export interface JudgedCalls {
  /**
   * The reply with what a scorer's judges said of it; as it is for a scorer that asks nobody, null for one that is not in the
   * scorer's sample.
   */
  judged(planned: PlannedCall, scorer: StudyScorer, reply: MarkedCall): MarkedReply | null;
  /** End the file. */
  finish(): void;
  /** Give up: the file is removed. Harmless after `finish`. */
  discard(): void;
}

/** Start handing out what judges replied. Throws RUN_CONFLICT for a finished question that would be put otherwise now. */
export function createJudgedCalls(
  walk: Pick<JudgeWalk, "study" | "sample">,
  journal: Journal,
  folder: string,
): JudgedCalls {
  const { study } = walk;
  const journalPath = runFile(folder, "completions");
  const writer = createLineWriter(runFile(folder, "judgements"));
  const hashOf = parametersHashes(judgesOfStudy(study));
  const textOf = (call: PlannedCall): string | null => {
    const entry = journal.index.find(call.posed.call.place);
    if (entry === null) {
      return null;
    }
    const line: CompletionLine = parseCompletionLine(journal.read(entry), journalPath);
    if (line.callId !== call.posed.call.id) {
      throw conflictError(call, line);
    }
    return line.text;
  };
  return {
    judged: (planned, scorer, reply) => {
      if (scorer.configured.requests === undefined) {
        return reply;
      }
      const calls = scorerCalls(walk, scorer, { planned, completion: reply.completion }, hashOf, reply);
      if (calls === null) {
        return null;
      }
      const judged = { ...reply, asked: calls.map(textOf) };
      writeJudgements(writer, planned, scorer, judged);
      return judged;
    },
    finish: () => writer.finish(),
    discard: () => writer.discard(),
  };
}

function writeJudgements(
  writer: LineWriter,
  { posed: { call, variant } }: PlannedCall,
  { name, configured }: StudyScorer,
  reply: MarkedReply,
): void {
  const { exam, itemId, variantId, model, arm, perturbation, repeat, turn } = call;
  const address = { exam, itemId, variantId, model, arm, perturbation, repeat, turn };
  const { length } = reply.completion.text;
  for (const judgement of configured.judgements?.(variant.item, reply) ?? []) {
    const line: JudgementLine = { callId: call.id, ...address, scorer: name, length, ...judgement };
    writer.write(JSON.stringify(line));
  }
}
