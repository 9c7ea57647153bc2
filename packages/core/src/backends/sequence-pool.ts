import type { EvaluationPriority, LlamaContextSequence, Token } from "node-llama-cpp";
import { BackendError } from "../base/errors.ts";
import { createLockStep } from "./lock-step.ts";
import { priorityOf } from "./ordered-batch.ts";

/** A sequence, lent to a call. */
export interface LentSequence {
  readonly sequence: LlamaContextSequence;
  /** What everything that asks for results of this sequence must be evaluated with; see `orderedBatch`. */
  readonly evaluationPriority: EvaluationPriority;
  /**
   * Evaluate tokens together with the calls that hold the other sequences: it begins when each of them has something to
   * evaluate. Left to themselves, sequences that answer token by token come to be evaluated in turns.
   */
  evaluate<T>(action: () => Promise<T>): Promise<T>;
}

/**
 * Sequences of a context, each lent to one call at a time. Each keeps what it has read for a call that begins alike.
 * The context must choose its batches by `orderedBatch`.
 */
export interface SequencePool {
  /**
   * Use a sequence: the free one that holds most of a prompt's beginning already, or the next one to be free. Calls wait
   * in the order in which they came.
   */
  use<T>(prompt: readonly Token[], action: (lent: LentSequence) => Promise<T>): Promise<T>;
  /** Refuse the calls that wait and wait for those under way: freeing a model while it is asked ends the process. */
  close(): Promise<void>;
}

/**
 * A pool of sequences; all are free.
 *
 * @param sequences All of a context, in the order in which it gave them.
 */
export function createSequencePool(sequences: readonly LlamaContextSequence[]): SequencePool {
  const free = [...sequences];
  const waiting: PromiseWithResolvers<LlamaContextSequence>[] = [];
  const running = new Set<Promise<unknown>>();
  let closed = false;
  const lockStep = createLockStep();
  const take = (prompt: readonly Token[]): Promise<LlamaContextSequence> => {
    if (closed) {
      return Promise.reject(closedError());
    }
    const shared = free.map((sequence) => commonLength(sequence.contextTokens, prompt));
    const best = shared.indexOf(Math.max(...shared));
    const [sequence] = free.splice(best, 1);
    if (sequence !== undefined) {
      return Promise.resolve(sequence);
    }
    const turn = Promise.withResolvers<LlamaContextSequence>();
    waiting.push(turn);
    return turn.promise;
  };
  return {
    use: async (prompt, action) => {
      const sequence = await take(prompt);
      const party = lockStep.join();
      const acting = action({
        sequence,
        evaluationPriority: priorityOf(sequences.indexOf(sequence)),
        evaluate: (evaluation) => party.step(evaluation),
      });
      running.add(acting);
      try {
        return await acting;
      } finally {
        party.leave();
        running.delete(acting);
        const next = waiting.shift();
        if (next === undefined) {
          free.push(sequence);
        } else {
          next.resolve(sequence);
        }
      }
    },
    close: async () => {
      closed = true;
      for (const { reject } of waiting.splice(0)) {
        reject(closedError());
      }
      await Promise.allSettled(running);
    },
  };
}

function closedError(): BackendError {
  return new BackendError("LOCAL_ENGINE_FAILED", "the model was closed before this call had its turn");
}

/** How many tokens two lists begin with in common. */
export function commonLength(a: readonly Token[], b: readonly Token[]): number {
  const most = Math.min(a.length, b.length);
  for (let index = 0; index < most; index++) {
    if (a[index] !== b[index]) {
      return index;
    }
  }
  return most;
}
