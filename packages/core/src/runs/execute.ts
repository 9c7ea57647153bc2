import type { OpenBackend } from "../backends/define.ts";
import type { ErrorCode } from "../base/error-codes.ts";
import type { Attempt } from "../records/completion.ts";
import type { CallJournal } from "./journal.ts";
import type { FinishedCall } from "./journal-entry.ts";
import { completionLine } from "./journal-entry.ts";
import type { PlannedCall } from "./walk.ts";

/** A call that failed after all retries: one line of failures.jsonl. */
export interface FailureLine {
  readonly callId: string;
  readonly exam: string;
  readonly itemId: string;
  readonly variantId: string;
  readonly perturbation: string;
  readonly model: string;
  readonly arm: string;
  readonly repeat: number;
  readonly turn: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
  readonly attempts: readonly Attempt[];
}

/** Counts of one model while it is asked. */
export interface ModelProgress {
  readonly model: string;
  /** Finished now or before. */
  readonly finished: number;
  readonly failed: number;
  readonly inFlight: number;
}

/** What executing one model's plan needs. */
export interface ExecuteOptions {
  readonly model: string;
  readonly walk: AsyncIterable<Iterable<PlannedCall>>;
  readonly backend: OpenBackend;
  readonly journal: CallJournal;
  /** The text of a reply that stands in the journal, for the next turn of its conversation. */
  readonly replyOf: (planned: PlannedCall) => string | null;
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** A call of the plan has ended: with its completion, or with null when it has none. Each place of the plan once. */
  onSettled?(ordinal: number, planned: PlannedCall, finished: FinishedCall | "journaled" | null): void;
  onFailure(failure: FailureLine): void;
  /** Told at most once a turn of the event loop, and at the end. */
  onProgress(progress: ModelProgress): void;
}

/** How the asking ended. */
export interface Executed {
  /** Set when the rest was not asked because every call would have failed the same way. */
  readonly stoppedBecause: FailureLine | null;
  /** Calls of the plan that were walked; less than all when the asking was broken off. */
  readonly walked: number;
  readonly walkedAll: boolean;
}

/** At least this many failures in a row with nothing in between, and the server is taken for gone. */
const failuresInARow = 8;

/** A server that takes this long could take the next call while a line waits for others; the rate counts, not the writes. */
const slowReplyMs = 20;

/** Failures, after all retries, that say something about the server and not about the question. */
const serverFailures: ReadonlySet<ErrorCode> = new Set([
  "BACKEND_UNREACHABLE",
  "BACKEND_CONNECTION_LOST",
  "BACKEND_TIMEOUT",
  "BACKEND_SERVER_ERROR",
  "BACKEND_RATE_LIMITED",
  "BACKEND_REPLY_MALFORMED",
]);

/**
 * Ask one model everything of its plan that is not in the journal. At most `concurrency` calls are under way;
 * a call leaves that count once its line is written. Rejects only when the journal cannot be written.
 */
