import { journaledCall, startDerivation } from "./derive.ts";
import type { Executed, ExecuteOptions } from "./execute.ts";
import type { Journal } from "./journal.ts";
import type { FinishedCall } from "./journal-entry.ts";
import type { DerivedModel } from "./model-derivation.ts";
import { createPlanOrder } from "./plan-order.ts";
import type { Study, StudyModel } from "./study.ts";
import type { PlannedCall } from "./walk.ts";

/** What marking while asking needs. */
export interface MarkWhileAskingOptions {
  readonly study: Study;
  readonly model: StudyModel;
  readonly folder: string;
  readonly staging: string;
  readonly journal: Journal;
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
}: MarkWhileAskingOptions): MarkingWhileAsking {
  const derivation = startDerivation(study, model, staging);
  const order = createPlanOrder<{ planned: PlannedCall; finished: FinishedCall | "journaled" | null }>(
    ({ planned, finished }) =>
      derivation.add(planned, finished === "journaled" ? journaledCall(planned, journal, folder) : finished),
  );
  return {
    settled: (ordinal, planned, finished) => order.put(ordinal, { planned, finished }),
    conclude: ({ walked, walkedAll }) => (walkedAll && order.emitted === walked ? derivation.finish() : null),
    discard: () => derivation.discard(),
  };
}
