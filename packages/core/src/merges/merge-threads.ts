import { Worker } from "node:worker_threads";
import type { ErrorCode } from "../base/error-codes.ts";
import { BugError, DataError } from "../base/errors.ts";
import type { MergeMethod } from "../merging/define.ts";
import { createMergeHand, type MergeWork, type ThreadSettings } from "./merge-context.ts";

/** What a thread says of a piece of work. */
export type ThreadReply =
  | { readonly work: MergeWork; readonly sha256: string }
  | { readonly work: MergeWork; readonly error: ThreadError };

/** An error as it crosses threads: without its class. */
export interface ThreadError {
  readonly message: string;
  readonly code?: ErrorCode;
  readonly remedy?: string;
}

/** What is told of each piece of work as it is done. */
export type WorkDone = (work: MergeWork, sha256: string) => void;

/** Pieces a thread has before it at a time, so that it never waits for the next one. */
const ahead = 2;

/**
 * Do all work in this thread, one piece after the other; other events are served between pieces.
 */
export async function mergeHere(
  settings: ThreadSettings,
  method: MergeMethod,
  work: readonly MergeWork[],
  done: WorkDone,
): Promise<void> {
  using hand = createMergeHand(settings, method);
  for (const piece of work) {
    done(piece, hand.run(piece));
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

/** A thread and its end. */
interface MergeThread {
  readonly worker: Worker;
  /** Its exit code, once it is gone. */
  readonly gone: Promise<number>;
}

/**
 * Share work out over worker threads, each piece to the thread that is free first. After the first error no more is handed
 * out; it is thrown when every thread has finished what it was at.
 */
export async function mergeInThreads(
  settings: ThreadSettings,
  method: MergeMethod,
  work: readonly MergeWork[],
  done: WorkDone,
  threads: number,
): Promise<void> {
  const queue = [...work];
  const started = Array.from({ length: Math.min(threads, work.length) }, () => startWorker(settings, method.name));
  try {
    await Promise.all(started.map((thread) => serve(thread, queue, done)));
  } finally {
    queue.length = 0;
    for (const { worker } of started) {
      // Threads end by themselves: one that is stopped while it starts may take the process with it.
      worker.postMessage(null);
    }
    await Promise.all(started.map(({ gone }) => gone));
  }
}

/** Hands pieces of a queue to a thread until there are none. */
function serve({ worker, gone }: MergeThread, queue: MergeWork[], done: WorkDone): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    let open = 0;
    const hand = (most: number): void => {
      while (open < most && queue.length > 0) {
        open += 1;
        worker.postMessage(queue.shift());
      }
      if (open === 0) {
        resolve();
      }
    };
    worker.on("message", (reply: ThreadReply) => {
      open -= 1;
      if ("error" in reply) {
        reject(errorOf(reply.error));
        return;
      }
      try {
        done(reply.work, reply.sha256);
        hand(ahead);
      } catch (error) {
        reject(error);
      }
    });
    worker.once("error", reject);
    void gone.then((code) => reject(new BugError("INTERNAL", `a merge thread ended with ${code} before its work`)));
    // One piece for every thread first.
    hand(1);
  });
}

/** The worker's file lies beside this one, as TypeScript in the sources and as JavaScript in the package. */
function startWorker(settings: ThreadSettings, method: string): MergeThread {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const file = new URL(`./merge-worker.${extension}`, import.meta.url);
  const worker = new Worker(file, { workerData: { ...settings, method } });
  return { worker, gone: new Promise((resolve) => worker.once("exit", resolve)) };
}

function errorOf({ message, code, remedy }: ThreadError): Error {
  return code === undefined
    ? new BugError("INTERNAL", message)
    : new DataError(code, message, remedy === undefined ? {} : { remedy });
}
