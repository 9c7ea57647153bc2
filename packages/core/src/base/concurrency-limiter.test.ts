import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ConcurrencyLimiter, createConcurrencyLimiter, type LimiterSignal } from "./concurrency-limiter.ts";

/** Start as many requests as the limiter lets through at once. */
async function fill(limiter: ConcurrencyLimiter): Promise<number> {
  let started = 0;
  while (limiter.inFlight < limiter.limit) {
    await limiter.acquire();
    started += 1;
  }
  return started;
}

function releaseAll(limiter: ConcurrencyLimiter, signal: LimiterSignal, startedAtMs: number, nowMs: number): void {
  while (limiter.inFlight > 0) {
    limiter.release(signal, startedAtMs, nowMs);
  }
}

/** Whether a promise is settled by now. */
async function isSettled(promise: Promise<void>): Promise<boolean> {
  let settled = false;
  void promise.then(() => {
    settled = true;
  });
  for (let turn = 0; turn < 5; turn++) {
    await Promise.resolve();
  }
  return settled;
}

describe("slow start", () => {
  it("doubles every round trip and reaches the maximum", async () => {
    const limiter = createConcurrencyLimiter(100);
    const rounds: number[] = [];
    for (let round = 1; round <= 6; round++) {
      rounds.push(await fill(limiter));
      releaseAll(limiter, "success", round * 10, round * 10 + 5);
    }
    expect(rounds).toEqual([8, 16, 32, 64, 100, 100]);
    expect(limiter.limit).toBe(100);
  });

  it("begins at the maximum where that is small", () => {
    expect(createConcurrencyLimiter(3).limit).toBe(3);
    expect(createConcurrencyLimiter(1).limit).toBe(1);
  });
});

describe("a 429", () => {
  it("cuts once an episode, however many requests of it come back", async () => {
    const limiter = createConcurrencyLimiter(64);
    for (let round = 1; limiter.limit < 64; round++) {
      await fill(limiter);
      releaseAll(limiter, "success", round, round);
    }
    await fill(limiter);
    for (let late = 0; late < 64; late++) {
      limiter.release("rate-limited", 100, 110 + late);
    }
    expect(limiter.limit).toBe(32);
    // Requests that started after the cut and are refused again are another episode.
    await fill(limiter);
    releaseAll(limiter, "rate-limited", 300, 310);
    expect(limiter.limit).toBe(16);
  });

  it("ends slow start: one more each round from then on", async () => {
    const limiter = createConcurrencyLimiter(64);
    await fill(limiter);
    releaseAll(limiter, "rate-limited", 1, 2);
    expect(limiter.limit).toBe(4);
    const limits: number[] = [];
    for (let round = 1; round <= 4; round++) {
      await fill(limiter);
      releaseAll(limiter, "success", round * 10, round * 10 + 5);
      limits.push(limiter.limit);
    }
    expect(limits).toEqual([4, 5, 6, 7]);
  });

  it("leaves one place at least", async () => {
    const limiter = createConcurrencyLimiter(8);
    for (let episode = 1; episode < 10; episode++) {
      await limiter.acquire();
      limiter.release("rate-limited", episode * 10, episode * 10 + 1);
    }
    expect(limiter.limit).toBe(1);
    await limiter.acquire();
    expect(await isSettled(limiter.acquire())).toBe(false);
  });

  it("lets what is under way end before anything new starts", async () => {
    const limiter = createConcurrencyLimiter(8);
    await fill(limiter);
    const waiting = limiter.acquire();
    limiter.release("rate-limited", 1, 2);
    expect(limiter).toMatchObject({ limit: 4, inFlight: 7 });
    limiter.release("other", 1, 3);
    limiter.release("other", 1, 3);
    limiter.release("other", 1, 3);
    expect(await isSettled(waiting)).toBe(false);
    limiter.release("other", 1, 3);
    expect(await isSettled(waiting)).toBe(true);
    expect(limiter.inFlight).toBe(4);
  });
});

