import type { BatchItem, CustomBatchingPrioritizationStrategy, EvaluationPriority } from "node-llama-cpp";

/**
 * The priority under which a sequence's tokens are queued, so that `orderedBatch` knows them: the sequence's place in its
 * context, from 1. The engine hands on any number as it is, though its type has five.
 *
 * @param place Of the sequence in its context, from 0.
 */
export function priorityOf(place: number): EvaluationPriority {
  return (place + 1) as EvaluationPriority;
}

/**
 * Choose what of the queued tokens is evaluated together, so that results are computed in the order in which they were asked for.
 *
 * llama.cpp evaluates a batch of several sequences in parts with equally many tokens of each, of sequences whose numbers follow
 * each other. Where results come out in another order than the tokens went in, it sorts them when they are first read;
 * node-llama-cpp (3.21.1) reads those of several sequences at the same time from several threads, and when two of them sort, calls get
 * each other's probabilities. Two kinds of batches need no sorting:
 *
 * - tokens without results, of any sequences and as many as fit: all that stand before the first result of each;
 * - where every sequence has come to a result: equally many tokens of each, in the order of the sequences.
 *
 * @param queue.items Tokens of each sequence with their priorities (`priorityOf`); two of one priority cannot be put in order, and only
 *   the first item is evaluated then.
 * @param queue.size Tokens that a batch has room for, at least as many as there are items.
 *
 * @example 3 tokens with results of sequence 2 and 5 of sequence 1, size 512 → 3 of sequence 1, then 3 of sequence 2
 */
export const orderedBatch: CustomBatchingPrioritizationStrategy = ({ items, size }) => {
  const reading = items
    .map((item) => ({ item, tokens: tokensBeforeResult(item) }))
    .filter(({ tokens }) => tokens > 0)
    .sort((a, b) => a.tokens - b.tokens);
  if (reading.length > 0) {
    let room = size;
    return reading.map(({ item, tokens }, index) => {
      // The shortest first: what they leave of their share goes to the longer ones.
      const processAmount = Math.min(tokens, Math.floor(room / (reading.length - index)));
      room -= processAmount;
      return { item, processAmount };
    });
  }
  const places = new Set(items.map(({ evaluationPriority }) => evaluationPriority));
  const ordered =
    places.size === items.length
      ? [...items].sort((a, b) => a.evaluationPriority - b.evaluationPriority)
      : items.slice(0, 1);
  const most = Math.floor(size / Math.max(1, ordered.length));
  const processAmount = Math.min(most, ...ordered.map(({ tokens }) => tokens.length));
  return ordered.map((item) => ({ item, processAmount }));
};

function tokensBeforeResult({ tokens, logits }: BatchItem): number {
  // Places without a result may be holes of the list.
  for (let index = 0; index < tokens.length; index++) {
    if (logits[index] === true) {
      return index;
    }
  }
  return tokens.length;
}
