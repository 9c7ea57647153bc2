import type { OpenBackend } from "../backends/define.ts";
import { askableCalls } from "./askable-calls.ts";
import { conflictError } from "./conflict-error.ts";
import { executeModel, type FailureLine, type ModelProgress } from "./execute.ts";
import type { JudgedCompletion, JudgeWalk } from "./finished-replies.ts";
import type { Journal } from "./journal.ts";
import { parseCompletionLine } from "./journal-entry.ts";
import { walkJudge } from "./judge-walk.ts";
import { createOperationsCollector, type ModelOperations } from "./operations.ts";
import type { StudyModel } from "./study.ts";
import { judgesOfStudy } from "./study-judges.ts";
import { turnTaker } from "./turn-taker.ts";

/** What asking the judges needs. */
export interface AskJudgesOptions {
  readonly walk: Omit<JudgeWalk, "replyAt">;
  readonly journal: Journal;
  /** Named in errors. */
  readonly journalPath: string;
  /** Nothing is asked where it is null: only what stands in the journal is used. */
  readonly open: ((judge: StudyModel) => Promise<OpenBackend>) | null;
  readonly signal: AbortSignal;
  readonly onFailure: (failure: FailureLine) => void;
  readonly onProgress: (planned: number, progress: readonly ModelProgress[]) => void;
}

/** How the asking ended. */
export interface AskedJudges {
  /** Questions that have no reply. */
  readonly missing: number;
  readonly stopped: readonly FailureLine[];
  /** What the judges' calls took, those of earlier sessions too. */
  readonly operations: readonly ModelOperations[];
}

/** What the journal holds at a place, for walking the calls of judges. */
export function journaledReplies(journal: Journal, journalPath: string): (place: string) => JudgedCompletion | null {
  return (place) => {
    const entry = journal.index.find(place);
    return entry === null ? null : parseCompletionLine(journal.read(entry), journalPath);
  };
}

type ConflictOptions = Pick<AskJudgesOptions, "walk" | "journal" | "journalPath">;

/** The judges' questions that have no reply yet, by judge. Throws RUN_CONFLICT when a finished one would be put otherwise now. */
export async function judgesToAsk({ walk, journal, journalPath }: ConflictOptions): Promise<ReadonlyMap<string, Owed>> {
  const replyAt = journaledReplies(journal, journalPath);
  const found = new Map<string, Owed>();
  for (const judge of judgesOfStudy(walk.study)) {
    let planned = 0;
    let missing = 0;
    for await (const calls of walkJudge({ ...walk, replyAt }, judge)) {
      for (const call of calls) {
        planned += 1;
        const entry = journal.index.find(call.posed.call.place);
        missing += entry === null ? 1 : 0;
        if (entry !== null && !journal.index.hasIdentity(entry.row, call.posed.call.id)) {
          throw conflictError(call, parseCompletionLine(journal.read(entry), journalPath));
        }
      }
    }
    found.set(judge.id, { planned, missing });
  }
  return found;
}

/** Questions of one judge. */
interface Owed {
  readonly planned: number;
  /** Of those, the ones without a reply. */
  readonly missing: number;
}

/**
 * The last wave: put to the judges what scorers and pairs want to know of the finished replies, journaled like every call. A
 * judge that has been asked everything is not opened. Throws RUN_CONFLICT when a finished question would be put otherwise now,
 * what opening a judge throws, and what writing the journal throws.
 */
export async function askJudges(options: AskJudgesOptions): Promise<AskedJudges> {
  const { walk, journal, journalPath, open, signal } = options;
  const judges = judgesOfStudy(walk.study);
  const replyAt = journaledReplies(journal, journalPath);
  const owed = await judgesToAsk(options);
  const stopped: FailureLine[] = [];
  const toAsk = judges.filter(({ id }) => (owed.get(id)?.missing ?? 0) > 0);
  if (open !== null && !signal.aborted && toAsk.length > 0) {
    const inTurn = turnTaker();
    const stopping = new AbortController();
    const progress = new Map<string, ModelProgress>();
    const most = Math.max(...toAsk.map(({ id }) => owed.get(id)?.planned ?? 0));
    const opened: [StudyModel, OpenBackend][] = [];
    for (const judge of toAsk) {
      opened.push([judge, await open(judge)]);
    }
    const outcomes = await Promise.allSettled(
      opened.map(async ([judge, backend]) => {
        using _turn = judge.needsNetwork ? null : await inTurn();
        try {
          const { stoppedBecause } = await executeModel({
            model: judge.id,
            walk: askableCalls(walkJudge({ ...walk, replyAt }, judge), backend),
            backend,
            journal,
            replyOf: () => null,
            concurrency: judge.concurrency,
            signal: AbortSignal.any([signal, stopping.signal]),
            onFailure: options.onFailure,
            onProgress: (counts) => {
              progress.set(judge.id, counts);
              options.onProgress(most, [...progress.values()]);
            },
          });
          stopped.push(...(stoppedBecause === null ? [] : [stoppedBecause]));
        } catch (error) {
          // The journal cannot be written: asking the others further would only lose their replies.
          stopping.abort();
          throw error;
        }
      }),
    );
    const rejected = outcomes.find((outcome) => outcome.status === "rejected");
    if (rejected !== undefined) {
      throw rejected.reason;
    }
  }
  return { stopped, ...(await countReplies(options, judges)) };
}

async function countReplies(
  { walk, journal, journalPath }: ConflictOptions,
  judges: readonly StudyModel[],
): Promise<Pick<AskedJudges, "missing" | "operations">> {
  const replyAt = journaledReplies(journal, journalPath);
  const operations: ModelOperations[] = [];
  let missing = 0;
  for (const judge of judges) {
    const collector = createOperationsCollector(judge);
    for await (const calls of walkJudge({ ...walk, replyAt }, judge)) {
      for (const { posed } of calls) {
        const entry = journal.index.find(posed.call.place);
        if (entry === null) {
          missing += 1;
        } else {
          collector.add(parseCompletionLine(journal.read(entry), journalPath));
        }
      }
    }
    operations.push(collector.summary());
  }
  return { missing, operations };
}