describe("a server's own trouble", () => {
  it("cuts nothing, and pauses growth for one round trip", async () => {
    const limiter = createConcurrencyLimiter(64);
    await fill(limiter);
    limiter.release("server-trouble", 1, 50);
    // These started before the trouble and say nothing about how the server is since.
    releaseAll(limiter, "success", 1, 60);
    expect(limiter.limit).toBe(8);
    await fill(limiter);
    releaseAll(limiter, "success", 61, 70);
    expect(limiter.limit).toBe(16);
  });

  it("does not hold a server below the maximum that fails one request in ten", async () => {
    const limiter = createConcurrencyLimiter(32);
    let nowMs = 0;
    for (let round = 0; round < 60; round++) {
      const startedAtMs = ++nowMs;
      const started = await fill(limiter);
      for (let request = 0; request < started; request++) {
        limiter.release((round * 7 + request) % 10 === 0 ? "server-trouble" : "success", startedAtMs, ++nowMs);
      }
    }
    expect(limiter.limit).toBe(32);
  });

  it("is not seen in a request the server refuses for its content", async () => {
    const limiter = createConcurrencyLimiter(64);
    await fill(limiter);
    limiter.release("other", 1, 50);
    releaseAll(limiter, "success", 1, 60);
    expect(limiter.limit).toBe(15);
  });
});

describe("a pause", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("holds back everything new until its time, in order of arrival", async () => {
    const limiter = createConcurrencyLimiter(2);
    limiter.pauseUntil(1000, 0);
    const order: number[] = [];
    const calls = [1, 2, 3].map((number) => limiter.acquire().then(() => order.push(number)));
    await vi.advanceTimersByTimeAsync(999);
    expect(order).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(order).toEqual([1, 2]);
    limiter.release("success", 1001, 1002);
    await Promise.all(calls);
    expect(order).toEqual([1, 2, 3]);
  });

  it("is made longer by a later one and never shorter", async () => {
    const limiter = createConcurrencyLimiter(2);
    limiter.pauseUntil(1000, 0);
    limiter.pauseUntil(3000, 0);
    limiter.pauseUntil(500, 0);
    limiter.pauseUntil(-1, 0);
    const call = limiter.acquire();
    await vi.advanceTimersByTimeAsync(2999);
    expect(await isSettled(call)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isSettled(call)).toBe(true);
    await limiter.acquire();
  });

  it("ends at once when everything is broken off, and leaves no timer", async () => {
    const limiter = createConcurrencyLimiter(2);
    limiter.pauseUntil(600_000, 0);
    const call = limiter.acquire();
    limiter.resume();
    expect(await isSettled(call)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});

it("never lets more through than its limit, and keeps nobody waiting while there is a place", async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.constant("acquire" as const) },
    fc.constantFrom("success" as const, "rate-limited" as const, "server-trouble" as const, "other" as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.array(step, { maxLength: 200 }), async (maximum, steps) => {
      const limiter = createConcurrencyLimiter(maximum);
      let wanted = 0;
      let through = 0;
      let ended = 0;
      let nowMs = 0;
      for (const what of steps) {
        nowMs += 1;
        if (what === "acquire") {
          wanted += 1;
          const before = limiter.inFlight;
          void limiter.acquire().then(() => {
            through += 1;
          });
          expect(limiter.inFlight <= limiter.limit || limiter.inFlight === before).toBe(true);
        } else if (limiter.inFlight > 0) {
          limiter.release(what, nowMs - 1, nowMs);
          ended += 1;
        }
        await Promise.resolve();
        expect(limiter.limit).toBeGreaterThanOrEqual(1);
        expect(limiter.limit).toBeLessThanOrEqual(maximum);
        expect(through - ended).toBe(limiter.inFlight);
        if (through < wanted) {
          expect(limiter.inFlight).toBeGreaterThanOrEqual(limiter.limit);
        }
      }
      while (ended < wanted) {
        limiter.release("success", nowMs, ++nowMs);
        ended += 1;
        await Promise.resolve();
      }
      expect(through).toBe(wanted);
      expect(limiter.inFlight).toBe(0);
    }),
    { numRuns: 200, seed: 42 },
  );
});
