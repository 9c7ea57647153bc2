import { journaledCall, startDerivation } from "./derive.ts";
import type { Executed, ExecuteOptions } from "./execute.ts";
import type { CallJournal } from "./journal.ts";
import type { FinishedCall } from "./journal-entry.ts";
import type { DerivedModel } from "./model-derivation.ts";
import { createPlanOrder } from "./plan-order.ts";
import type { Study, StudyModel } from "./study.ts";
import type { PlannedCall } from "./walk.ts";

/** Calls that wait to be marked at most: a walk over finished calls gives many in one turn of the event loop. */
const mostWaiting = 512;

/** What marking while asking needs. */
export interface MarkWhileAskingOptions {
  readonly study: Study;
  readonly model: StudyModel;
  readonly folder: string;
  readonly staging: string;
  readonly journal: CallJournal;
  /** Calls planned for the model. */
  readonly expectedCalls: number;
}

/** One model's marking, beside its asking. */
export interface MarkingWhileAsking {
  readonly settled: NonNullable<ExecuteOptions["onSettled"]>;
  /** What the model's calls come to; null when some call is missing, and the journal has to be walked. */
  conclude(executed: Executed): DerivedModel | null;
  /** Remove unfinished files. Harmless after `conclude`. */
  discard(): void;
}

/**
 * Read and mark replies in plan order while they come, which spares a second walk and reading the journal back.
 * Where one call stays open too long or the asking breaks off nothing is lost: the journal is walked instead.
 */
export function markWhileAsking({
  study,
  model,
  folder,
  staging,
  journal,
  expectedCalls,
}: MarkWhileAskingOptions): MarkingWhileAsking {
  const derivation = startDerivation(study, model, staging, expectedCalls);
  const order = createPlanOrder<{ planned: PlannedCall; finished: FinishedCall | "journaled" | null }>(
    ({ planned, finished }) =>
      derivation.add(planned, finished === "journaled" ? journaledCall(planned, journal, folder) : finished),
  );
  let waiting: Parameters<MarkingWhileAsking["settled"]>[] = [];
  let failure: { readonly error: unknown } | null = null;
  const mark = (): void => {
    const calls = waiting;
    waiting = [];
    for (const [ordinal, planned, finished] of calls) {
      order.put(ordinal, { planned, finished });
    }
  };
  /** Nobody waits for what is done at the end of a turn: what goes wrong there is told to the next who asks. */
  const markLater = (): void => {
    try {
      mark();
    } catch (error) {
      failure ??= { error };
    }
  };
  const tellFailure = (): void => {
    if (failure !== null) {
      throw failure.error;
    }
  };
  return {
    settled: (...call) => {
      tellFailure();
      waiting.push(call);
      if (waiting.length >= mostWaiting) {
        mark();
      } else if (waiting.length === 1) {
        // Marking can wait until the next questions are on their way.
        setImmediate(markLater);
      }
    },
    conclude: ({ walked, walkedAll }) => {
      tellFailure();
      mark();
      return walkedAll && order.emitted === walked ? derivation.finish() : null;
    },
    discard: () => {
      waiting = [];
      derivation.discard();
    },
  };
}
