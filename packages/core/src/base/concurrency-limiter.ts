/** What happened to one request, as far as the limiter cares. */
export type LimiterSignal = "success" | "rate-limited" | "server-trouble" | "other";

/** Decides how many requests one endpoint gets at once. */
export interface ConcurrencyLimiter {
  /** Requests allowed at once now. */
  readonly limit: number;
  /** Requests under way. */
  readonly inFlight: number;
  /** Take a place if there is one now. */
  tryAcquire(): boolean;
  /** Wait for a place. Resolves at once when there is one. */
  acquire(): Promise<void>;
  /** Give the place back and say what happened. `nowMs` and `startedAtMs` tell one episode of 429s from the next. */
  release(signal: LimiterSignal, startedAtMs: number, nowMs: number): void;
  /** No new request starts before this time (a server's Retry-After). */
  pauseUntil(untilMs: number, nowMs: number): void;
  /** End a pause at once; used when everything is broken off. */
  resume(): void;
}

/** Requests at once when nothing is known of a server yet. */
const firstLimit = 8;

/**
 * Adaptive concurrency. Slow start: the limit grows by one for each success (it doubles each round trip) up to
 * `maximum`. The first 429 of an episode halves it and ends slow start; 429s of requests that started before
 * the cut belong to the same episode and cut nothing. After that the limit grows by one each round of successes.
 * A transient server error only pauses growth for a round trip: successes of requests that started before it do not
 * count.
 */
export function createConcurrencyLimiter(maximum: number): ConcurrencyLimiter {
  let limit = Math.min(firstLimit, maximum);
  let inFlight = 0;
  let slowStart = true;
  let lastCutMs = Number.NEGATIVE_INFINITY;
  let lastTroubleMs = Number.NEGATIVE_INFINITY;
  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  let pauseTimer: NodeJS.Timeout | undefined;
  // A ring would save the shift; the queue is short because callers bound how much they start.
  let waiting: (() => void)[] = [];
  let head = 0;
  let paused = false;

  const allowed = (): number => Math.max(1, Math.floor(limit));

  const wake = (): void => {
    while (!paused && head < waiting.length && inFlight < allowed()) {
      const next = waiting[head++];
      if (next !== undefined) {
        inFlight += 1;
        next();
      }
    }
    if (head > 1024 && head * 2 > waiting.length) {
      waiting = waiting.slice(head);
      head = 0;
    }
  };

  const resume = (): void => {
    clearTimeout(pauseTimer);
    paused = false;
    wake();
  };

  const tryAcquire = (): boolean => {
    if (paused || head < waiting.length || inFlight >= allowed()) {
      return false;
    }
    inFlight += 1;
    return true;
  };

  const grow = (): void => {
    limit = Math.min(maximum, limit + (slowStart ? 1 : 1 / limit));
  };

  return {
    get limit() {
      return allowed();
    },
    get inFlight() {
      return inFlight;
    },
    tryAcquire,
    acquire: () =>
      tryAcquire()
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push(resolve);
          }),
    release: (signal, startedAtMs, nowMs) => {
      inFlight -= 1;
      if (signal === "success") {
        if (startedAtMs > lastTroubleMs) {
          grow();
        }
      } else if (signal === "rate-limited") {
        slowStart = false;
        if (startedAtMs > lastCutMs) {
          limit = Math.max(1, limit / 2);
          lastCutMs = nowMs;
        }
      } else if (signal === "server-trouble") {
        lastTroubleMs = nowMs;
      }
      wake();
    },
    pauseUntil: (untilMs, nowMs) => {
      if (untilMs <= Math.max(nowMs, pausedUntilMs)) {
        return;
      }
      pausedUntilMs = untilMs;
      paused = true;
      clearTimeout(pauseTimer);
      pauseTimer = setTimeout(resume, untilMs - nowMs);
    },
    resume,
  };
}
