import type { OpenBackend } from "../backends/define.ts";
import { askableCalls } from "./askable-calls.ts";
import { walkAssistant } from "./assistant-walk.ts";
import { conflictError } from "./conflict-error.ts";
import { type Executed, executeModel, type FailureLine, type ModelProgress } from "./execute.ts";
import type { Journal } from "./journal.ts";
import { parseCompletionLine } from "./journal-entry.ts";
import type { Study, StudyModel } from "./study.ts";

/** What asking the assistants needs. */
export interface AskAssistantsOptions {
  readonly study: Study;
  /** Folder with items.jsonl. */
  readonly folder: string;
  readonly journal: Journal;
  /** Named in errors. */
  readonly journalPath: string;
  /** Nothing is asked where it is null: only what stands in the journal is used. */
  readonly open: ((assistant: StudyModel) => Promise<OpenBackend>) | null;
  readonly signal: AbortSignal;
  readonly onFailure: (failure: FailureLine) => void;
  readonly onProgress: (planned: number, progress: ModelProgress) => void;
}

/** How the asking ended. */
export interface AskedAssistants {
  /** Requests that have no reply. */
  readonly missing: number;
  readonly stopped: readonly FailureLine[];
}

/**
 * The first wave: ask the study's assistants what operators want to know, journaled like every call. Throws RUN_CONFLICT when a
 * finished request would be put otherwise now, and what writing the journal throws.
 */
export async function askAssistants(options: AskAssistantsOptions): Promise<AskedAssistants> {
  const { study, folder, journal, signal } = options;
  let missing = 0;
  const stopped: FailureLine[] = [];
  for (const assistant of study.assistants) {
    const planned = await refuseConflicts(options, assistant);
    if (options.open !== null && planned > 0 && !signal.aborted) {
      const backend = await options.open(assistant);
      const executed: Executed = await executeModel({
        model: assistant.id,
        walk: askableCalls(walkAssistant({ study, folder, assistant }), backend),
        backend,
        journal,
        replyOf: () => null,
        concurrency: assistant.concurrency,
        signal,
        onFailure: options.onFailure,
        onProgress: (progress) => options.onProgress(planned, progress),
      });
      if (executed.stoppedBecause !== null) {
        stopped.push(executed.stoppedBecause);
      }
    }
    for await (const calls of walkAssistant({ study, folder, assistant })) {
      missing += calls.filter(({ posed }) => journal.index.find(posed.call.place) === null).length;
    }
  }
  return { missing, stopped };
}

/** The number of an assistant's requests. */
async function refuseConflicts(
  { study, folder, journal, journalPath }: AskAssistantsOptions,
  assistant: StudyModel,
): Promise<number> {
  let planned = 0;
  for await (const calls of walkAssistant({ study, folder, assistant })) {
    for (const call of calls) {
      planned += 1;
      const entry = journal.index.find(call.posed.call.place);
      if (entry !== null && !journal.index.hasIdentity(entry.row, call.posed.call.id)) {
        throw conflictError(call, parseCompletionLine(journal.read(entry), journalPath));
      }
    }
  }
  return planned;
}
