import type { OpenBackend } from "../backends/define.ts";
import { askableCalls } from "./askable-calls.ts";
import { walkAssistant } from "./assistant-walk.ts";
import { conflictError } from "./conflict-error.ts";
import { type Executed, executeModel, type FailureLine, type ModelProgress } from "./execute.ts";
import type { Journal } from "./journal.ts";
import { parseCompletionLine } from "./journal-entry.ts";
import type { Study, StudyModel } from "./study.ts";
import type { PlannedCall } from "./walk.ts";

/** What asking the assistants needs. */
export interface AskAssistantsOptions {
  readonly study: Study;
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

/** Every call of one assistant in a wave: the same calls each time it is walked. */
export type WalkOfAssistant = (assistant: StudyModel) => AsyncIterable<Iterable<PlannedCall>>;

/**
 * The first wave: ask the study's assistants what operators want to know. Throws what `askWave` throws.
 *
 * @param folder Folder with items.jsonl.
 */
export async function askAssistants(options: AskAssistantsOptions, folder: string): Promise<AskedAssistants> {
  const { study } = options;
  return await askWave(options, (assistant) => walkAssistant({ study, folder, assistant }));
}

/**
 * Ask the study's assistants every call of a wave that has no reply, journaled like every call. Throws RUN_CONFLICT when a
 * finished request would be put otherwise now, and what writing the journal throws.
 */
export async function askWave(options: AskAssistantsOptions, walkOf: WalkOfAssistant): Promise<AskedAssistants> {
  const { study, journal, signal } = options;
  let missing = 0;
  const stopped: FailureLine[] = [];
  for (const assistant of study.assistants) {
    const owed = await refuseConflicts(options, walkOf(assistant));
    let open = owed.missing;
    if (options.open !== null && open > 0 && !signal.aborted) {
      const backend = await options.open(assistant);
      const executed: Executed = await executeModel({
        model: assistant.id,
        walk: askableCalls(walkOf(assistant), backend),
        backend,
        journal,
        replyOf: () => null,
        concurrency: assistant.concurrency,
        signal,
        onFailure: options.onFailure,
        onProgress: (progress) => options.onProgress(owed.planned, progress),
      });
      if (executed.stoppedBecause !== null) {
        stopped.push(executed.stoppedBecause);
      }
      open = (await refuseConflicts(options, walkOf(assistant))).missing;
    }
    missing += open;
  }
  return { missing, stopped };
}

/** The number of an assistant's requests, and of those without a reply. */
async function refuseConflicts(
  { journal, journalPath }: AskAssistantsOptions,
  walk: AsyncIterable<Iterable<PlannedCall>>,
): Promise<{ readonly planned: number; readonly missing: number }> {
  let planned = 0;
  let missing = 0;
  for await (const calls of walk) {
    for (const call of calls) {
      planned += 1;
      const entry = journal.index.find(call.posed.call.place);
      missing += entry === null ? 1 : 0;
      if (entry !== null && !journal.index.hasIdentity(entry.row, call.posed.call.id)) {
        throw conflictError(call, parseCompletionLine(journal.read(entry), journalPath));
      }
    }
  }
  return { planned, missing };
}
