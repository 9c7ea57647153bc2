import { Worker } from "node:worker_threads";
import {
  type FieldResamples,
  joinFieldResamples,
  type ResampleRange,
  resampleField,
} from "../statistics/field-resamples.ts";
import { type FieldScores, requireField } from "../statistics/field-scores.ts";

/** How to bootstrap a field of models. */
export interface FieldBootstrapOptions {
  readonly seed: number;
  readonly resamples: number;
  /** Threads that share the resamples, at least 1; with 1 they are computed in this thread, which they block. */
  readonly workers: number;
}

/** What a worker is started with. */
export interface FieldBootstrapTask {
  readonly field: FieldScores;
  readonly range: ResampleRange;
}

/**
 * `resampleField` for resamples 0 to `resamples` − 1, shared out over worker threads. The result does not depend on
 * how many there are. Where a worker fails the others are stopped, and its error is thrown. A copy of the points goes
 * to each worker.
 */
export async function bootstrapField(field: FieldScores, options: FieldBootstrapOptions): Promise<FieldResamples> {
  const { seed, resamples } = options;
  // Here and not in a worker alone, whose errors arrive without their class.
  requireField(field);
  const threads = Math.max(1, Math.min(options.workers, resamples));
  if (threads === 1) {
    return resampleField(field, { seed, from: 0, to: resamples });
  }
  const share = (thread: number): number => Math.floor((resamples * thread) / threads);
  const workers = Array.from({ length: threads }, (_, thread) =>
    startWorker({ field, range: { seed, from: share(thread), to: share(thread + 1) } }),
  );
  try {
    return joinFieldResamples(await Promise.all(workers.map(({ result }) => result)));
  } finally {
    await Promise.all(workers.map(({ worker }) => worker.terminate()));
  }
}

/** The worker's file lies beside this one, as TypeScript in the sources and as JavaScript in the package. */
function startWorker(task: FieldBootstrapTask): { readonly worker: Worker; readonly result: Promise<FieldResamples> } {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const file = new URL(`./field-bootstrap-worker.${extension}`, import.meta.url);
  const worker = new Worker(file, { workerData: task });
  const result = new Promise<FieldResamples>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`a bootstrap worker ended with ${code} before its result`)));
  });
  return { worker, result };
}
