import { availableParallelism } from "node:os";
import type { Study } from "./study.ts";
import type { VariantSources } from "./variants-of.ts";

/** Calls below which a thread is not worth its start: it loads every plugin of the study again. */
const leastCalls = 20_000;
/** Each holds some 100 MiB. */
const mostThreads = 4;

/** What decides how many threads a run's models are asked in. */
export interface ThreadsWanted {
  readonly sources: ReadonlyMap<string, VariantSources>;
  /** Calls that stand in the journal. */
  readonly finished: number;
  /** Models that may be asked in threads of their own, and their calls. */
  readonly models: number;
  readonly calls: number;
  /** Threads at most; default by processors and calls. */
  readonly most?: number | undefined;
}

/**
 * How many threads ask a study's models: 1 where this one does it. Another thread reads the study again and knows the
 * items; it knows neither a person's own plugins, nor the journal, nor what variants are made of besides their items.
 */
export function threadsFor(
  study: Pick<Study, "source">,
  { sources, finished, models, calls, most }: ThreadsWanted,
): number {
  const onItsOwn =
    study.source !== null &&
    finished === 0 &&
    [...sources.values()].every((source) => Object.keys(source).length === 0);
  const wanted = most ?? (calls < leastCalls ? 1 : Math.min(availableParallelism(), mostThreads));
  return onItsOwn ? Math.max(1, Math.min(wanted, models)) : 1;
}
