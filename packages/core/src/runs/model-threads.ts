import { Worker } from "node:worker_threads";
import { BugError } from "../base/errors.ts";
import { fromThreadError } from "../base/thread-error.ts";
import type { FailureLine, ModelProgress } from "./execute.ts";
import type { Journal } from "./journal.ts";
import type { FromModelThread, ModelThreadStart, ToModelThread } from "./model-thread.ts";
import type { Sat } from "./sit-model.ts";

/** What threads that ask models need. */
export interface ModelThreadsOptions extends ModelThreadStart {
  /** Threads at most, at least 1; each is started when there is a model for it. */
  readonly threads: number;
  /** Holds nothing of the models they ask. */
  readonly journal: Journal;
  /** Aborting breaks off what is under way; what is finished stays in the journal. */
  readonly signal: AbortSignal;
  onFailure(failure: FailureLine): void;
  onProgress(progress: ModelProgress): void;
}

/** Threads that ask models, each one model after the other. */
export interface ModelThreads {
  /**
   * Ask a model in the thread that is free first. Rejects with what went wrong there, as it would here, and where the journal
   * cannot be written.
   */
  sit(model: string, shared: unknown): Promise<Sat>;
  /** End every thread; resolves when they are gone. What is still under way is broken off. */
  close(): Promise<void>;
}

/** A model on its way through a thread. */
interface Sitting {
  readonly model: string;
  readonly shared: unknown;
  readonly resolve: (sat: Sat) => void;
  readonly reject: (error: unknown) => void;
}

interface ModelThread {
  readonly worker: Worker;
  sitting: Sitting | null;
}

/** Threads for a study's models, none started yet. */
export function createModelThreads(options: ModelThreadsOptions): ModelThreads {
  const { journal, signal, threads: most, onFailure, onProgress, ...start } = options;
  const threads: ModelThread[] = [];
  const gone: Promise<void>[] = [];
  const queue: Sitting[] = [];
  const tell = ({ worker }: ModelThread, message: ToModelThread): void => worker.postMessage(message);

  const next = (): void => {
    while (queue.length > 0) {
      const free = threads.find(({ sitting }) => sitting === null) ?? (threads.length < most ? begin() : undefined);
      const sitting = free === undefined ? undefined : queue.shift();
      if (free === undefined || sitting === undefined) {
        return;
      }
      free.sitting = sitting;
      tell(free, { kind: "sit", model: sitting.model, shared: sitting.shared });
    }
  };

  const conclude = (thread: ModelThread, how: (sitting: Sitting) => void): void => {
    const { sitting } = thread;
    thread.sitting = null;
    if (sitting !== null) {
      how(sitting);
    }
    next();
  };

  const hear = (thread: ModelThread, message: FromModelThread): void => {
    switch (message.kind) {
      case "lines":
        try {
          journal.appendLines(message.lines);
        } catch (error) {
          // Whatever else it asks could not be kept.
          tell(thread, { kind: "stop" });
          thread.sitting?.reject(error);
        }
        tell(thread, { kind: "written" });
        onProgress(message.progress);
        break;
      case "failure":
        onFailure(message.failure);
        break;
      case "sat":
        onProgress(message.progress);
        conclude(thread, ({ resolve }) => resolve(message.sat));
        break;
      case "failed":
        conclude(thread, ({ reject }) => reject(fromThreadError(message.error)));
        break;
    }
  };

  const begin = (): ModelThread => {
    const worker = startWorker(start);
    const thread: ModelThread = { worker, sitting: null };
    threads.push(thread);
    const lost = (error: unknown): void => {
      if (threads.includes(thread)) {
        threads.splice(threads.indexOf(thread), 1);
      }
      conclude(thread, ({ reject }) => reject(error));
    };
    worker.on("message", (message: FromModelThread) => hear(thread, message));
    worker.once("error", lost);
    gone.push(
      new Promise((resolve) => {
        worker.once("exit", (code) => {
          lost(new BugError("INTERNAL", `a thread that asked models ended with ${code} before its work`));
          resolve();
        });
      }),
    );
    if (signal.aborted) {
      tell(thread, { kind: "stop" });
    }
    return thread;
  };

  const stop = (): void => {
    for (const thread of threads) {
      tell(thread, { kind: "stop" });
    }
  };
  signal.addEventListener("abort", stop, { once: true });

  return {
    sit: (model, shared) =>
      new Promise((resolve, reject) => {
        queue.push({ model, shared, resolve, reject });
        next();
      }),
    close: async () => {
      signal.removeEventListener("abort", stop);
      queue.length = 0;
      for (const thread of threads) {
        // Threads end by themselves: one that is stopped while it starts may take the process with it.
        tell(thread, { kind: "stop" });
        tell(thread, { kind: "end" });
      }
      await Promise.all(gone);
    },
  };
}

/**
 * Megabytes of a thread's youngest objects. By default they may take 100 before they are looked through; what a call leaves
 * behind is dead by then either way, and looking through less takes no longer.
 */
const youngMegabytes = 24;

/** The worker's file lies beside this one, as TypeScript in the sources and as JavaScript in the package. */
function startWorker(start: ModelThreadStart): Worker {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  return new Worker(new URL(`./model-thread-worker.${extension}`, import.meta.url), {
    workerData: start,
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  });
}
