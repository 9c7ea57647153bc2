import { DataError, messageOf } from "../base/errors.ts";
import type { Attempt, Completion } from "../records/completion.ts";
import { journalStart } from "./scan-journal.ts";
import type { PlannedCall } from "./walk.ts";

/** A finished call as far as reading and measuring look at it: the same whether it came a moment ago or from the journal. */
export interface FinishedCall extends Completion {
  readonly attempts: readonly Attempt[];
}

/** One line of completions.jsonl: a finished call with its address, the reply and its attempts. */
export interface CompletionLine extends FinishedCall {
  readonly callId: string;
  readonly place: string;
  readonly role: string;
  readonly exam: string;
  readonly itemId: string;
  readonly variantId: string;
  readonly perturbation: string;
  readonly arm: string;
  readonly model: string;
  readonly repeat: number;
  readonly turn: number;
  readonly seed: number;
  readonly promptHash: string;
  readonly parametersHash: string;
}

/** A reply of so many characters is not joined to what stands around it: that would copy it once more. */
const longText = 1000;

/** A finished call as its journal line, in pieces that follow each other. */
export function completionLine(
  planned: PlannedCall,
  completion: Completion,
  attempts: readonly Attempt[],
): readonly string[] {
  const { call, prompt } = planned.posed;
  const asked = `"role":"${call.role}",${planned.addressJson},"seed":${call.seed},"promptHash":"${prompt.hash}","parametersHash":"${planned.parametersHash}"`;
  const text = completion.textJson ?? JSON.stringify(completion.text);
  const came = JSON.stringify({
    reasoning: completion.reasoning,
    finishReason: completion.finishReason,
    cutIn: completion.cutIn,
    servedModel: completion.servedModel,
    usage: completion.usage,
    ...(completion.logprobs === undefined ? {} : { logprobs: completion.logprobs }),
    ...(completion.likelihoods === undefined ? {} : { likelihoods: completion.likelihoods }),
    attempts,
  });
  const start = `${journalStart(call.id, call.place)}${asked},"text":`;
  const end = `,${came.slice(1)}`;
  return text.length < longText ? [start + text + end] : [start, text, end];
}

/** A journal line as a record. Throws JOURNAL_CORRUPT. */
export function parseCompletionLine(text: string, file: string): CompletionLine {
  try {
    return JSON.parse(text) as CompletionLine;
  } catch (cause) {
    throw new DataError("JOURNAL_CORRUPT", `a line cannot be read: ${messageOf(cause)}`, { place: { file }, cause });
  }
}
