import { parentPort, Worker, workerData } from "node:worker_threads";
import { BugError } from "./errors.ts";
import { fromThreadError, type ThreadError, toThreadError } from "./thread-error.ts";

type Outcome<Result> =
  | { readonly status: "done"; readonly result: Result }
  | { readonly status: "failed"; readonly error: ThreadError };

/** A task in a thread of its own. */
export interface ThreadTask<Result> {
  /** What it came to; rejects with what was thrown there, of the same class. */
  readonly result: Promise<Result>;
  /** Resolves when the thread is gone, which ends by itself with its task. */
  readonly gone: Promise<void>;
}

/**
 * Do a task in a thread of its own.
 *
 * @param module The module's address without its ending; it calls `doThreadTask`. It lies beside the caller, as TypeScript in
 *   the sources and as JavaScript in the package: `new URL("./x-worker", import.meta.url)`.
 * @param task Copied into the thread: plain values and shared memory. The result is copied back.
 */
export function startThreadTask<Task, Result>(module: URL, task: Task): ThreadTask<Result> {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const worker = new Worker(new URL(`${module.href}.${extension}`), { workerData: task });
  const gone = new Promise<void>((resolve) => {
    worker.once("exit", () => resolve());
  });
  const result = new Promise<Result>((resolve, reject) => {
    worker.once("message", (outcome: Outcome<Result>) =>
      outcome.status === "done" ? resolve(outcome.result) : reject(fromThreadError(outcome.error)),
    );
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new BugError("INTERNAL", `a thread ended with ${code} before its task`)));
  });
  // Whoever started it may be busy with a failure of its own when this one comes.
  result.catch(() => undefined);
  return { result, gone };
}

/** In a module that `startThreadTask` starts: do the task and hand its result back. */
export async function doThreadTask<Task, Result>(work: (task: Task) => Result | Promise<Result>): Promise<void> {
  let outcome: Outcome<Result>;
  try {
    outcome = { status: "done", result: await work(workerData as Task) };
  } catch (error) {
    outcome = { status: "failed", error: toThreadError(error) };
  }
  parentPort?.postMessage(outcome);
}
