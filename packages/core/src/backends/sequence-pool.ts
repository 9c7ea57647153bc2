import type { LlamaContextSequence, Token } from "node-llama-cpp";

/** Sequences of a context, each lent to one call at a time. */
export interface SequencePool {
  /**
   * Use a sequence: the free one that holds most of a prompt's beginning already, or the next one to be free. Calls wait
   * in the order in which they came.
   */
  use<T>(prompt: readonly Token[], action: (sequence: LlamaContextSequence) => Promise<T>): Promise<T>;
}

/** A pool of sequences; all are free. */
export function createSequencePool(sequences: readonly LlamaContextSequence[]): SequencePool {
  const free = [...sequences];
  const waiting: ((sequence: LlamaContextSequence) => void)[] = [];
  const take = (prompt: readonly Token[]): Promise<LlamaContextSequence> => {
    const shared = free.map((sequence) => commonLength(sequence.contextTokens, prompt));
    const best = shared.indexOf(Math.max(...shared));
    const [sequence] = free.splice(best, 1);
    return sequence === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(sequence);
  };
  return {
    use: async (prompt, action) => {
      const sequence = await take(prompt);
      try {
        return await action(sequence);
      } finally {
        const next = waiting.shift();
        if (next === undefined) {
          free.push(sequence);
        } else {
          next(sequence);
        }
      }
    },
  };
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
