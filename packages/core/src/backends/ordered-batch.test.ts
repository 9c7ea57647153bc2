import fc from "fast-check";
import type { BatchItem, PrioritizedBatchItem, Token } from "node-llama-cpp";
import { describe, expect, it } from "vitest";
import { orderedBatch, priorityOf } from "./ordered-batch.ts";

/** Tokens of a sequence: for each whether its result is asked for. */
function queued(place: number, results: readonly boolean[]): BatchItem {
  // As the engine has it: a list with holes.
  const logits: true[] = [];
  results.forEach((wanted, index) => {
    if (wanted) {
      logits[index] = true;
    }
  });
  return { tokens: results.map((_, index) => index as Token), logits, evaluationPriority: priorityOf(place) };
}

interface BatchToken {
  readonly sequence: number;
  readonly hasResult: boolean;
}

function tokensOf(batch: readonly PrioritizedBatchItem[]): BatchToken[] {
  return batch.flatMap(({ item, processAmount }) =>
    Array.from({ length: processAmount }, (_, index) => ({
      sequence: item.evaluationPriority - 1,
      hasResult: item.logits[index] === true,
    })),
  );
}

/**
 * The places of a batch's tokens in the order in which llama.cpp computes them where each sequence has a cache of its own: parts
 * with equally many tokens of each of the sequences whose numbers follow each other (llama_batch_allocr::split_equal).
 */
function computedOrder(batch: readonly BatchToken[], room: number): number[] {
  const left = new Map<number, number[]>();
  batch.forEach(({ sequence }, place) => {
    left.set(sequence, [...(left.get(sequence) ?? []), place]);
  });
  const order: number[] = [];
  for (;;) {
    const taken: number[] = [];
    const unused = batch.map((_, place) => place).filter((place) => !order.includes(place));
    for (const place of unused) {
      const sequence = batch[place]?.sequence ?? -1;
      if (!taken.includes(sequence) && (taken.length === 0 || sequence === (taken.at(-1) ?? 0) + 1)) {
        taken.push(sequence);
      }
    }
    if (taken.length === 0) {
      return order;
    }
    const most = Math.min(Math.floor(room / taken.length), ...taken.map((each) => left.get(each)?.length ?? 0));
    for (const sequence of taken) {
      order.push(...(left.get(sequence)?.splice(0, most) ?? []));
    }
  }
}

/** Whether results come out as the tokens went in, so that nothing has to be sorted. */
function isInOrder(batch: readonly PrioritizedBatchItem[], room: number): boolean {
  const tokens = tokensOf(batch);
  const results = computedOrder(tokens, room).filter((place) => tokens[place]?.hasResult);
  return results.every((place, index) => index === 0 || place > (results[index - 1] ?? 0));
}

const sequence = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 });
const queue = fc.uniqueArray(fc.record({ place: fc.nat(7), results: sequence }), {
  minLength: 1,
  maxLength: 8,
  selector: ({ place }) => place,
});

describe("orderedBatch", () => {
  it("never makes a batch that llama.cpp has to sort, and comes to the end of every queue", () => {
    fc.assert(
      fc.property(queue, fc.integer({ min: 8, max: 40 }), (sequences, size) => {
        let items = sequences.map(({ place, results }) => queued(place, results));
        for (let round = 0; items.length > 0; round++) {
          const batch = orderedBatch({ items, size });
          const tokens = batch.reduce((sum, { processAmount }) => sum + processAmount, 0);
          expect(round).toBeLessThan(100);
          expect(tokens).toBeGreaterThan(0);
          expect(tokens).toBeLessThanOrEqual(size);
          expect(isInOrder(batch, size)).toBe(true);
          const done = new Map(batch.map(({ item, processAmount }) => [item, processAmount]));
          items = items
            .map((item) => ({
              ...item,
              tokens: item.tokens.slice(done.get(item) ?? 0),
              logits: item.logits.slice(done.get(item) ?? 0),
            }))
            .filter((item) => item.tokens.length > 0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("would have to sort what is simply taken as it is queued", () => {
    const five = { item: queued(0, Array(5).fill(true)), processAmount: 5 };
    const three = { item: queued(1, Array(3).fill(true)), processAmount: 3 };
    expect(isInOrder([five, three], 512)).toBe(false);
    const one = (place: number) => ({ item: queued(place, [true]), processAmount: 1 });
    expect(isInOrder([one(0), one(2), one(1)], 512)).toBe(false);
    expect(isInOrder([one(0), one(1), one(2)], 512)).toBe(true);
  });

  it("answers for all sequences together, whatever order they are queued in", () => {
    const items = [2, 0, 3, 1].map((place) => queued(place, [true]));
    const batch = orderedBatch({ items, size: 512 });
    expect(batch.map(({ item, processAmount }) => [item.evaluationPriority, processAmount])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
  });

  it("reads prompts first, and gives what short ones leave to long ones", () => {
    const prompt = (place: number, length: number) => queued(place, [...Array(length).fill(false), true]);
    const items = [prompt(0, 400), prompt(1, 10), prompt(2, 400), queued(3, [true])];
    const batch = orderedBatch({ items, size: 100 });
    expect(batch.map(({ item, processAmount }) => [item.evaluationPriority - 1, processAmount])).toEqual([
      [1, 10],
      [0, 45],
      [2, 45],
    ]);
  });

  it("evaluates items that it cannot put in order one by one", () => {
    const items = [queued(1, [true, true]), queued(1, [true])];
    expect(orderedBatch({ items, size: 512 })).toEqual([{ item: items[0], processAmount: 2 }]);
    expect(orderedBatch({ items: [], size: 512 })).toEqual([]);
  });
});