export async function executeModel(options: ExecuteOptions): Promise<Executed> {
  const { backend, journal, signal, concurrency } = options;
  // Each call stands in the plan once: where nothing was finished before, none of it is in the journal.
  const begun = journal.calls > 0;
  let inFlight = 0;
  /** Calls that have their reply and wait for its line to be written. */
  let writing = 0;
  let finished = 0;
  let failed = 0;
  let consecutive = 0;
  let answered = false;
  let sameMessage = 0;
  let lastMessage = "";
  let stoppedBecause: FailureLine | null = null;
  let journalError: unknown = null;
  let wake: (() => void) | null = null;

  const progress = (): void => options.onProgress({ model: options.model, finished, failed, inFlight });
  let progressDue: NodeJS.Immediate | null = null;
  /** Once for all calls that end in one turn of the event loop. */
  const progressSoon = (): void => {
    progressDue ??= setImmediate(() => {
      progressDue = null;
      progress();
    });
  };
  const mayGoOn = (): boolean => !signal.aborted && stoppedBecause === null && journalError === null;

  /** Ask one call. Gives the reply's text; null when there is none. */
  const askOne = async (ordinal: number, planned: PlannedCall): Promise<string | null> => {
    const { call } = planned.posed;
    try {
      const result = await backend.complete(planned.posed);
      if (result.status === "completed") {
        // Counted before the disk has it: a slow disk says nothing about the server.
        answered = true;
        consecutive = 0;
        const line = completionLine(planned, result.completion, result.attempts);
        const slow = (result.attempts.at(-1)?.durationMs ?? 0) >= slowReplyMs;
        const written = journal.append(call.place, call.id, line, slow);
        writing += 1;
        if (writing === inFlight) {
          journal.flush();
        }
        try {
          await written;
        } finally {
          writing -= 1;
        }
        finished += 1;
        options.onSettled?.(ordinal, planned, { ...result.completion, attempts: result.attempts });
        return result.completion.text;
      }
      if (result.status === "failed") {
        const { error } = result;
        failed += 1;
        options.onSettled?.(ordinal, planned, null);
        consecutive = serverFailures.has(error.code) ? consecutive + 1 : 0;
        sameMessage = error.message === lastMessage ? sameMessage + 1 : 1;
        lastMessage = error.message;
        const failure = failureLine(planned, error, result.attempts);
        options.onFailure(failure);
        // With every place taken by a call that fails, nothing of the server works.
        const gone = consecutive >= Math.max(failuresInARow, concurrency);
        // Some servers refuse an unknown model or parameter with a plain 400: the same words for every question.
        const refusesAll =
          error.code === "BACKEND_REQUEST_REFUSED" && !answered && finished === 0 && sameMessage >= failuresInARow;
        if (result.hopeless || gone || refusesAll) {
          stoppedBecause ??= failure;
        }
      }
    } catch (error) {
      journalError ??= error;
    }
    return null;
  };

  /**
   * The first call of a conversation that must be asked, from one of its calls on; what needs no asking is settled on the
   * way. Null at its end, and after a turn without a reply.
   */
  const firstToAsk = (ordinal: number, planned: PlannedCall): { ordinal: number; planned: PlannedCall } | null => {
    let at = ordinal;
    for (let call = planned; ; at++) {
      if (call.notMade === null && !(begun && journal.index.find(call.posed.call.place) !== null)) {
        return { ordinal: at, planned: call };
      }
      if (call.notMade === null) {
        finished += 1;
      }
      options.onSettled?.(at, call, call.notMade === null ? "journaled" : null);
      if (call.next === null) {
        return null;
      }
      if (call.notMade !== null) {
        settleRest(at, call);
        return null;
      }
      call = call.next(options.replyOf(call));
    }
  };

  /** After a turn without a reply the turns behind it cannot be asked. */
  const settleRest = (ordinal: number, planned: PlannedCall): void => {
    let at = ordinal;
    for (let call = planned; call.next !== null; ) {
      call = call.next(null);
      at += 1;
      options.onSettled?.(at, call, null);
    }
  };

  /** Ask the calls of a conversation one after the other, from the first that must be asked on. */
  const converse = async (first: { ordinal: number; planned: PlannedCall }): Promise<void> => {
    for (let open: typeof first | null = first; open !== null; ) {
      const { ordinal, planned } = open;
      const reply = await askOne(ordinal, planned);
      open = null;
      if (planned.next !== null && reply === null) {
        settleRest(ordinal, planned);
      } else if (planned.next !== null && mayGoOn()) {
        open = firstToAsk(ordinal + 1, planned.next(reply));
      }
    }
    inFlight -= 1;
    progressSoon();
    const waiting = wake;
    wake = null;
    waiting?.();
  };

  let walked = 0;
  let walkedAll = true;
  outer: for await (const batch of options.walk) {
    for (const planned of batch) {
      if (!mayGoOn()) {
        walkedAll = false;
        break outer;
      }
      const ordinal = walked;
      walked += planned.turnsLeft;
      const open = firstToAsk(ordinal, planned);
      if (open === null) {
        continue;
      }
      inFlight += 1;
      void converse(open);
      while (inFlight >= concurrency && mayGoOn()) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }
  while (inFlight > 0) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  clearImmediate(progressDue ?? undefined);
  progress();
  if (journalError !== null) {
    throw journalError;
  }
  return { stoppedBecause, walked, walkedAll };
}

function failureLine(
  { posed: { call } }: PlannedCall,
  error: { readonly code: ErrorCode; readonly message: string; readonly remedy: string },
  attempts: readonly Attempt[],
): FailureLine {
  return {
    callId: call.id,
    exam: call.exam,
    itemId: call.itemId,
    variantId: call.variantId,
    perturbation: call.perturbation,
    model: call.model,
    arm: call.arm,
    repeat: call.repeat,
    turn: call.turn,
    code: error.code,
    message: error.message,
    remedy: error.remedy,
    attempts,
  };
}
